"""Why something was not done with differences or months."""


class SettlementError(Exception):
    """The family: says what, which and how to mend it."""


class ClosedMonthError(SettlementError):
    """The month is closed, or waits to be."""


class NotReconciledError(SettlementError):
    """The month was never reconciled."""

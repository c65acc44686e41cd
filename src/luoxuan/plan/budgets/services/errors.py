"""Why a budget was not kept, promised or changed."""


class BudgetError(Exception):
    """The family: says what, which and how to mend it."""


class OverspendError(BudgetError):
    """The money is not enough, and the line stops."""


class NotApprovedError(BudgetError):
    """The year's budget is not in force."""


class CostRowsError(BudgetError):
    """Some rows of a file cannot be read; nothing was written."""

    def __init__(self, message: str, rows: "list[tuple[int, str]]") -> None:
        super().__init__(message)
        self.rows = rows
        """Number of the row in the file, and what is wrong with it."""

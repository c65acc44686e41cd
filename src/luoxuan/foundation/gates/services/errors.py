"""Why something was not asked, not decided, not handed over."""


class GateError(Exception):
    """The family: says what stands in the way and how to mend it."""


class GateClosedError(GateError):
    """Somebody decided, withdrew, or the time ran out before."""


class NotTheirsError(GateError):
    """The person may not decide this gate."""


class BlockedError(GateError):
    """A blocking finding stands."""


class GateAskedError(GateError):
    """The subject waits already."""

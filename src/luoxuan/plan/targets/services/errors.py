"""The one family of errors."""


class TargetError(Exception):
    """What was asked of the targets cannot be done; says how to mend it."""

"""The one family of errors of improvements."""


class ImprovementError(Exception):
    """What was asked of a finding or an action cannot be done; says how to mend it."""

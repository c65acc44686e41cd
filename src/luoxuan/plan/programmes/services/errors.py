"""The one family of errors."""


class ProgrammeError(Exception):
    """What was asked of a plan cannot be done; says how to mend it."""


class PlanWaitsError(ProgrammeError):
    """The plan waits for approval: what is being judged is not changed meanwhile."""

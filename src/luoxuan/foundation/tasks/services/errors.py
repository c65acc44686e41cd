"""The one family of errors of tasks."""


class TaskError(Exception):
    """What was asked of a task cannot be done; says how to mend it."""

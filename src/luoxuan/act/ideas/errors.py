"""What can go wrong with ideas."""


class IdeaError(Exception):
    """It cannot be done so; says what to mend."""

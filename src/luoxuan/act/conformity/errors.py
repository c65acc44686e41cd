"""What can go wrong with the self-assessment."""


class ConformityError(Exception):
    """It cannot be done so; says what to mend."""

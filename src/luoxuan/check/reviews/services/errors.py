"""Why something cannot be done with a review."""


class ReviewError(Exception):
    """Says what, which, and how to mend."""


class FrozenError(ReviewError):
    """A frozen review never changes."""


class StateError(ReviewError):
    """Not in this state."""

"""What can be wrong with a request; each says what and how to mend it."""


class IntakeError(Exception):
    """A request to intake that cannot be met."""


class ShopUnknownError(IntakeError):
    """The register has no such shop."""


class ImportUnknownError(IntakeError):
    """The brand has no such import."""


class ImportNotLiveError(IntakeError):
    """The import wrote nothing, or was undone before."""


class LayoutAnswerError(IntakeError):
    """A mapping that cannot be a layout."""

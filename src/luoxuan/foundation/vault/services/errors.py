"""What can be wrong with a request; each says what and how to mend it."""


class VaultError(Exception):
    """A request to the vault that cannot be met."""


class VaultOffError(VaultError):
    """The brand keeps no personal data."""


class PersonUnknownError(VaultError):
    """No person of that token or phone."""


class PersonErasedError(VaultError):
    """The person's key was destroyed; the values are lost for good."""


class PurposeMissingError(VaultError):
    """A reading without a stated purpose."""


class LimitReachedError(VaultError):
    """The user has read as many as the day allows."""

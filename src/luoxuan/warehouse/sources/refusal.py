"""A file that cannot come in, and why, in a person's words (9.2)."""


class RefusedError(Exception):
    """The file is refused; the text is the whole message for the person."""

    def __init__(self, message: str, member: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.member = member

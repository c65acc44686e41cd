"""The one family of errors, and checking a row before it is stored."""

from django.core.exceptions import ValidationError
from django.db.models import Model


class PeopleError(Exception):
    """What was asked cannot be done; says how to mend it."""


def cleaned(thing: Model) -> None:
    """Check the row against its own rules. Raises PeopleError with what is wrong."""
    try:
        thing.full_clean()
    except ValidationError as error:
        raise PeopleError(" ".join(error.messages)) from error

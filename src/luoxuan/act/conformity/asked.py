"""Which requirement an address, a form or a command names."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from luoxuan.act.conformity.errors import ConformityError
from luoxuan.standard import CURRENT, Requirement, edition


@dataclass(frozen=True)
class Named:
    """A requirement of the current edition."""

    edition: str
    requirement: Requirement


def requirement_named(requirement_id: str) -> Named:
    """The requirement of the current edition. Raises ConformityError where it has none such."""
    found = edition().requirements.get(requirement_id)
    if found is None:
        raise ConformityError(_("The standard has no requirement %(id)s.") % {"id": requirement_id})
    return Named(CURRENT, found)

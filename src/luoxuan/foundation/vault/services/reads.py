"""Reading plain values: for a stated purpose, within a limit, written down (9.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.trail.services import trail_record
from luoxuan.foundation.vault.models import Person, PersonValue, Unmasking, VaultSettings
from luoxuan.foundation.vault.selectors.persons import Plain, opened_of, reads_since
from luoxuan.foundation.vault.selectors.settings import settings_of
from luoxuan.foundation.vault.services.errors import (
    LimitReachedError,
    PersonErasedError,
    PurposeMissingError,
)
from luoxuan.warehouse.personal import mask_text

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

LEAST = 4
MOST = 200


@dataclass(frozen=True)
class Reason:
    """What allows a reading, and what it is for, in the reader's words."""

    basis: str
    purpose: str

    def checked(self) -> "Reason":
        """Itself with the personal parts of the words masked. Raises PurposeMissingError."""
        words = " ".join(self.purpose.split())
        if self.basis not in Unmasking.Basis.values:
            raise PurposeMissingError(_("Choose what allows the reading."))
        if len(words) < LEAST:
            raise PurposeMissingError(_("Say what the values are needed for, in a few words."))
        return Reason(self.basis, mask_text(words)[:MOST])


@transaction.atomic
def person_unmask(
    *, person: Person, kinds: Sequence[str], reason: Reason, actor: "User", at: datetime
) -> list[Plain]:
    """The plain values of those kinds. Refused without a purpose and beyond the day's limit: nothing is read then."""
    checked = reason.checked()
    wanted = [kind for kind in PersonValue.Kind.values if kind in kinds]
    if not wanted:
        raise PurposeMissingError(_("Choose at least one of phone, name, address."))
    if person.wrapped is None:
        raise PersonErasedError(_("This person was erased: nothing can be read any more."))
    brand = person.brand
    VaultSettings.objects.select_for_update().filter(brand=brand).first()
    limit = settings_of(brand).reads_per_day
    if reads_since(brand, day_start(brand, at), actor) >= limit:
        raise LimitReachedError(
            _("You have read the values of %(n)s persons today, the most a day allows.")
            % {"n": limit}
        )
    Unmasking.objects.create(
        person=person, user=actor, kinds=wanted, basis=checked.basis, purpose=checked.purpose, at=at
    )
    trail_record(
        brand=brand, actor=actor, verb="person.unmasked", subject_type="person",
        subject_id=person.token, detail={"kinds": wanted, "basis": checked.basis},
        personal={"purpose": checked.purpose}, at=at,
    )  # fmt: skip
    return [each for each in opened_of(person) if each.kind in wanted]


def day_start(brand: "Brand", at: datetime) -> datetime:
    """When the day began where the brand is."""
    zone = ZoneInfo(brand.zone)
    return datetime.combine(at.astimezone(zone).date(), time.min, zone)

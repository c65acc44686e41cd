"""What an assessor writes beside a requirement."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.act.conformity.asked import requirement_named
from luoxuan.act.conformity.errors import ConformityError
from luoxuan.act.conformity.models import AssessmentNote
from luoxuan.foundation.trail.services import trail_record

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User


@transaction.atomic
def note_add(
    *, brand: "Brand", requirement_id: str, text: str, author: "User", at: datetime
) -> AssessmentNote:
    """A note that stays as it is. Raises ConformityError for an empty one."""
    requirement = requirement_named(requirement_id)
    if not text.strip():
        raise ConformityError(_("A note needs a text."))
    note = AssessmentNote.objects.create(
        brand=brand, edition=requirement.edition, requirement_id=requirement_id,
        text=text.strip(), author=author, at=at,
    )  # fmt: skip
    trail_record(
        brand=brand, actor=author, verb="conformity.noted", subject_type="requirement",
        subject_id=requirement_id, detail={"note": note.pk}, at=at,
    )  # fmt: skip
    return note

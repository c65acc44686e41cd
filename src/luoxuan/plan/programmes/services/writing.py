"""A plan is opened, perhaps as a copy of an earlier one, and written part by part (6.3, 6.4)."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.trail.services import trail_record
from luoxuan.plan.programmes.models import Programme, ProgrammePart
from luoxuan.plan.programmes.periods import KINDS, Kind, name_of, period_of
from luoxuan.plan.programmes.services.errors import PlanWaitsError, ProgrammeError
from luoxuan.plan.programmes.words import part_of, parts_of

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

LONGEST = 20_000
"""Signs of one part: a plan, no book."""


@transaction.atomic
def programme_open(
    *,
    brand: "Brand",
    kind: Kind,
    day: date,
    actor: "User | None",
    at: datetime,
    copy_from: Programme | None = None,
) -> Programme:
    """Open the plan of the period that holds the day; its texts copied where asked. Raises ProgrammeError."""
    if kind not in KINDS:
        raise ProgrammeError(_("A plan is of a year, a quarter or a month."))
    if copy_from is not None and (copy_from.brand_id != brand.pk or copy_from.kind != kind):
        raise ProgrammeError(_("Copy a plan of the same length."))
    period = period_of(kind, day)
    programme = _created(brand, kind, period.first, period.last, (actor, at))
    _copy(programme, copy_from, (actor, at))
    _told(programme, "programme.opened", actor, at)
    return programme


@transaction.atomic
def part_write(
    *, programme: Programme, key: str, text: str, actor: "User | None", at: datetime
) -> ProgrammePart:
    """Write a part. Raises PlanWaitsError while the plan waits for approval, ProgrammeError for an unknown part."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    if programme.state == Programme.State.WAITING:
        raise PlanWaitsError(_("The plan waits for approval: withdraw it to change it."))
    if part_of(programme.kind, key) is None:
        raise ProgrammeError(_("This plan has no part %(key)s.") % {"key": key})
    if len(text) > LONGEST:
        raise ProgrammeError(_("The text is too long: %(most)s signs at most.") % {"most": LONGEST})
    part, _new = ProgrammePart.objects.update_or_create(
        programme=programme,
        key=key,
        defaults={"text": text.replace("\r\n", "\n"), "changed_at": at, "changed_by": actor},
    )
    programme.state, programme.changed_at = Programme.State.DRAFT, at
    programme.save(update_fields=["state", "changed_at"])
    _told(programme, "programme.part_written", actor, at, key)
    return part


@transaction.atomic
def programme_remove(*, programme: Programme, actor: "User | None", at: datetime) -> None:
    """Remove a plan nobody ever handed in. Raises ProgrammeError else: what was handed in is evidence."""
    if programme.versions.exists():
        raise ProgrammeError(_("This plan was handed in once: it stays, write its next version."))
    _told(programme, "programme.removed", actor, at)
    programme.delete()


def _created(
    brand: "Brand", kind: Kind, first: date, last: date, by: tuple["User | None", datetime]
) -> Programme:
    actor, at = by
    try:
        with transaction.atomic():
            return Programme.objects.create(
                brand=brand, kind=kind, starts_on=first, ends_on=last,
                author=actor, created_at=at, changed_at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise ProgrammeError(
            _("%(period)s has a plan already: go on with that one.")
            % {"period": name_of(kind, first)}
        ) from error


def _copy(
    programme: Programme, source: Programme | None, by: tuple["User | None", datetime]
) -> None:
    texts = {part.key: part.text for part in source.parts.all()} if source else {}
    actor, at = by
    ProgrammePart.objects.bulk_create(
        ProgrammePart(
            programme=programme, key=word.key, text=texts.get(word.key, ""),
            changed_at=at, changed_by=actor,
        )
        for word in parts_of(programme.kind)
    )  # fmt: skip
    if source is not None:
        programme.copied_from = source
        programme.save(update_fields=["copied_from"])


def _told(
    programme: Programme, verb: str, actor: "User | None", at: datetime, part: str = ""
) -> None:
    trail_record(
        brand=programme.brand, actor=actor, verb=verb, subject_type="programme",
        subject_id=str(programme.pk), at=at,
        detail={"period": name_of(programme.kind, programme.starts_on), "part": part},
    )  # fmt: skip

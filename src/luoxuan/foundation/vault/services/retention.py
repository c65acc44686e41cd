"""The clocks: what a brand says of them, and the daily run that removes what is over (9.3)."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.trail.services import trail_record
from luoxuan.foundation.vault.clocks import BY_KEY
from luoxuan.foundation.vault.models import RetentionClock, RetentionRun
from luoxuan.foundation.vault.selectors.retention import Clock, clocks_of, rows_over
from luoxuan.foundation.vault.services.erase import person_erase
from luoxuan.foundation.vault.services.errors import VaultError
from luoxuan.warehouse.personal import mask_text

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

PIECE = 500


@transaction.atomic
def clock_set(
    *, brand: "Brand", key: str, days: int, reason: str, actor: "User | None", at: datetime
) -> RetentionClock:
    """Change how long a class stays; a reason is asked for, the law's least is kept."""
    known = BY_KEY.get(key)
    if known is None:
        raise VaultError(_("No class of data %(key)s.") % {"key": key})
    if days < known.least:
        raise VaultError(
            _("The law asks for %(least)s days at least: %(reason)s")
            % {"least": known.least, "reason": known.reason}
        )
    if not reason.strip():
        raise VaultError(_("Say why it stays so long: the register of processing asks for it."))
    saved, _made = RetentionClock.objects.update_or_create(
        brand=brand, data_class=key,
        defaults={"days": days, "reason": mask_text(reason.strip())[:300], "changed_at": at},
    )  # fmt: skip
    trail_record(
        brand=brand, actor=actor, verb="retention.set", subject_type="retention", subject_id=key,
        detail={"days": days, "reason": saved.reason}, at=at,
    )  # fmt: skip
    return saved


def retention_run(*, brand: "Brand", at: datetime) -> dict[str, int]:
    """Remove what is over, class by class. Safe to run twice; an empty run leaves no trace."""
    removed = {
        clock.data_class.key: _class_run(brand, clock, at)
        for clock in clocks_of(brand, at)
        if clock.over
    }
    if removed:
        with transaction.atomic():
            RetentionRun.objects.create(brand=brand, at=at, removed=removed)
            trail_record(
                brand=brand, actor=None, verb="retention.ran", subject_type="brand",
                subject_id=brand.key, detail=removed, at=at,
            )  # fmt: skip
    return removed


def _class_run(brand: "Brand", clock: Clock, at: datetime) -> int:
    before, gone = at - timedelta(days=clock.days), 0
    key = clock.data_class.key
    while piece := list(rows_over(brand, key, before)[:PIECE]):
        if key == "contact":
            for person in piece:
                person_erase(person=person, actor=None, at=at, why="retention")
        else:
            rows_over(brand, key, before).filter(pk__in=[row.pk for row in piece]).delete()
        gone += len(piece)
    return gone

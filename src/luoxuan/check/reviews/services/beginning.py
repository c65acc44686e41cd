"""What happens by itself: packs on the first of the month, a task to hold the review, notes on late data (12.1)."""

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from luoxuan.check.reviews import periods, selectors
from luoxuan.check.reviews.models import Review
from luoxuan.check.reviews.services.keeping import late_note
from luoxuan.check.reviews.services.records import holding_key
from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.jobs.services import job_enqueue
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.roles import Role
from luoxuan.foundation.tasks import services as tasks

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand

NOTED = 400
"""Reviews of periods that ended longer ago are not looked at for late data any more, in days."""


def reviews_begin(*, at: datetime) -> int:
    """Ask for the packs of the periods that ended yesterday; how many were asked for."""
    count = 0
    for brand in people.brands_all():
        today = at.astimezone(ZoneInfo(brand.zone)).date()
        if intake.catalogue_last(brand) is None:
            continue
        for kind in periods.KINDS:
            period = periods.period_before(kind, periods.period_of(kind, today))
            if (today - period.last).days == 1:
                count += _asked(brand, kind, period.first, at)
    return count


def _asked(brand: "Brand", kind: str, day: date, at: datetime) -> int:
    when = Review(kind=kind, first=periods.period_of(kind, day).first).when
    job_enqueue(
        kind="reviews.prepare",
        payload={"brand": brand.key, "kind": kind, "when": when, "task": True},
        brand=brand,
        requested_by=None,
        at=at,
        key=f"reviews.prepare:{brand.key}:{when}",
    )
    return 1


def holding_task(*, review: Review, at: datetime) -> None:
    """The task to hold the review, due on its day; one while it is open."""
    if review.state in selectors.DONE:
        return
    with override("zh-hans"):
        title = _("Hold the review of %(when)s") % {"when": review.when}
    local = datetime.combine(review.due_on, time(18), ZoneInfo(review.brand.zone))
    draft = tasks.TaskDraft(
        kind="review",
        title=title,
        source_type="review",
        source_id=str(review.pk),
        source_url=reverse("reviews:review", args=[review.brand.key, review.pk]),
        role=Role.OPERATIONS_MANAGER,
        due_at=local.astimezone(UTC),
        key=holding_key(review),
    )
    tasks.task_open(brand=review.brand, draft=draft, actor=None, at=at)


def late_notes(*, at: datetime) -> int:
    """Note what changed on every held review whose data version is not the newest; how many were noted."""
    count = 0
    for brand in people.brands_all():
        newest = intake.catalogue_last(brand)
        today = at.astimezone(ZoneInfo(brand.zone)).date()
        for review in selectors.reviews_of(brand) if newest else ():
            is_recent = (today - review.last).days <= NOTED
            if is_recent and newest and review.data_version != newest.seq:
                count += late_note(review=review, at=at) is not None
    return count

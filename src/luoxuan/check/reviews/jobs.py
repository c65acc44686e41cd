"""Background work of the reviews: prepare what was asked for, and every month's by itself; look for late data."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from luoxuan.check.reviews import periods, services
from luoxuan.foundation.jobs.registry import JobContext, job
from luoxuan.foundation.people import selectors as people


@job("reviews.prepare")
def prepare(context: JobContext, *, brand: str, kind: str, when: str, task: bool = False) -> None:
    """Build the pack of one review. Safe to run twice: the pack of the newest data stands."""
    owner = people.brand_by_key(brand)
    if owner is None:
        return
    _kind, period = periods.period_named(when)
    at: datetime = timezone.now()
    review = services.review_open(brand=owner, kind=kind, period=period, at=at)
    if review.state in services.CHANGING:
        review = services.review_prepare(
            brand=owner, kind=kind, period=period, actor=None, at=at, progress=context.progress
        )
    if task:
        services.holding_task(review=review, at=at)


@job("reviews.begin", cron="20 6 1 * *")
def begin(context: JobContext, **_payload: Any) -> None:
    """On the first of the month: ask for the packs of what has just ended, in every brand that lives."""
    count = services.reviews_begin(at=timezone.now())
    context.progress(count, count, "")


@job("reviews.late_data", cron="10 7 * * *")
def late_data(context: JobContext, **_payload: Any) -> None:
    """Every morning: note on held reviews what the data say differently since."""
    count = services.late_notes(at=timezone.now())
    context.progress(count, count, "")

"""Background work of profit: work out what is opened first, whenever the data changed."""

from typing import Any

from django.utils import timezone

from luoxuan.check.profit import asking
from luoxuan.foundation.jobs.registry import JobContext, job
from luoxuan.foundation.jobs.services import job_enqueue
from luoxuan.foundation.people import selectors as people


@job("profit.prepare", cron="* * * * *", most_attempts=1)
def prepare(context: JobContext, **_payload: Any) -> None:
    """The running month and the one before of every brand, an answer a time; what stands costs nothing."""
    at = timezone.now()
    brands = people.brands_all()
    count = sum(asking.profit_prepare(brand=brand, at=at, most=1) for brand in brands)
    if count:
        # The rest comes behind what waits: a dropped file is not kept waiting.
        behind = timezone.now()
        job_enqueue(kind="profit.prepare", payload={}, brand=None, requested_by=None, at=behind)
    context.progress(count, count, "")

"""Background work of profit: work out what is opened first, whenever the data changed."""

from typing import Any

from django.utils import timezone

from luoxuan.check.profit import asking
from luoxuan.foundation.jobs.registry import JobContext, job
from luoxuan.foundation.people import selectors as people


@job("profit.prepare", cron="* * * * *", most_attempts=1)
def prepare(context: JobContext, **_payload: Any) -> None:
    """The running month and the one before of every brand; what stands already costs nothing."""
    at = timezone.now()
    count = sum(asking.profit_prepare(brand=brand, at=at) for brand in people.brands_all())
    context.progress(count, count, "")

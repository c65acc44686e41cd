"""Background work of data quality: look again where data changed, and every morning."""

from typing import Any

from django.utils import timezone

from luoxuan.foundation.jobs.registry import JobContext, job
from luoxuan.foundation.quality import services


@job("quality.check", cron="* * * * *", most_attempts=1)
def check(context: JobContext, **_payload: Any) -> None:
    """Check the contracts of every brand whose data moved since the last look."""
    count = services.quality_round(at=timezone.now())
    context.progress(count, count, "")

"""Background work of the targets: close months that have ended."""

from typing import Any

from django.utils import timezone

from luoxuan.foundation.jobs.registry import JobContext, job
from luoxuan.plan.targets import services


@job("targets.months_close", cron="17 1 * * *")
def months_close(context: JobContext, **_payload: Any) -> None:
    """Close what has ended; what is closed stays closed."""
    count = services.months_close_all(at=timezone.now())
    context.progress(count, count, "")


@job("targets.prepare", cron="*/10 * * * *", most_attempts=1)
def standings_prepare(context: JobContext, **_payload: Any) -> None:
    """Work out the standings of every brand whose data changed, so that the first page need not wait."""
    count = services.standings_prepare(at=timezone.now())
    context.progress(count, count, "")

"""Background work of signals: look when data came and every morning, send what waits (9.15)."""

from typing import Any

from django.utils import timezone

from luoxuan.foundation.jobs.registry import JobContext, job
from luoxuan.foundation.signals import services


@job("signals.watch", cron="*/5 * * * *", most_attempts=2)
def watch(context: JobContext, **_payload: Any) -> None:
    """Brands whose data changed or whose day is new; brands where nothing is new cost one query."""
    count = services.monitors_watch(at=timezone.now())
    context.progress(count, count, "")


@job(services.DELIVER, cron="*/2 * * * *")
def deliver(context: JobContext, **_payload: Any) -> None:
    """Send notices and alerts that wait, also those that failed before."""
    at = timezone.now()
    count = services.notices_deliver(at=at) + services.pushes_deliver(at=at)
    context.progress(count, count, "")

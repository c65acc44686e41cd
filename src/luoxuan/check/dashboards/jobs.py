"""Background work of the reports: work out what is opened first, send what is due."""

from typing import Any

from django.utils import timezone

from luoxuan.check.dashboards import services
from luoxuan.foundation.jobs.registry import JobContext, job


@job("dashboards.push", cron="*/5 * * * *")
def push_due_reports(context: JobContext, **_payload: Any) -> None:
    """Send every due report; what was sent is not sent again."""
    count = services.reports_push(at=timezone.now())
    context.progress(count, count, "")


@job("dashboards.prepare", cron="* * * * *", most_attempts=1)
def prepare_reports(context: JobContext, **_payload: Any) -> None:
    """Work out the newest reports, so that the first person to open one need not wait."""
    count = services.reports_prepare(at=timezone.now())
    context.progress(count, count, "")

"""Background work of the reports: send what is due."""

from typing import Any

from django.utils import timezone

from luoxuan.check.dashboards import services
from luoxuan.foundation.jobs.registry import JobContext, job


@job("dashboards.push", cron="*/5 * * * *")
def push_due_reports(context: JobContext, **_payload: Any) -> None:
    """Send every due report; what was sent is not sent again."""
    count = services.reports_push(at=timezone.now())
    context.progress(count, count, "")

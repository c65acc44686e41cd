"""Background work of tasks: late ones go a step up (7.6)."""

from typing import Any

from django.utils import timezone

from luoxuan.foundation.jobs.registry import JobContext, job
from luoxuan.foundation.tasks import services


@job("tasks.escalate", cron="*/5 * * * *")
def escalate(_context: JobContext, **_payload: Any) -> None:
    """Every five minutes; a step that was taken is not taken again."""
    services.tasks_escalate(at=timezone.now())

"""Background work of approvals: what nobody decided in time is closed (5.4)."""

from typing import Any

from django.utils import timezone

from luoxuan.foundation.gates import services
from luoxuan.foundation.jobs.registry import JobContext, job


@job("gates.expire", cron="*/10 * * * *", most_attempts=1)
def gates_expire(context: JobContext, **_payload: Any) -> None:
    """Close whatever has run out; the author sees it and asks again."""
    count = services.gates_expire(at=timezone.now())
    context.progress(count, count, "")

"""Background work of improvements: at the check day the effect is measured (12.4)."""

from typing import Any

from django.utils import timezone

from luoxuan.act.improvements import services
from luoxuan.foundation.jobs.registry import JobContext, job


@job("improvements.measure", cron="17 6 * * *")
def actions_measure(context: JobContext, **_payload: Any) -> None:
    """Measure what is due. Safe to run twice: a measured action is due no more."""
    count = services.actions_measure_due(at=timezone.now())
    context.progress(count, count, "")

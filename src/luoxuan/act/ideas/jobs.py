"""Every morning: do the stop rules hold (5.5)."""

from typing import Any

from django.utils import timezone

from luoxuan.act.ideas.watching import trials_watch
from luoxuan.foundation.jobs.registry import JobContext, job


@job("ideas.watch", cron="30 7 * * *")
def stop_rules_watch(_context: JobContext, **_payload: Any) -> None:
    """Stop what its rule stops."""
    trials_watch(at=timezone.now())

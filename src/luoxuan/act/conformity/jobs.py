"""Background work of conformity: measured every night, and when somebody asks."""

from typing import Any

from django.utils import timezone

from luoxuan.act.conformity import services
from luoxuan.foundation.jobs.registry import JobContext, job
from luoxuan.foundation.people import selectors as people


@job("conformity.nightly", cron="50 5 * * *")
def conformity_nightly(context: JobContext, **_payload: Any) -> None:
    """Measure every brand. Safe to run twice: a brand measured tonight is passed over."""
    count = services.runs_make(at=timezone.now())
    context.progress(count, count)


@job("conformity.measure", most_attempts=1)
def conformity_measure(context: JobContext, *, brand: str, username: str) -> None:
    """Measure one brand for the person who asked."""
    found, actor = people.brand_by_key(brand), people.user_by_name(username)
    if found is not None:
        services.run_make(brand=found, actor=actor, at=timezone.now())
        context.progress(1, 1)

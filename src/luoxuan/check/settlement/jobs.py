"""Background work of settlement: a month somebody asked for, months whose data changed, every open month at night."""

from typing import Any

from django.utils import timezone

from luoxuan.check.settlement import services
from luoxuan.foundation.jobs.registry import JobContext, job
from luoxuan.foundation.people import selectors as people


@job("settlement.reconcile")
def reconcile(
    context: JobContext, *, brand: str, month: str, actor: int | None = None, **_more: Any
) -> None:
    """Reconcile one month. Safe to run twice: the same data make the same records."""
    owner = people.brand_by_key(brand)
    if owner is None:
        return
    member = people.memberships_of(owner).filter(user_id=actor).first() if actor else None
    services.month_reconcile(
        brand=owner, month=month, actor=member.user if member else None, at=timezone.now(),
        progress=context.progress,
    )  # fmt: skip


@job("settlement.watch", cron="*/5 * * * *")
def watch(context: JobContext, **_payload: Any) -> None:
    """Brands whose bills or orders changed; where nothing is new it costs one query."""
    count = services.brands_watch(at=timezone.now())
    context.progress(count, count, "")


@job("settlement.nightly", cron="40 5 * * *")
def nightly(context: JobContext, **_payload: Any) -> None:
    """Every open month: what was not due yesterday may be due today."""
    count = services.months_nightly(at=timezone.now())
    context.progress(count, count, "")

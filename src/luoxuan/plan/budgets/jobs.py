"""Background work of budgets: ad spend is read and watched every morning (11.10)."""

from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from luoxuan.foundation.jobs.registry import JobContext, job
from luoxuan.foundation.people import selectors as people
from luoxuan.plan.budgets import services


@job("budgets.watch", cron="50 7 * * *")
def budgets_watch(context: JobContext, **_payload: Any) -> None:
    """Every brand's budget of this year; doing it twice opens no second task."""
    at = timezone.now()
    brands = people.brands_all()
    for done, brand in enumerate(brands, 1):
        day = at.astimezone(ZoneInfo(brand.zone)).date()
        services.budget_watch(brand=brand, year=day.year, day=day, at=at)
        context.progress(done, len(brands), brand.name)

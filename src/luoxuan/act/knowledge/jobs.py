"""Every morning: which articles are stale (12.6)."""

from typing import Any

from django.utils import timezone

from luoxuan.act.knowledge import services
from luoxuan.foundation.jobs.registry import JobContext, job
from luoxuan.foundation.people import selectors as people


@job("knowledge.review", cron="10 7 * * *")
def articles_review(context: JobContext, **_payload: Any) -> None:
    """Open one task per stale article of every brand; running twice opens nothing twice."""
    brands = people.brands_all()
    for done, brand in enumerate(brands, start=1):
        services.articles_due(brand=brand, at=timezone.now())
        context.progress(done, len(brands), brand.key)

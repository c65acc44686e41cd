"""Background work of the vault: the clocks (9.3)."""

from typing import Any

from django.utils import timezone

from luoxuan.foundation.jobs.registry import JobContext, job
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.vault import services


@job("vault.retention", cron="10 3 * * *")
def retention(_context: JobContext, **_payload: Any) -> None:
    """Remove what is past its time, in every brand."""
    at = timezone.now()
    for brand in people.brands_all():
        services.retention_run(brand=brand, at=at)

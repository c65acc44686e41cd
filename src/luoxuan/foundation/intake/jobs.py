"""Background work of intake: read a batch, let originals expire, keep the lakes tidy."""

from typing import Any

from django.utils import timezone

from luoxuan.foundation.intake import selectors, services
from luoxuan.foundation.intake.services import FileProgress, upkeep
from luoxuan.foundation.jobs.registry import JobContext, job


@job("intake.import")
def batch_import(context: JobContext, *, batch_id: str) -> None:
    """Import what was dropped. Safe to run twice: an import that stands is not read again."""
    batch = selectors.batch_to_run(batch_id)

    def heard(news: FileProgress) -> None:
        # Once it is saved nobody can cancel any more.
        if news.phase != "done":
            context.progress(news.done, news.total, news.name)

    services.batch_run(batch=batch, at=timezone.now(), listener=heard)


@job("intake.originals_expire", cron="23 * * * *")
def originals_expire(_context: JobContext, **_payload: Any) -> None:
    """Remove originals past their day."""
    services.originals_expire(at=timezone.now())


@job("intake.lakes_compact", cron="40 4 * * *")
def lakes_compact(_context: JobContext, **_payload: Any) -> None:
    """Merge small files at night; every earlier moment stays readable."""
    upkeep.lakes_compact(at=timezone.now())

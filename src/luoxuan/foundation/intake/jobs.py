"""Background work of intake: read a batch, let originals expire."""

from typing import Any

from django.utils import timezone
from luoxuan.foundation.jobs.registry import JobContext, job

from luoxuan.foundation.intake import services
from luoxuan.foundation.intake.models import ImportBatch
from luoxuan.foundation.intake.services import FileProgress


@job("intake.import")
def batch_import(context: JobContext, *, batch_id: str) -> None:
    """Import what was dropped. Safe to run twice: an import that stands is not read again."""
    batch = ImportBatch.objects.select_related("brand", "requested_by").get(batch_id=batch_id)

    def heard(news: FileProgress) -> None:
        # Once it is saved nobody can cancel any more.
        if news.phase != "done":
            context.progress(news.done, news.total, news.name)

    services.batch_run(batch=batch, at=timezone.now(), listener=heard)


@job("intake.originals_expire")
def originals_expire(context: JobContext, **_payload: Any) -> None:
    """Remove originals past their day."""
    services.originals_expire(at=timezone.now())

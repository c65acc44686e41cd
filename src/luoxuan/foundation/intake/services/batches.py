"""A batch of files from upload to result: sealed at the door, read by a job (9.1, 9.3)."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from luoxuan.foundation.intake.models import ImportBatch, Original
from luoxuan.foundation.intake.services.imports import files_import
from luoxuan.foundation.intake.services.originals import (
    original_keep,
    original_open,
    originals_remove,
)
from luoxuan.foundation.intake.services.reading import FileProgress, IncomingFile
from luoxuan.foundation.intake.services.workdir import workdir
from luoxuan.foundation.jobs import services as jobs
from luoxuan.foundation.people.models import Brand, User
from luoxuan.warehouse.sources.report import FileReport

JOB = "intake.import"


def batch_open(
    *,
    brand: Brand,
    uploads: Sequence[tuple[str, Path]],
    requested_by: User | None,
    at: datetime,
    shop: str = "",
    source: str = ImportBatch.Source.WEB,
) -> ImportBatch:
    """Seal the uploads and ask the worker to import them. The plain files stay the caller's to remove."""
    batch = ImportBatch.objects.create(
        brand=brand, source=source, shop=shop, requested_by=requested_by, at=at
    )
    for name, path in uploads:
        original_keep(brand=brand, path=path, name=name, at=at, batch=batch)
    return _enqueue(batch)


def batch_again(
    *,
    brand: Brand,
    originals: Sequence[Original],
    requested_by: User | None,
    at: datetime,
    shop: str = "",
) -> ImportBatch:
    """Import kept originals once more, now with the shop a person named or a layout a person made."""
    batch = ImportBatch.objects.create(
        brand=brand, source=ImportBatch.Source.WEB, shop=shop, requested_by=requested_by, at=at
    )
    ids = [original.original_id for original in originals]
    Original.objects.filter(brand=brand, original_id__in=ids, import_id="").update(batch=batch)
    return _enqueue(batch)


def _enqueue(batch: ImportBatch) -> ImportBatch:
    with transaction.atomic():
        job = jobs.job_enqueue(
            kind=JOB,
            payload={"batch_id": batch.batch_id},
            brand=batch.brand,
            requested_by=batch.requested_by,
            at=batch.at,
            key=batch.batch_id,
        )
        batch.job = str(job.pk)
        batch.save(update_fields=["job"])
    return batch


def batch_run(
    *, batch: ImportBatch, at: datetime, listener: Callable[[FileProgress], None]
) -> list[dict[str, Any]]:
    """Import the batch's originals. Safe to run twice: what a first run committed is not read again."""
    states: dict[str, str] = {}

    def heard(news: FileProgress) -> None:
        if news.name:
            states[news.name] = news.phase
        batch.progress = {"phase": news.phase, "done": news.done, "total": news.total}
        batch.progress["states"] = states
        batch.save(update_fields=["progress"])
        listener(news)

    originals = {o.original_id: o for o in batch.originals.select_related("brand")}
    with workdir(batch.brand) as folder:
        files = [
            IncomingFile(original_open(original=o, folder=folder), o.name, key, key)
            for key, o in originals.items()
        ]
        reports = files_import(
            brand=batch.brand,
            files=files,
            at=at,
            requested_by=batch.requested_by,
            shop=batch.shop or None,
            progress=heard,
            batch=batch,
        )
    outcome = [
        report.to_json() | {"path": originals[report.path].name, "original_id": report.path}
        for report in reports
    ]
    batch.outcome, batch.finished_at = outcome, at
    batch.save(update_fields=["outcome", "finished_at"])
    _useless_remove(batch, reports)
    return outcome


def _useless_remove(batch: ImportBatch, reports: list[FileReport]) -> None:
    """A file that neither a shop nor a mapping could bring in is not kept for a moment longer."""
    mendable = {report.path for report in reports if is_mendable(report)}
    waiting = batch.originals.filter(import_id="").select_related("brand")
    originals_remove([o for o in waiting if o.original_id not in mendable])


def is_mendable(report: FileReport) -> bool:
    """Refused for want of a shop, or a table no layout knows: a person can help it in."""
    return report.status == "refused" and bool(report.layout or report.encoding or report.sheet)

"""Imports for programs: list, look, bring, undo (9.1)."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import File, Form, Path, Router, Schema, Status
from ninja.errors import HttpError
from ninja.files import UploadedFile

from luoxuan.foundation.intake import selectors, services
from luoxuan.foundation.intake.models import Import, ImportBatch
from luoxuan.foundation.intake.spooling import spool
from luoxuan.foundation.jobs import selectors as jobs
from luoxuan.foundation.people.access import Scope

router = Router(tags=["imports"])


class ImportOut(Schema):
    """One import."""

    import_id: str
    name: str
    sha256: str
    status: str
    shop: str
    at: datetime
    undone_at: datetime | None


class ImportDetailOut(ImportOut):
    """One import with the report of each of its tables."""

    reports: list[dict[str, Any]]


class BatchOut(Schema):
    """Files brought together: running until `finished_at` is set, then one report per table."""

    batch_id: str
    state: str
    done: int
    total: int
    finished_at: datetime | None
    reports: list[dict[str, Any]]


@router.get("/", response=list[ImportOut], summary="Imports, newest first")
def imports_list(request: HttpRequest, brand: Path[str], status: str = "", shop: str = "") -> Any:
    """At most 200; `status`: imported, refused, not_supported or undone."""
    scope = _scope(request, brand, "imports.read")
    return selectors.imports_recent(
        scope.brand, status=status, shop=shop, shop_keys=scope.shop_keys
    )


@router.post("/", response={202: BatchOut}, summary="Bring files")
def imports_bring(
    request: HttpRequest, brand: Path[str], files: File[list[UploadedFile]], shop: Form[str] = ""
) -> Any:
    """Sealed at once, read by a job: ask for the batch until it is finished."""
    scope = _scope(request, brand, "imports.write")
    if not 0 < len(files) <= services.BATCH:
        raise HttpError(422, f"Send between 1 and {services.BATCH} files.")
    if not services.shop_allowed(scope, shop):
        raise HttpError(422, "Name a shop of the register that your token reaches.")
    with services.workdir(scope.brand) as folder:
        batch = services.batch_open(
            brand=scope.brand,
            uploads=[spool(file, folder / str(n)) for n, file in enumerate(files)],
            shop=shop,
            requested_by=scope.user,
            at=timezone.now(),
            source=ImportBatch.Source.API,
        )
    return Status(202, _batch_out(batch))


@router.get("/batches/{batch_id}", response=BatchOut, summary="How far a batch is")
def batch_look(request: HttpRequest, brand: Path[str], batch_id: str) -> Any:
    """Progress while it runs, then the reports."""
    scope = _scope(request, brand, "imports.read")
    batch = selectors.batch_detail(scope.brand, batch_id)
    if batch is None or not (scope.shop_keys is None or batch.requested_by == scope.user):
        raise Http404
    return _batch_out(batch)


@router.get("/{import_id}", response=ImportDetailOut, summary="One import")
def import_look(request: HttpRequest, brand: Path[str], import_id: str) -> Any:
    """With the report of each of its tables."""
    return _seen(_scope(request, brand, "imports.read"), import_id)


@router.post("/{import_id}/undo", response=ImportOut, summary="Undo an import")
def import_undo(request: HttpRequest, brand: Path[str], import_id: str) -> Any:
    """Its rows leave; what they had replaced is true again."""
    scope = _scope(request, brand, "imports.undo")
    _seen(scope, import_id)
    try:
        return services.import_undo(
            brand=scope.brand, import_id=import_id, requested_by=scope.user, at=timezone.now()
        )
    except services.ImportNotLiveError as error:
        raise HttpError(409, str(error)) from None


def _scope(request: HttpRequest, brand: str, permission: str) -> Scope:
    """The scope the token or session was found to have; the permission is asked for here."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    if scope.brand.key != brand:
        raise Http404
    scope.require(permission)
    return scope


def _seen(scope: Scope, import_id: str) -> Import:
    row = selectors.import_detail(scope.brand, import_id)
    if row is None or not scope.sees_shop(row.shop):
        raise Http404
    return row


def _batch_out(batch: ImportBatch) -> dict[str, Any]:
    job = jobs.job_of(brand=batch.brand, job_id=batch.job)
    progress = batch.progress
    return {
        "batch_id": batch.batch_id,
        "state": "done" if batch.finished_at else (job.state if job else "ready"),
        "done": progress.get("done", 0),
        "total": progress.get("total", batch.originals.count()),
        "finished_at": batch.finished_at,
        "reports": batch.outcome,
    }

"""Files in, and out again: the one service behind page, command line, inbox and API (9.1)."""

import shutil
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.intake import places, selectors
from luoxuan.foundation.intake.models import Catalogue, Import, ImportBatch, Original
from luoxuan.foundation.intake.services.catalogue import catalogue_append
from luoxuan.foundation.intake.services.commit import ImportRequest, batch_commit, lake_mend
from luoxuan.foundation.intake.services.errors import (
    ImportNotLiveError,
    ImportUnknownError,
    ShopUnknownError,
)
from luoxuan.foundation.intake.services.originals import original_keep, originals_remove
from luoxuan.foundation.intake.services.reading import (
    FileProgress,
    IncomingFile,
    Progress,
    ReadFile,
    ReadingRun,
    Weighed,
    file_weigh,
    files_read,
)
from luoxuan.foundation.intake.services.records import report_parse
from luoxuan.foundation.intake.services.workdir import workdir
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.trail.services import trail_record
from luoxuan.foundation.vault import services as vault
from luoxuan.warehouse import lake
from luoxuan.warehouse.sources.context import ShopRef
from luoxuan.warehouse.sources.report import FileReport

BATCH = 64


def files_import(
    *,
    brand: Brand,
    files: Sequence[IncomingFile],
    at: datetime,
    requested_by: User | None = None,
    shop: str | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
    batch: ImportBatch | None = None,
) -> list[FileReport]:
    """Read the files and write what is good. One catalogue row per 64 files; a dry run writes nothing."""
    forced = shop_named(brand, shop)
    request = ImportRequest(brand, requested_by, at, batch)
    reports: list[FileReport] = []
    for start in range(0, len(files), BATCH):
        chunk = files[start : start + BATCH]
        with workdir(brand) as folder:
            run = ReadingRun(brand, at, forced, folder, progress, start, len(files))
            reports += _chunk_import(request, run, chunk, dry_run)
    if progress:
        progress(FileProgress("", "done", len(files), len(files)))
    return reports


def shop_named(brand: Brand, key: str | None) -> ShopRef | None:
    """The shop of that key in the register; None where none is asked for."""
    if not key:
        return None
    shops = selectors.shops_of(brand)
    for shop in shops:
        if shop.key == key:
            return shop
    known = ", ".join(shop.key for shop in shops) or "-"
    raise ShopUnknownError(
        _("No shop %(key)s in the register of %(brand)s. It holds: %(known)s.")
        % {"key": key, "brand": brand.key, "known": known}
    )


def _chunk_import(
    request: ImportRequest, run: ReadingRun, files: Sequence[IncomingFile], dry_run: bool
) -> list[FileReport]:
    chunk = [file_weigh(file) for file in files]
    live = selectors.imports_live(request.brand, [file.sha256 for file in chunk])
    firsts = {file.sha256: file for file in reversed(chunk) if file.sha256 not in live}
    # In the order given: the shop the first file names is known to the second.
    fresh = [file for file in chunk if firsts.get(file.sha256) is file]
    with ExitStack() as opened:
        read: dict[str, ReadFile] = {}
        for found in files_read(run, fresh):
            opened.callback(found.close)
            read[found.sha256] = found
        if not dry_run and read:
            run.tell("", "saving", run.start + len(files))
            final, already = _commit_safely(request, [_sealed(request, f) for f in read.values()])
            read |= {f.sha256: f for f in final}
            live |= already
    reports: list[FileReport] = []
    for file in chunk:
        label, key = file.incoming.label or file.incoming.name, file.sha256
        if key in live:
            reports += _reports_of_earlier(request, live[key], label)
        else:
            reports += _reports_of(read[key], label, is_first=firsts[key] is file)
    if not dry_run:
        _surplus_remove(request.brand, chunk, live, firsts)
    return reports


def _commit_safely(
    request: ImportRequest, files: Sequence[ReadFile]
) -> tuple[list[ReadFile], dict[str, Import]]:
    """Commit the batch; where one file's rows do not fit, that file is refused and the others go in."""
    try:
        return list(files), batch_commit(request, files)
    except lake.RowsRefusedError as error:
        if len(files) == 1:
            refused = files[0].refused(str(error))
            return [refused], batch_commit(request, [refused])
    final: list[ReadFile] = []
    already: dict[str, Import] = {}
    for file in files:
        done, known = _commit_safely(request, [file])
        final += done
        already |= known
    return final, already


def _sealed(request: ImportRequest, file: ReadFile) -> ReadFile:
    """The sealed copy stands before the commit: the lake's files are not yet safely on the disk."""
    if not file.imported or file.incoming.original_id:
        return file
    incoming = file.incoming
    original = original_keep(
        brand=request.brand, path=incoming.path, name=incoming.name, at=request.at
    )
    return replace(file, incoming=replace(incoming, original_id=original.original_id))


def _reports_of(found: ReadFile, label: str, *, is_first: bool) -> list[FileReport]:
    """What was read of the file; the same bytes a second time in one batch are a duplicate."""
    reports = [replace(report, path=label) for report in found.reports]
    if is_first or not found.imported:
        return reports
    message = _("The same file as %(name)s in this batch.") % {"name": found.incoming.name}
    return [replace(report, status="duplicate", message=message) for report in reports]


def _reports_of_earlier(request: ImportRequest, earlier: Import, label: str) -> list[FileReport]:
    reports = [report_parse(body, label) for body in earlier.reports]
    if request.batch is not None and earlier.batch_id == request.batch.batch_id:
        # The same batch again after its worker died: what it had done is done.
        return reports
    message = _(
        "Already imported at %(at)s; nothing was written. To read it anew, undo that import first."
    ) % {"at": earlier.at.strftime("%Y-%m-%d %H:%M UTC")}
    return [replace(report, status="duplicate", message=message) for report in reports]


def _surplus_remove(
    brand: Brand, chunk: Sequence[Weighed], live: dict[str, Import], firsts: dict[str, Weighed]
) -> None:
    """A second copy of what is imported already is of no use to anybody."""
    ids = [
        file.incoming.original_id
        for file in chunk
        if file.incoming.original_id and (file.sha256 in live or firsts[file.sha256] is not file)
    ]
    surplus = Original.objects.filter(brand=brand, original_id__in=ids, import_id="")
    originals_remove(surplus.select_related("brand"))


def import_undo(*, brand: Brand, import_id: str, requested_by: User | None, at: datetime) -> Import:
    """Take the import's rows out exactly; what they had replaced is true again. Its original goes too."""
    root = places.lake_root(brand)
    with lake.write_lock(root):
        row = selectors.import_detail(brand, import_id)
        if row is None:
            raise ImportUnknownError(_("No import %(id)s in this brand.") % {"id": import_id})
        if not row.is_live:
            raise ImportNotLiveError(
                _("Import %(id)s has no rows in the warehouse: it was undone or wrote nothing.")
                % {"id": import_id}
            )
        base = lake_mend(brand)
        after = lake.undo_import(root, base, [import_id])
        with transaction.atomic():
            _undo_record(row, after, requested_by, at)
        shutil.rmtree(places.stage_root(brand) / import_id, ignore_errors=True)
    return row


def _undo_record(
    row: Import, after: lake.Snapshot, requested_by: User | None, at: datetime
) -> None:
    swapped = catalogue_append(
        brand=row.brand, snapshot=after, cause=Catalogue.Cause.UNDO, at=at,
        import_ids=[row.import_id],
    )  # fmt: skip
    row.undone_at, row.undone_by = at, requested_by
    row.save(update_fields=["undone_at", "undone_by"])
    vault.takes_drop(brand=row.brand, import_ids=[row.import_id])
    originals_remove(
        Original.objects.filter(brand=row.brand, import_id=row.import_id).select_related("brand")
    )
    trail_record(
        brand=row.brand,
        actor=requested_by,
        verb="import.undone",
        subject_type="import",
        subject_id=row.import_id,
        detail={"sha256": row.sha256, "catalogue": swapped.seq},
        at=at,
    )

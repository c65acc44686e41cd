"""One batch, one lake commit, one catalogue row: a reader sees all of it or nothing (9.1)."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from luoxuan.foundation.intake import places, selectors
from luoxuan.foundation.intake.models import Catalogue, Import, ImportBatch
from luoxuan.foundation.intake.services.catalogue import catalogue_append
from luoxuan.foundation.intake.services.originals import originals_bind
from luoxuan.foundation.intake.services.reading import ReadFile
from luoxuan.foundation.intake.services.records import incoming_rows, reports_store
from luoxuan.foundation.people import services as people
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.people.platforms import platform_word
from luoxuan.foundation.trail.services import trail_record
from luoxuan.foundation.vault import services as vault
from luoxuan.warehouse import lake

SHOP_NAME = 80


@dataclass(frozen=True)
class ImportRequest:
    """Who wants what imported, when, and through which batch."""

    brand: Brand
    requested_by: User | None
    at: datetime
    batch: ImportBatch | None = None


def batch_commit(request: ImportRequest, files: Sequence[ReadFile]) -> dict[str, Import]:
    """Write what is to be written; give back, by content, what another run had written before."""
    root = places.lake_root(request.brand)
    with lake.write_lock(root):
        base = lake_mend(request.brand)
        already = selectors.imports_live(request.brand, [file.sha256 for file in files])
        fresh = [file for file in files if file.sha256 not in already]
        imported = [file for file in fresh if file.imported]
        rows = [table for file in imported for table in incoming_rows(file, request.at)]
        after = lake.commit_imports(root, base, rows).snapshot if rows else base
        for file in imported:
            _stage_keep(request.brand, file)
            _persons_keep(request, file)
        with transaction.atomic():
            _records_write(request, fresh, after)
    return already


def lake_mend(brand: Brand) -> lake.Snapshot:
    """What is true, and away with stages a killed run left. The lock must be held.

    The tables themselves are taken back to it by the lake, at the start of each commit and undo.
    """
    base = selectors.snapshot(brand)
    vault.takes_sweep(brand=brand)
    known = set(
        Import.objects.filter(brand=brand, undone_at__isnull=True).values_list(
            "import_id", flat=True
        )
    )
    stage = places.stage_root(brand)
    for folder in stage.iterdir() if stage.is_dir() else ():
        if folder.name not in known:
            shutil.rmtree(folder, ignore_errors=True)
    return base


def _records_write(request: ImportRequest, files: Sequence[ReadFile], after: lake.Snapshot) -> None:
    imported = [file for file in files if file.imported]
    row: Catalogue | None = None
    if imported:
        _shops_register(request, imported)
        vault.takes_confirm(brand=request.brand, import_ids=[f.import_id for f in imported])
        row = catalogue_append(
            brand=request.brand,
            snapshot=after,
            cause=Catalogue.Cause.IMPORT,
            at=request.at,
            import_ids=[file.import_id for file in imported],
        )
    for file in files:
        _import_record(request, file, row)
    originals_bind(
        brand=request.brand,
        bound=[(f.incoming.original_id, f.import_id) for f in imported if f.incoming.original_id],
        at=request.at,
    )


def _import_record(request: ImportRequest, file: ReadFile, row: Catalogue | None) -> None:
    shops = dict.fromkeys(r.shop.key for r in file.imported if r.shop)
    Import.objects.create(
        import_id=file.import_id,
        brand=request.brand,
        batch=request.batch,
        shop=next(iter(shops), ""),
        name=file.incoming.name[:255],
        sha256=file.sha256,
        size=file.size,
        status=file.status,
        reports=reports_store(file),
        seq=row.seq if row and file.imported else None,
        requested_by=request.requested_by,
        at=request.at,
    )
    if row and file.imported:
        trail_record(
            brand=request.brand,
            actor=request.requested_by,
            verb="import.committed",
            subject_type="import",
            subject_id=file.import_id,
            detail={"sha256": file.sha256, "catalogue": row.seq, "rows": file.rows_kept},
            at=request.at,
        )


def _shops_register(request: ImportRequest, files: Sequence[ReadFile]) -> None:
    """Put shops met in the files into the register, once; what a person said of a shop stays."""
    known = {shop.key for shop in selectors.shops_of(request.brand)}
    met = {r.shop.key: r.shop for file in files for r in file.imported if r.shop and r.shop.key}
    for shop in met.values():
        if shop.key not in known:
            people.shop_register(
                brand=request.brand,
                key=shop.key,
                platform=shop.platform,
                name=(shop.name or platform_word(shop.platform))[:SHOP_NAME],
                zone=shop.zone,
                currency=shop.currency,
                platform_shop_id=shop.platform_shop_id,
            )


def _persons_keep(request: ImportRequest, file: ReadFile) -> None:
    """Seal what the file says of persons; nobody sees it before the catalogue names the import."""
    if file.persons is not None and file.persons.rows:
        vault.take_write(
            brand=request.brand, import_id=file.import_id, met=file.persons.met(), at=request.at
        )


def _stage_keep(brand: Brand, file: ReadFile) -> None:
    """Move the staged cells to their place; a run that dies now leaves a folder no import claims."""
    folder = places.private(places.stage_root(brand)) / file.import_id
    for number, reading in enumerate(file.imported):
        staged: Path | None = reading.stage()
        if staged is not None:
            folder.mkdir(mode=places.PRIVATE, exist_ok=True)
            staged.replace(folder / f"{number}.parquet")

"""Originals hold buyers' data: sealed when they arrive, kept no longer than the setting says (9.3)."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from luoxuan.foundation.intake import places, selectors
from luoxuan.foundation.intake.models import ImportBatch, Original
from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.privacy import services as privacy

PIECE = 1 << 20
# A file without an import waits for a person to name its shop or map its columns.
WAITING = timedelta(days=7)
# A sealed file with no row was left by a killed run; a running one needs seconds.
STRAY = timedelta(days=1)


def file_digest(path: Path) -> tuple[str, int]:
    """SHA-256 and size of a file, read in pieces."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            digest.update(piece)
            size += len(piece)
    return digest.hexdigest(), size


def original_keep(
    *, brand: Brand, path: Path, name: str, at: datetime, batch: ImportBatch | None = None
) -> Original:
    """Seal the file under the brand's key and note until when it stays. The plain file is the caller's."""
    sha256, size = file_digest(path)
    original = Original(
        brand=brand, batch=batch, name=name[:255], sha256=sha256, size=size, at=at,
        keep_until=at + min(WAITING, selectors.retention(brand)),
    )  # fmt: skip
    privacy.file_seal(brand=brand, source=path, target=sealed_path(original))
    original.save(force_insert=True)
    return original


def sealed_path(original: Original) -> Path:
    """Where the sealed bytes are; the name says nothing of what is in it."""
    return places.originals_root(original.brand) / f"{original.original_id}.sealed"


def original_open(*, original: Original, folder: Path) -> Path:
    """The plain bytes in the private folder of a run; the folder's owner removes them."""
    target = folder / original.original_id
    privacy.file_open(brand=original.brand, source=sealed_path(original), target=target)
    return target


def originals_bind(*, brand: Brand, bound: Iterable[tuple[str, str]], at: datetime) -> None:
    """Tie originals to the imports made of them: from now on the retention setting counts."""
    until = at + selectors.retention(brand)
    for original_id, import_id in bound:
        Original.objects.filter(brand=brand, original_id=original_id).update(
            import_id=import_id, keep_until=until
        )


def originals_remove(originals: Iterable[Original]) -> int:
    """Delete rows first, bytes after the commit: bytes without a row are swept, never the reverse."""
    gone = list(originals)
    Original.objects.filter(original_id__in=[o.original_id for o in gone]).delete()
    paths = [sealed_path(original) for original in gone]
    transaction.on_commit(lambda: _unlink(paths))
    return len(gone)


def _unlink(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)


def originals_expire(*, at: datetime) -> int:
    """Remove what is past its day, in every brand, and sealed bytes no row speaks of."""
    gone = originals_remove(Original.objects.filter(keep_until__lte=at).select_related("brand"))
    for brand in Brand.objects.all():
        _strays_remove(brand, at)
    uploads = Path(settings.FILE_UPLOAD_TEMP_DIR)
    for path in uploads.iterdir() if uploads.is_dir() else ():
        if path.stat().st_mtime < (at - STRAY).timestamp():
            path.unlink(missing_ok=True)
    return gone


def _strays_remove(brand: Brand, at: datetime) -> None:
    known = set(Original.objects.filter(brand=brand).values_list("original_id", flat=True))
    before = (at - STRAY).timestamp()
    for path in places.originals_root(brand).iterdir():
        if path.name.split(".")[0] not in known and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)

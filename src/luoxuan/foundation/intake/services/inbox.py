"""The watched folder: a file that has stopped growing comes in by itself (9.1)."""

import logging
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from luoxuan.foundation.intake import places, selectors
from luoxuan.foundation.intake.models import ImportBatch
from luoxuan.foundation.intake.services.imports import files_import
from luoxuan.foundation.intake.services.originals import WAITING
from luoxuan.foundation.intake.services.reading import IncomingFile
from luoxuan.foundation.people.models import Brand
from luoxuan.warehouse.sources.report import FileReport

logger = logging.getLogger(__name__)

REFUSED = "refused"
UNFINISHED = (".part", ".tmp", ".crdownload", ".download", ".filepart", ".reason.txt")


@dataclass(frozen=True)
class Stamp:
    """How a file looked: it is taken when it looks the same twice."""

    size: int
    changed: int


Seen = Mapping[str, Stamp]


def inbox_round(*, seen: Seen, at: datetime) -> dict[str, Stamp]:
    """One look into the inbox of every brand that has it on; hand the answer to the next round."""
    now: dict[str, Stamp] = {}
    for brand in Brand.objects.order_by("key"):
        if selectors.settings_of(brand).inbox_on:
            now |= inbox_poll(brand=brand, seen=seen, at=at)
    return now


def inbox_poll(*, brand: Brand, seen: Seen, at: datetime) -> dict[str, Stamp]:
    """Import what has not changed since the last round; say what waits for the next."""
    waiting: dict[str, Stamp] = {}
    ready: dict[str, list[tuple[Path, Stamp]]] = {}
    for path, shop in _arrivals(brand):
        stamp = _stamp(path)
        if stamp is not None and seen.get(str(path)) == stamp:
            ready.setdefault(shop, []).append((path, stamp))
        elif stamp is not None:
            waiting[str(path)] = stamp
    for shop, files in sorted(ready.items()):
        _take(brand, shop, files, at)
    _refused_expire(brand, at)
    return waiting


def _arrivals(brand: Brand) -> Iterator[tuple[Path, str]]:
    """Files in the inbox, and in a folder of it that is named like a shop of the register."""
    root = places.inbox_root(brand)
    shops = {shop.key for shop in selectors.shops_of(brand)}
    for folder, shop in [(root, ""), *((root / key, key) for key in sorted(shops))]:
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            if path.is_file() and not path.is_symlink() and _is_finished(path.name):
                yield path, shop


def _is_finished(name: str) -> bool:
    return not name.startswith((".", "~$")) and not name.lower().endswith(UNFINISHED)


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return Stamp(found.st_size, found.st_mtime_ns)


def _take(brand: Brand, shop: str, files: list[tuple[Path, Stamp]], at: datetime) -> None:
    batch = ImportBatch.objects.create(
        brand=brand, source=ImportBatch.Source.INBOX, shop=shop, at=at
    )
    incoming = [IncomingFile(path, path.name, str(path)) for path, _stamp in files]
    reports = files_import(brand=brand, files=incoming, at=at, shop=shop or None, batch=batch)
    for path, stamp in files:
        mine = [report for report in reports if report.path == str(path)]
        if _stamp(path) != stamp:
            continue  # Written to while it was read: the next rounds take the new content.
        if any(report.status in ("imported", "duplicate") for report in mine):
            path.unlink()
        else:
            _refuse(brand, path, mine, at)
    batch.outcome = [r.to_json() | {"path": Path(r.path).name} for r in reports]
    batch.finished_at = at
    batch.save(update_fields=["outcome", "finished_at"])
    logger.info("Inbox of %s: %d files taken.", brand.key, len(files))


def _refuse(brand: Brand, path: Path, reports: list[FileReport], at: datetime) -> None:
    folder = places.private(places.inbox_root(brand) / REFUSED)
    target = folder / path.name
    if target.exists():
        target = folder / f"{path.stem}.{at:%Y%m%dT%H%M%S}{path.suffix}"
    shutil.move(path, target)
    reasons = "\n".join(report.message for report in reports) or "-"
    target.with_name(target.name + ".reason.txt").write_text(reasons + "\n", encoding="utf-8")


def _refused_expire(brand: Brand, at: datetime) -> None:
    """A refused file holds buyers' data as well: it waits as long as any other unread file."""
    folder = places.inbox_root(brand) / REFUSED
    before = (at - min(WAITING, selectors.retention(brand))).timestamp()
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.is_file() and path.stat().st_ctime < before:
            path.unlink()

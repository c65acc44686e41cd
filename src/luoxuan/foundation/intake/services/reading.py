"""Read files with the engine; nothing is written outside the run's private folder (9.1)."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from luoxuan.foundation.intake import selectors
from luoxuan.foundation.intake.models import new_id
from luoxuan.foundation.intake.services.originals import file_digest
from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.privacy import services as privacy
from luoxuan.foundation.vault import selectors as vault_selectors
from luoxuan.foundation.vault import services as vault
from luoxuan.foundation.vault.services import PersonSpool
from luoxuan.warehouse import sources
from luoxuan.warehouse.sources.context import ReadContext, ShopRef
from luoxuan.warehouse.sources.corrections import Corrections
from luoxuan.warehouse.sources.layout import Layout
from luoxuan.warehouse.sources.library import load_layouts
from luoxuan.warehouse.sources.report import FileReport

if TYPE_CHECKING:
    from luoxuan.warehouse.sources import Reading


@dataclass(frozen=True)
class IncomingFile:
    """A file that asks to come in. `label` is what its report calls it, the name where empty."""

    path: Path
    name: str
    label: str = ""
    original_id: str = ""
    corrections: Corrections = field(default_factory=dict, hash=False)
    """Cells set right since it came: with them it counts as another file."""


@dataclass(frozen=True)
class FileProgress:
    """How far a run is: reading, read, saving, done."""

    name: str
    phase: str
    done: int
    total: int
    rows: int = 0


Progress = Callable[[FileProgress], None]


@dataclass(frozen=True)
class ReadFile:
    """A file that has been read, and the id its rows carry."""

    incoming: IncomingFile
    import_id: str
    sha256: str
    size: int
    readings: "tuple[Reading, ...]"
    reports: tuple[FileReport, ...]
    persons: PersonSpool | None = None
    """What the file says of persons, where the brand keeps them."""

    def close(self) -> None:
        """Let go of what the engine keeps open for its rows."""
        for reading in self.readings:
            reading.close()

    @property
    def imported(self) -> "tuple[Reading, ...]":
        """The tables of it that are to be written."""
        return tuple(r for r in self.readings if r.report.status == "imported")

    def refused(self, message: str) -> "ReadFile":
        """The same file with every table of it refused."""
        reports = tuple(
            replace(report, status="refused", message=message, import_id=None)
            for report in self.reports
        )
        return replace(self, readings=(), reports=reports)

    @property
    def rows_kept(self) -> int:
        """Rows of it that are to be written."""
        return sum(reading.report.rows_kept for reading in self.imported)

    @property
    def status(self) -> str:
        """Imported where any table is; else what kept it out."""
        found = {report.status for report in self.reports}
        ranked = ("imported", "duplicate", "refused", "not_supported")
        return next((status for status in ranked if status in found), "refused")


@dataclass(frozen=True)
class ReadingRun:
    """What all files of a run have in common."""

    brand: Brand
    at: datetime
    shop: ShopRef | None
    folder: Path
    progress: Progress | None = None
    start: int = 0
    total: int = 1
    layouts: tuple[Layout, ...] = ()

    def tell(self, name: str, phase: str, done: int, rows: int = 0) -> None:
        """Say how far the run is, where anybody listens."""
        if self.progress:
            self.progress(FileProgress(name, phase, done, self.total, rows))


def run_layouts(brand: Brand) -> tuple[Layout, ...]:
    """The brand's own layouts first: a person made them for a reason; then the built-in ones."""
    own = tuple(Layout.model_validate(row.layout) for row in selectors.layouts_of(brand))
    return own + load_layouts()


@dataclass(frozen=True)
class Weighed:
    """A file and its content's hash and size; the hash is empty where it cannot be read."""

    incoming: IncomingFile
    sha256: str
    size: int


def file_weigh(incoming: IncomingFile) -> Weighed:
    """Hash the file once; everybody after goes by it."""
    try:
        sha256, size = file_digest(incoming.path)
    except OSError:
        return Weighed(incoming, "", 0)
    if incoming.corrections:
        sha256 = _mended_digest(sha256, incoming.corrections)
    return Weighed(incoming, sha256, size)


def _mended_digest(sha256: str, corrections: Corrections) -> str:
    said = [
        [part, n, dict(cells)] for part, rows in corrections.items() for n, cells in rows.items()
    ]
    text = json.dumps(sorted(said, key=lambda row: row[:2]), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(f"{sha256} {text}".encode()).hexdigest()


def files_read(run: ReadingRun, files: Sequence[Weighed]) -> Iterator[ReadFile]:
    """Read one after the other; a shop met for the first time is known to the files after it."""
    register = {shop.key: shop for shop in selectors.shops_of(run.brand)}
    for done, file in enumerate(files, start=run.start):
        name = file.incoming.name
        run.tell(name, "reading", done)
        read = _file_read(run, file, tuple(register.values()))
        for reading in read.imported:
            if reading.shop is not None and reading.shop.key:
                register.setdefault(reading.shop.key, reading.shop)
        rows = sum(report.rows_read for report in read.reports)
        run.tell(name, "read", done + 1, rows)
        yield read


def run_context(run: ReadingRun, shops: tuple[ShopRef, ...], import_id: str = "") -> ReadContext:
    """What the engine must know to read one file of the run."""
    return ReadContext(
        brand=run.brand.key,
        import_id=import_id,
        imported_at=run.at,
        pseudonym_key=privacy.pseudonym_key(run.brand),
        shops=shops,
        shop=run.shop,
        layouts=run.layouts or run_layouts(run.brand),
    )


def _file_read(run: ReadingRun, file: Weighed, shops: tuple[ShopRef, ...]) -> ReadFile:
    incoming, import_id = file.incoming, new_id()
    folder = run.folder / import_id
    folder.mkdir(mode=0o700)
    spool = _spool(run.brand, folder)
    context = replace(
        run_context(run, shops, import_id), corrections=incoming.corrections, persons=spool
    )
    readings = tuple(
        sources.read_file(incoming.path, name=incoming.name, context=context, workdir=folder)
    )
    label = incoming.label or incoming.name
    reports = tuple(
        replace(
            reading.report,
            path=label,
            import_id=import_id if reading.report.status == "imported" else None,
        )
        for reading in readings
    )
    return ReadFile(incoming, import_id, file.sha256, file.size, readings, reports, spool)


def _spool(brand: Brand, folder: Path) -> PersonSpool | None:
    if not vault_selectors.keeps_personal(brand):
        return None
    return PersonSpool(folder / "persons", vault.token_key(brand))

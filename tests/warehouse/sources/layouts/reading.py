"""Files read by the engine as a brand without shops would read them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from luoxuan.warehouse.sources import ReadContext, Reading, read_file
from luoxuan.warehouse.sources.library import load_layouts

CONTEXT = ReadContext(
    brand="demo",
    import_id="import-1",
    imported_at=datetime(2026, 10, 1, tzinfo=UTC),
    pseudonym_key=b"k" * 32,
    shops=(),
    shop=None,
    layouts=load_layouts(),
)


def read(path: Path, workdir: Path) -> Reading:
    """The one table of a file."""
    (reading,) = read_file(path, name=path.name, context=CONTEXT, workdir=workdir)
    return reading


def read_text(text: str, name: str, workdir: Path) -> Reading:
    """The one table of a file with that text."""
    path = workdir / name
    path.write_text(text.strip() + "\n", encoding="utf-8")
    return read(path, workdir)


def rows(reading: Reading, table: str) -> list[dict[str, Any]]:
    """The rows of a canonical table."""
    found: list[dict[str, Any]] = reading.rows(table).read_all().to_pylist()
    return found

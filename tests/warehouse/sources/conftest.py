"""Reading files in a folder of their own."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from luoxuan.warehouse.sources import (
    ReadContext,
    Reading,
    ShopRef,
    builtin_layouts,
    read_file,
)

AT = datetime(2026, 10, 1, 2, tzinfo=UTC)
Read = Callable[..., list[Reading]]


def context_of(
    shops: tuple[ShopRef, ...] = (), shop: ShopRef | None = None, **wishes: object
) -> ReadContext:
    """A context with the built-in layouts, but for what is wished otherwise."""
    given: dict[str, Any] = {
        "brand": "yanshi",
        "import_id": "import-1",
        "imported_at": AT,
        "pseudonym_key": b"k" * 32,
        "shops": shops,
        "shop": shop,
        "layouts": builtin_layouts(),
    }
    return ReadContext(**(given | wishes))


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Read a path, or bytes under a name."""

    def run(content: Path | bytes | str, name: str = "", **wishes: Any) -> list[Reading]:
        path = content
        if not isinstance(content, Path):
            path = tmp_path / "given"
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        work = tmp_path / "work"
        work.mkdir(exist_ok=True)
        assert isinstance(path, Path)
        return read_file(path, name=name or path.name, context=context_of(**wishes), workdir=work)

    return run


def only(readings: list[Reading]) -> Reading:
    """The one reading there is."""
    (reading,) = readings
    return reading


def rows_of(reading: Reading, table: str) -> list[dict[str, object]]:
    """The rows of a table in the file's order."""
    found = reading.rows(table).read_all().to_pylist()
    return sorted(found, key=lambda row: row["source_row_no"])

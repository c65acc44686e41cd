"""The sample files as a second, slower reading sees them: by the manifest, not by content."""

import csv
import io
import json
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from luoxuan.warehouse.sources.layout import Layout, SourceColumn
from tests.shared_material import shared


@dataclass(frozen=True)
class Sample:
    """One sample file and what the manifest says of it."""

    entry: dict[str, Any]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def layout_id(self) -> str:
        """The layout that must read it."""
        return f"{self.entry['platform']}/{self.entry['dataset']}@1"

    def dirt(self, kind: str) -> list[dict[str, Any]]:
        """The planted dirt of one kind."""
        return [dirt for dirt in self.entry["dirt"] if dirt["kind"] == kind]

    def cells(self, column: SourceColumn) -> set[str]:
        """The distinct texts of a column, empty where the file has none."""
        for place, name in enumerate(self.header):
            if plain(name) in names(column):
                return {row[place].strip() for row in self.rows if place < len(row)} - {""}
        return set()


def plain(name: str) -> str:
    """A column name as it is compared: NFKC, no blanks, no case."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", name)).lower()


def names(column: SourceColumn) -> frozenset[str]:
    """Every name a column goes by."""
    return frozenset(plain(name) for name in (column.name, *column.aliases))


def fits(layout: Layout, header: tuple[str, ...]) -> bool:
    """Whether a header has all that a layout asks for and nothing it forbids."""
    found = {plain(name) for name in header}
    columns = {column.name: column for column in layout.columns}
    return all(names(columns[name]) & found for name in layout.detect.must) and not any(
        plain(name) in found for name in layout.detect.must_not
    )


def entries() -> list[dict[str, Any]]:
    """What the manifest lists; the test is skipped where the material is absent."""
    text = (shared("platforms/samples") / "manifest.json").read_text(encoding="utf-8")
    listed: list[dict[str, Any]] = json.loads(text)
    return listed


@cache
def sample(path: str) -> Sample:
    """The sample file at a path of the manifest."""
    entry = next(entry for entry in entries() if entry["path"] == path)
    rows = _rows(shared("platforms/samples") / path, entry)
    header = tuple(name.strip() for name in rows[entry["header_line"] - 1])
    data = rows[entry["data_line"] - 1 : len(rows) - entry["footer_lines"]]
    return Sample(entry, header, tuple(map(tuple, data)))


def _rows(path: Path, entry: dict[str, Any]) -> list[list[str]]:
    data = path.read_bytes()
    if entry["container"] == "zip":
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = [name for name in archive.namelist() if "汇总" not in name]
        data = archive.read(members[0])
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheet = book.get_sheet_by_name(entry["sheet"]).to_python(skip_empty_area=False)
        return [["" if cell is None else str(cell) for cell in row] for row in sheet]
    encoding = "utf-8-sig" if entry["encoding"].startswith("utf-8") else "gb18030"
    text = data.decode(encoding)
    return list(csv.reader(io.StringIO(text), delimiter=entry["delimiter"] or ","))

"""What the first rows and the file name tell: how fresh, whose, and how decimals are written (9.1)."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from luoxuan.warehouse.sources.clean.columns import Cells
from luoxuan.warehouse.sources.detect import Bound
from luoxuan.warehouse.sources.emit.scope import FileFacts
from luoxuan.warehouse.sources.layout import Layout
from luoxuan.warehouse.sources.recognition import Recognized

_NUMBER = re.compile(r"^[¥￥$€]?-?\d[\d,]*(\.\d+)?$")
_DECIMAL_COMMA = re.compile(r"^[^\d-]*-?(\d+|\d{1,3}(\.\d{3})+),\d{1,2}\D*$")


def as_of_of(layout: Layout, facts: FileFacts, zone: str) -> datetime | None:
    """The moment of export that the file name tells, in UTC."""
    if layout.as_of.file_name is None:
        return None
    found = re.search(layout.as_of.file_name, facts.name)
    if found is None:
        return None
    text, form = found.group(1), layout.as_of.file_format or "epoch"
    try:
        if form == "epoch":
            return datetime.fromtimestamp(int(text[:10]), UTC)
        return datetime.strptime(text, form).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None


def shop_names(bound: Bound, recognized: Recognized) -> list[str]:
    """Names in the file's own shop column, the first rows' first."""
    place = bound.places.get(bound.layout.shop_name or "")
    if place is None:
        return []
    cells = (row[place] for row in recognized.sample(bound.layout.data_offset) if place < len(row))
    names = (cell.strip("\t \u00a0\u3000'`\"=") for cell in cells)
    return [name for name in dict.fromkeys(names) if name and name not in ("-", "--")]


def described_rows(bound: Bound, recognized: Recognized) -> int:
    """How many rows below the header describe its columns; a version of the report without them loses no row."""
    summed = [
        place
        for name, place in bound.places.items()
        if bound.columns[name].kind in ("money", "count", "number")
    ]
    described = 0
    for row in recognized.sample()[: bound.layout.data_offset - 1]:
        if any(place < len(row) and _NUMBER.match(row[place].strip()) for place in summed):
            break
        described += 1
    return described


def wrapped_places(cells: Cells, rows: Sequence[Sequence[str]]) -> frozenset[int]:
    """Where the first rows wrap many cells in tabs or ="…", as some platforms do throughout."""
    found = set()
    for cell in cells.used:
        texts = [row[cell.place] for row in rows if cell.place < len(row) and row[cell.place]]
        if any(text[0] in "\t=" or text[-1] == "\t" for text in texts):
            found.add(cell.place)
    return frozenset(found)


def decimal_comma(cells: Cells, delimiter: str | None, rows: Sequence[Sequence[str]]) -> bool:
    """Whether 1.234,56 is meant: only where the comma does not part the cells, and some amount shows it."""
    if delimiter not in (";", "\t"):
        return False
    places = [cell.place for cell in cells.used if cell.is_number]
    return any(
        _DECIMAL_COMMA.match(row[place].strip())
        for row in rows
        for place in places
        if place < len(row)
    )

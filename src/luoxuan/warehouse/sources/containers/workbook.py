"""Excel workbooks, new and old, told by content (9.1)."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

from luoxuan.warehouse.sources import messages
from luoxuan.warehouse.sources.containers.sheet import SheetPart
from luoxuan.warehouse.sources.limits import WORKBOOK_BYTES, WORKBOOK_UNPACKED_BYTES, ZIP_RATIO
from luoxuan.warehouse.sources.refusal import RefusedError

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
EXACT_DIGITS = 15
"""Excel keeps 15 significant digits: a longer number in a numeric cell is not the number that was there."""


def is_workbook_archive(archive: zipfile.ZipFile) -> bool:
    """Whether a zip is an xlsx."""
    names = set(archive.namelist())
    return "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names)


def workbook_parts(path: Path, *, member: str | None = None) -> list[SheetPart]:
    """Every sheet that holds anything. Raises RefusedError for a locked, broken or bloated book."""
    import python_calamine as calamine

    _check_size(path)
    if _is_encrypted(path):
        raise RefusedError(messages.encrypted_workbook(), member)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        sheets = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names]
        return [
            SheetPart(rows=rows, member=member, sheet=name)
            for name, sheet in sheets
            if (rows := list(_rows(sheet.to_python(skip_empty_area=False))))
        ]
    except calamine.PasswordError as error:
        raise RefusedError(messages.encrypted_workbook(), member) from error
    except (calamine.CalamineError, OSError, ValueError, UnicodeError) as error:
        raise RefusedError(messages.broken_workbook(), member) from error


def _check_size(path: Path) -> None:
    size = path.stat().st_size
    if size > WORKBOOK_BYTES:
        raise RefusedError(messages.workbook_too_large())
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(info.file_size for info in archive.infolist())
    if unpacked > WORKBOOK_UNPACKED_BYTES or (unpacked > 1 << 28 and unpacked > size * ZIP_RATIO):
        raise RefusedError(messages.workbook_too_large())


def _is_encrypted(path: Path) -> bool:
    with path.open("rb") as file:
        if file.read(4) != b"\xd0\xcf\x11\xe0":
            return False
        # The names of the streams of a compound file are UTF-16 in its directory.
        return "EncryptedPackage".encode("utf-16-le") in file.read()


def _rows(rows: Sequence[Sequence[object]]) -> Iterator[list[str]]:
    for row in rows:
        yield [cell if cell.__class__ is str and "_x" not in cell else _text(cell) for cell in row]


def _text(cell: object) -> str:
    """A cell as text. A number that Excel cannot have kept exactly is written so that nobody takes it for an id."""
    if isinstance(cell, str):
        return _ESCAPE.sub(lambda found: chr(int(found.group(1), 16)), cell)
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return _number(float(cell))
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(int(cell.total_seconds()))
    return "" if cell is None else str(cell)


def _number(cell: float) -> str:
    if abs(cell) >= 10**EXACT_DIGITS:
        return f"{cell:.14E}"
    if cell.is_integer():
        return str(int(cell))
    # What Excel itself shows: 0.30000000000000004 is 0.3.
    text = format(cell, f".{EXACT_DIGITS}g")
    return format(cell, ".12f").rstrip("0") if "e" in text else text

"""A plain xlsx, as back offices write it: texts inline, numbers as numbers, no styles."""

import io
import zipfile
from collections.abc import Iterable, Sequence

from luoxuan.demo.cells import Cell

_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOC = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_STAMP = (2020, 1, 1, 0, 0, 0)
"""One time stamp for all, so that the same rows give the same bytes."""


def xlsx(sheets: Sequence[tuple[str, Iterable[Sequence[Cell]]]]) -> bytes:
    """The workbook's bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        for name, text in _frame([name for name, _ in sheets]).items():
            _put(book, name, text)
        for number, (_, rows) in enumerate(sheets, start=1):
            _put(book, f"xl/worksheets/sheet{number}.xml", _sheet(rows))
    return buffer.getvalue()


def _put(book: zipfile.ZipFile, name: str, text: str) -> None:
    info = zipfile.ZipInfo(name, _STAMP)
    info.compress_type = zipfile.ZIP_DEFLATED
    book.writestr(info, text)


def _sheet(rows: Iterable[Sequence[Cell]]) -> str:
    body = "".join(_row(number, row) for number, row in enumerate(rows, start=1))
    return f'{_HEAD}<worksheet xmlns="{_SHEET}"><sheetData>{body}</sheetData></worksheet>'


def _row(number: int, row: Sequence[Cell]) -> str:
    cells = "".join(
        _cell(f"{column}{number}", cell)
        for column, cell in zip(_COLUMNS, row, strict=False)
        if cell != ""
    )
    return f'<row r="{number}">{cells}</row>'


def _cell(place: str, cell: Cell) -> str:
    if isinstance(cell, str):
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{_escaped(cell)}</t></is></c>'
    return f'<c r="{place}"><v>{cell}</v></c>'


def _escaped(text: str) -> str:
    if "&" in text or "<" in text:
        return text.replace("&", "&amp;").replace("<", "&lt;")
    return text


def _letters(number: int) -> str:
    text = ""
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(65 + rest) + text
    return text


_COLUMNS = tuple(_letters(number) for number in range(1, 200))


def _frame(names: Sequence[str]) -> dict[str, str]:
    """The parts of a workbook that are not sheets."""
    numbers = range(1, len(names) + 1)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>'
        for n in numbers
    )
    sheets = "".join(
        f'<sheet name="{_escaped(name)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in zip(numbers, names, strict=True)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_DOC}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>{parts}</Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_RELS}"><Relationship Id="rId1" '
        f'Type="{_DOC}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_SHEET}" xmlns:r="{_DOC}">'
        f"<sheets>{sheets}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{_RELS}">{links}</Relationships>',
    }


def zipped(name: str, data: bytes) -> bytes:
    """A zip with one member."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        info = zipfile.ZipInfo(name, _STAMP)
        info.compress_type = zipfile.ZIP_DEFLATED
        archive.writestr(info, data)
    return buffer.getvalue()

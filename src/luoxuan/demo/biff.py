"""An old binary .xls (BIFF8 in an OLE container) of text cells, as 生意参谋 still writes it.

After [MS-XLS] 2.4 (records BOF, BoundSheet8, Label, EOF) and [MS-CFB] 2 (header, FAT, directory).
"""

import struct
from collections.abc import Sequence

SECTOR = 512
FREE, LAST, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SMALLEST = 4096
"""A shorter stream would go to the mini FAT ([MS-CFB] 2.2, Mini Stream Cutoff Size)."""


def xls(sheets: Sequence[tuple[str, Sequence[Sequence[str]]]]) -> bytes:
    """The file's bytes."""
    return _container(_workbook(sheets))


def _workbook(sheets: Sequence[tuple[str, Sequence[Sequence[str]]]]) -> bytes:
    bodies = [_sheet(rows) for _, rows in sheets]
    bof, eof = _bof(0x0005), _record(0x000A, b"")
    code_page = _record(0x0042, struct.pack("<H", 1200))
    size = len(bof + code_page + eof) + sum(12 + 2 * len(name) for name, _ in sheets)
    found: list[bytes] = []
    for (name, _), body in zip(sheets, bodies, strict=True):
        text = name.encode("utf-16-le")
        found.append(_record(0x0085, struct.pack("<IHBB", size, 0, len(name), 1) + text))
        size += len(body)
    return b"".join([bof, code_page, *found, eof, *bodies])


def _bof(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _sheet(rows: Sequence[Sequence[str]]) -> bytes:
    width = max((len(row) for row in rows), default=0)
    parts = [_bof(0x0010), _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))]
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell:
                text = cell.encode("utf-16-le")
                head = struct.pack("<HHHHB", number, column, 0, len(text) // 2, 1)
                parts.append(_record(0x0204, head + text))
    return b"".join([*parts, _record(0x000A, b"")])


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _container(stream: bytes) -> bytes:
    """One stream named Workbook: header, FAT sectors, directory sector, the stream."""
    stream = stream.ljust(SMALLEST, b"\0")
    count = -(-len(stream) // SECTOR)
    stream = stream.ljust(count * SECTOR, b"\0")
    fats = 1
    while fats * (SECTOR // 4) < fats + 1 + count:
        fats += 1
    if fats > 109:
        raise ValueError("The workbook is larger than 7 MB: write it as several files.")
    chain = [FAT] * fats + [LAST] + list(range(fats + 2, fats + 1 + count)) + [LAST]
    chain += [FREE] * (fats * (SECTOR // 4) - len(chain))
    table = struct.pack(f"<{len(chain)}I", *chain)
    directory = _entry("Root Entry", 5, 1, LAST, 0) + _entry(
        "Workbook", 2, FREE, fats + 1, len(stream)
    )
    return _header(fats) + table + directory.ljust(SECTOR, b"\0") + stream


def _header(fats: int) -> bytes:
    head = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    head += struct.pack("<HHHHH6x", 0x003E, 0x0003, 0xFFFE, 9, 6)
    head += struct.pack("<IIIIIIIII", 0, fats, fats, 0, SMALLEST, LAST, 0, LAST, 0)
    places = list(range(fats)) + [FREE] * (109 - fats)
    return head + struct.pack("<109I", *places)


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text), kind, 1, FREE, FREE, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)

"""Files that must be refused, each made here so that a test shows what is in it."""

import io
import struct
import zipfile
import zlib
from pathlib import Path


def empty(folder: Path) -> Path:
    """Zero bytes."""
    return _write(folder / "empty.csv", b"")


def login_page(folder: Path) -> Path:
    """What a browser saves when the session is over."""
    page = (
        "<!DOCTYPE html><html><head><title>登录</title></head><body><form>密码</form></body></html>"
    )
    return _write(folder / "orders.csv", page.encode())


def encrypted_zip(folder: Path) -> Path:
    """A zip whose member asks for a password (flag bit 0)."""
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w") as archive:
        archive.writestr("orders.csv", "订单编号,总金额\n1,2\n")
    data = bytearray(body.getvalue())
    local, central = data.index(b"PK\x03\x04"), data.index(b"PK\x01\x02")
    for place in (local + 6, central + 8):
        flags = struct.unpack_from("<H", data, place)[0]
        struct.pack_into("<H", data, place, flags | 1)
    return _write(folder / "encrypted.zip", bytes(data))


def zip_bomb(folder: Path) -> Path:
    """A small zip that says it holds a little and unpacks to hundreds of megabytes."""
    path = folder / "bomb.zip"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("orders.csv", "w") as member,
    ):
        for _piece in range(600):
            member.write(b"0" * (1 << 20))
    return path


def path_traversal(folder: Path) -> Path:
    """A member that wants to be written above the folder."""
    path = folder / "traversal.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../../../../escaped.csv", "a,b\n1,2\n")
    return path


def wrong_suffix(folder: Path) -> Path:
    """A picture that calls itself a workbook."""
    pixels = zlib.compress(b"\x00\x00\x00\x00")
    return _write(folder / "orders.xlsx", b"\x89PNG\r\n\x1a\n" + pixels * 40)


def broken_workbook(folder: Path) -> Path:
    """A zip signature and then nothing of a zip."""
    return _write(folder / "broken.xlsx", b"PK\x03\x04" + b"\x00" * 400)


def one_long_line(folder: Path) -> Path:
    """Eight megabytes without a line break."""
    return _write(folder / "line.csv", b"x" * (8 << 20))


def stranger(folder: Path) -> Path:
    """A fine table that no layout knows."""
    return _write(folder / "stranger.csv", "甲,乙,丙\n1,2,3\n".encode())


BAD = (
    empty,
    login_page,
    encrypted_zip,
    zip_bomb,
    path_traversal,
    wrong_suffix,
    broken_workbook,
    one_long_line,
    stranger,
)


def _write(path: Path, body: bytes) -> Path:
    path.write_bytes(body)
    return path

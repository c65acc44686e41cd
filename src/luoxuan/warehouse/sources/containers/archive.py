"""Zip archives: members named right, bounded, never written outside the folder given (9.1)."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from luoxuan.warehouse.sources import messages
from luoxuan.warehouse.sources.limits import (
    ZIP_BYTES,
    ZIP_FREE_BYTES,
    ZIP_MEMBERS,
    ZIP_RATIO,
)
from luoxuan.warehouse.sources.refusal import RefusedError

UTF8_FLAG = 0x800
ENCRYPTED_FLAG = 0x1
SUMMARY = "汇总"
CHUNK = 1 << 20


@dataclass(frozen=True)
class Member:
    """One file of an archive, unpacked under a name of our own."""

    name: str
    path: Path


def archive_members(archive: zipfile.ZipFile, folder: Path) -> Iterator[Member]:
    """The members that may hold a table, unpacked one at a time. Raises RefusedError."""
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > ZIP_MEMBERS:
        raise RefusedError(messages.archive_too_many())
    left = ZIP_BYTES
    for number, info in enumerate(infos):
        name = member_name(info)
        if _is_aside(name):
            continue
        if info.flag_bits & ENCRYPTED_FLAG:
            raise RefusedError(messages.encrypted_archive(name), name)
        path = folder / f"member-{number}"
        left -= _unpack(archive, info, path, left)
        yield Member(name, path)


def member_name(info: zipfile.ZipInfo) -> str:
    """The member's name as its maker wrote it, without any folder: it is shown, never opened."""
    raw = info.filename
    if not info.flag_bits & UTF8_FLAG:
        try:
            body = info.orig_filename.encode("cp437")
        except UnicodeEncodeError:
            body = raw.encode()
        raw = _decoded_name(body)
    return PurePosixPath(raw.replace("\\", "/")).name or "member"


def _decoded_name(body: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    return body.decode("gb18030", "replace")


def _is_aside(name: str) -> bool:
    return SUMMARY in name or name.startswith(("._", ".DS_Store", "Thumbs.db"))


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: Path, left: int) -> int:
    """Write one member, counting what really comes out: the size a bomb declares is a lie."""
    name = member_name(info)
    allowed = min(left, max(ZIP_FREE_BYTES, info.compress_size * ZIP_RATIO))
    if info.file_size > allowed:
        raise RefusedError(messages.archive_bomb(name), name)
    written = 0
    try:
        with archive.open(info) as source, path.open("wb") as target:
            while block := source.read(CHUNK):
                written += len(block)
                if written > allowed:
                    raise RefusedError(messages.archive_bomb(name), name)
                target.write(block)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise RefusedError(messages.broken_archive(), name) from error
    return written

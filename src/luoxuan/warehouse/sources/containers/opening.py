"""From a file to its tables, by content and never by suffix (9.1)."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from luoxuan.warehouse.sources import messages
from luoxuan.warehouse.sources.containers.archive import archive_members
from luoxuan.warehouse.sources.containers.markup import looks_like_markup, markup_parts
from luoxuan.warehouse.sources.containers.part import Part
from luoxuan.warehouse.sources.containers.textpart import text_part
from luoxuan.warehouse.sources.containers.workbook import is_workbook_archive, workbook_parts
from luoxuan.warehouse.sources.limits import ZIP_DEPTH
from luoxuan.warehouse.sources.refusal import RefusedError

ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0"
OTHERS = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"%PDF",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"\x7fELF",
    b"MZ\x90",
)


def file_parts(
    path: Path, *, folder: Path, member: str | None = None, depth: int = 0
) -> Iterator[list[Part] | RefusedError]:
    """The tables of the file, grouped as they belong together: one group per file or archive member.

    A member that cannot be read is given as the error, so that the others still come in.
    """
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError:
        yield RefusedError(messages.unreadable_file(path.name), member)
        return
    if head.startswith(ZIP) and zipfile.is_zipfile(path):
        yield from _zip_parts(path, folder, member, depth)
        return
    try:
        yield _plain_parts(path, head, folder, member)
    except RefusedError as error:
        yield error


def _plain_parts(path: Path, head: bytes, folder: Path, member: str | None) -> list[Part]:
    if not head:
        raise RefusedError(messages.empty_file(), member)
    if head.startswith(ZIP):
        raise RefusedError(messages.broken_archive(), member)
    if head.startswith(COMPOUND):
        return [*workbook_parts(path, member=member)]
    if head.startswith(OTHERS):
        raise RefusedError(messages.not_a_table(), member)
    if looks_like_markup(head):
        return [*markup_parts(path, member=member)]
    return [text_part(path, folder=folder, member=member)]


def _zip_parts(
    path: Path, folder: Path, member: str | None, depth: int
) -> Iterator[list[Part] | RefusedError]:
    try:
        with zipfile.ZipFile(path) as archive:
            if is_workbook_archive(archive):
                yield [*workbook_parts(path, member=member)]
            elif depth >= ZIP_DEPTH:
                yield RefusedError(messages.archive_too_deep(), member)
            else:
                yield from _member_parts(archive, path, folder, member, depth)
    except RefusedError as error:
        yield error
    except (zipfile.BadZipFile, OSError, ValueError):
        yield RefusedError(messages.broken_archive(), member)


def _member_parts(
    archive: zipfile.ZipFile, path: Path, folder: Path, member: str | None, depth: int
) -> Iterator[list[Part] | RefusedError]:
    inner = folder / f"zip-{depth}-{path.name[:20]}"
    inner.mkdir(exist_ok=True)
    found = False
    for each in archive_members(archive, inner):
        found = True
        name = f"{member}/{each.name}" if member else each.name
        yield from file_parts(each.path, folder=inner, member=name, depth=depth + 1)
    if not found:
        yield RefusedError(messages.archive_empty(), member)

"""From an upload to a file in a private folder."""

from pathlib import Path, PurePath

from django.core.files.uploadedfile import UploadedFile


def spool(file: "UploadedFile[bytes]", path: Path) -> tuple[str, Path]:
    """The upload's bytes in `path`, and the name it was given, without any folder in it."""
    with path.open("wb") as target:
        for piece in file.chunks():
            target.write(piece)
    return PurePath(file.name or "file").name, path

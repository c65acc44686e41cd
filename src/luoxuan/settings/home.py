"""Where everything of this installation lives, and its secrets (9.3)."""

import os
import secrets
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def home() -> Path:
    """LUOXUAN_HOME, ./var/home where it is not set; made where absent, closed to other accounts."""
    folder = Path(os.environ.get("LUOXUAN_HOME") or "var/home").expanduser().resolve()
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    return folder


def private_folder(path: Path) -> Path:
    """The folder, made where absent, closed to other accounts."""
    path.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    return path


def secret(path: Path, *, variable: str) -> str:
    """The secret of the environment variable, else of the file, which is made once and readable by its owner only."""
    given = os.environ.get(variable)
    if given:
        return given
    path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    except FileExistsError:
        return _read(path)
    with os.fdopen(handle, "w", encoding="ascii") as stream:
        stream.write(secrets.token_urlsafe(48))
        stream.flush()
        os.fsync(stream.fileno())
    return path.read_text(encoding="ascii")


def _read(path: Path) -> str:
    text = path.read_text(encoding="ascii").strip()
    if not text:
        raise RuntimeError(f"The secret file {path.name} is empty: remove it to make a new one.")
    return text

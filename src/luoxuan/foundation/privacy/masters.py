"""Master keys: the one in use, and those it replaced, each known by a name that says nothing of it (9.3).

The key in use comes from LUOXUAN_MASTER_KEY, else from keys/master.key. Older ones still open what they
wrapped: LUOXUAN_MASTER_KEY_OLD (several with commas between), keys/master.next and keys/master.old-<name>.
"""

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from luoxuan.settings.home import PRIVATE_FILE, secret

VARIABLE = "LUOXUAN_MASTER_KEY"
OLD = "LUOXUAN_MASTER_KEY_OLD"


class MasterMissingError(Exception):
    """No master key at hand opens this: it was wrapped by one that is not here."""


@dataclass(frozen=True)
class Master:
    """A master key and its name."""

    key: bytes = field(repr=False)

    @property
    def name(self) -> str:
        """Eight hexadecimal digits, kept beside what the key wrapped."""
        return hmac.new(self.key, b"name", hashlib.sha256).hexdigest()[:8]


def master_now() -> Master:
    """The key in use; made in a file where neither variable nor file gives one."""
    return _of(secret(_folder() / "master.key", variable=VARIABLE))


def masters_all() -> list[Master]:
    """The key in use, then every older one at hand."""
    texts = [part.strip() for part in os.environ.get(OLD, "").split(",") if part.strip()]
    folder = _folder()
    files = [folder / "master.key", folder / "master.next", *sorted(folder.glob("master.old-*"))]
    texts += [path.read_text(encoding="ascii").strip() for path in files if path.is_file()]
    return list(dict.fromkeys([master_now(), *(_of(text) for text in texts if text)]))


def master_named(name: str) -> list[Master]:
    """The keys that may open a box of that name; all of them where a box bears none."""
    found = [master for master in masters_all() if not name or master.name == name]
    if not found:
        raise MasterMissingError(
            f"The master key {name} is not here: give it in {OLD} or put its file back under keys/."
        )
    return found


def next_master() -> Master:
    """The key that shall follow: made as keys/master.next, or the variable's where one is set.

    Until `next_installed` the key in use stays; a run that dies in between leaves both readable.
    """
    if os.environ.get(VARIABLE):
        return master_now()
    path = _folder() / "master.next"
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(48))
            stream.flush()
            os.fsync(stream.fileno())
    return _of(path.read_text(encoding="ascii").strip())


def next_installed() -> None:
    """Put the next key in use; the one before stays as keys/master.old-<name> until it is removed by hand."""
    folder = _folder()
    following = folder / "master.next"
    if not following.exists():
        return
    current = folder / "master.key"
    if current.exists():
        kept = folder / f"master.old-{_of(current.read_text(encoding='ascii').strip()).name}"
        kept.write_bytes(b"")
        kept.chmod(PRIVATE_FILE)
        kept.write_bytes(current.read_bytes())
    following.replace(current)


def _of(text: str) -> Master:
    return Master(hashlib.sha256(text.encode()).digest())


def _folder() -> Path:
    return Path(settings.LUOXUAN_HOME) / "keys"

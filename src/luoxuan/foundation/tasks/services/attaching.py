"""Files on a task: sealed under the brand's key, with a safe name, within a size (9.3, 7.6)."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.privacy import services as privacy
from luoxuan.foundation.tasks.models import Task, TaskAttachment
from luoxuan.foundation.tasks.services.errors import TaskError
from luoxuan.foundation.tasks.services.locking import task_lock, trailed

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

LARGEST = 20 * 1024 * 1024
MOST = 20
NAME = 120
PRIVATE = 0o700
PIECE = 1 << 20


@transaction.atomic
def attachment_add(
    *, task: Task, source: Path, name: str, actor: "User", at: datetime
) -> TaskAttachment:
    """Seal the file and put it on the task. The plain file is the caller's."""
    task_lock(task)
    size = source.stat().st_size
    if size > LARGEST:
        raise TaskError(_("A file may have %(n)s MB at most.") % {"n": LARGEST >> 20})
    if size == 0:
        raise TaskError(_("The file is empty."))
    if task.attachments.count() >= MOST:
        raise TaskError(_("A task holds %(n)s files at most: remove one first.") % {"n": MOST})
    kept = TaskAttachment(
        task=task, name=safe_name(name), size=size, sha256=_digest(source), added_by=actor, at=at
    )
    target = sealed_path(kept)
    try:
        privacy.file_seal(brand=task.brand, source=source, target=target)
        kept.save(force_insert=True)
        trailed(task, "attached", actor, at, name=kept.name)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return kept


@transaction.atomic
def attachment_remove(*, attachment: TaskAttachment, actor: "User", at: datetime) -> None:
    """Take the file off the task: the row now, the bytes after the commit."""
    path = sealed_path(attachment)
    trailed(attachment.task, "detached", actor, at, name=attachment.name)
    attachment.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


@contextmanager
def attachment_open(*, attachment: TaskAttachment) -> Iterator[Path]:
    """The plain bytes in a private file that is gone afterwards."""
    with privacy.sealed_open(brand=attachment.task.brand, source=sealed_path(attachment)) as plain:
        yield plain


def safe_name(name: str) -> str:
    """The last part of the name without what a file system or a header could misread; never empty, never hidden."""
    last = PurePosixPath(name.replace("\\", "/")).name
    told = "".join(letter for letter in last if letter.isprintable() and letter not in '<>:"|?*;/')
    told = told.strip(" .")
    if len(told) > NAME:
        stem, dot, ending = told.rpartition(".")
        told = (
            f"{stem[: NAME - len(ending) - 1]}.{ending}"
            if dot and len(ending) < 10
            else told[:NAME]
        )
    return told or "file"


def sealed_path(attachment: TaskAttachment) -> Path:
    """Where the sealed bytes are; the name says nothing of what is in it."""
    return _root(attachment.task.brand) / f"{attachment.attachment_id}.sealed"


def _root(brand: "Brand") -> Path:
    folder = Path(settings.LUOXUAN_HOME) / "brands" / brand.key / "attachments"
    folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    return folder


def _digest(source: Path) -> str:
    digest = hashlib.sha256()
    with source.open("rb") as stream:
        while piece := stream.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()

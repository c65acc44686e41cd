"""What people say on a task, whom they name, and who watches (7.6)."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.tasks import events, selectors
from luoxuan.foundation.tasks.models import Task, TaskComment, TaskWatcher
from luoxuan.foundation.tasks.services.errors import TaskError
from luoxuan.foundation.tasks.services.locking import others, trailed, watchers_add

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import User

LONGEST = 5000


@transaction.atomic
def task_comment(*, task: Task, text: str, actor: "User", at: datetime) -> TaskComment:
    """Say something; members named with @ are told and watch from now on. The trail does not keep the words."""
    said = text.strip()
    if not said:
        raise TaskError(_("The comment is empty: write something."))
    if len(said) > LONGEST:
        raise TaskError(_("At most %(n)s characters: attach a file for more.") % {"n": LONGEST})
    comment = TaskComment.objects.create(task=task, author=actor, text=said, at=at)
    named = mentioned_in(task, said)
    comment.mentioned.set(named)
    watchers_add(task, [actor, *named])
    trailed(task, "commented", actor, at)
    if told := others(named, actor):
        events.tell(events.TaskMentioned(task, actor, at, told, text=said))
    return comment


@transaction.atomic
def task_watch(*, task: Task, user: "User", is_watching: bool) -> None:
    """Hear of the task from now on, or no more: a person's own choice, not trailed."""
    if is_watching:
        watchers_add(task, [user])
    else:
        TaskWatcher.objects.filter(task=task, user=user).delete()


def mentioned_in(task: Task, text: str) -> "list[User]":
    """The members named as @log-in or @name who may see the task; the longest name wins."""
    labels = [
        (label, member.user)
        for member in selectors.members_seeing(task.brand, task.shop_key)
        for label in {member.user.username, member.user.name} - {""}
    ]
    labels.sort(key=lambda pair: -len(pair[0]))
    found: dict[int, User] = {}
    for piece in text.split("@")[1:]:
        for label, user in labels:
            if piece.startswith(label) and _ends(label, piece[len(label) : len(label) + 1]):
                found[user.pk] = user
                break
    return list(found.values())


def _ends(label: str, after: str) -> bool:
    """Whether the name is over: @anna is not in @annabel, but Chinese goes on without a blank."""
    is_latin = label[-1].isascii() and label[-1].isalnum()
    return not (is_latin and after.isascii() and after.isalnum())

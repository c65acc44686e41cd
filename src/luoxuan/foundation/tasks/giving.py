"""To whom a person may give a task: themselves and their queue, anybody with tasks.manage (6.1, 7.6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from luoxuan.foundation.people.roles import Role
from luoxuan.foundation.tasks import selectors

if TYPE_CHECKING:
    from luoxuan.foundation.people.access import Scope
    from luoxuan.foundation.people.models import User
    from luoxuan.foundation.tasks.models import Task

MANAGE = "tasks.manage"
Choice = tuple[str, str]


@dataclass(frozen=True)
class Receiver:
    """A person, or the queue of a role."""

    owner: "User | None" = None
    role: str = ""

    @property
    def word(self) -> str:
        """As a form and an address say it: user:3 or role:finance."""
        return f"user:{self.owner.pk}" if self.owner else f"role:{self.role}"


def receivers(scope: "Scope", task: "Task | None" = None) -> dict[str, Receiver]:
    """Whoever the person may give a task to (`task`: this one), by the word of it."""
    shop = task.shop_key if task else ""
    members = selectors.members_seeing(scope.brand, shop)
    roles: Iterable[str] = [str(role) for role in Role if role != Role.AUDITOR]
    if not scope.may(MANAGE):
        members = [member for member in members if member.user.pk == scope.user.pk]
        roles = {scope.role, task.role if task and task.role else scope.role}
    found = [Receiver(owner=member.user) for member in members]
    found += [Receiver(role=role) for role in sorted(roles)]
    return {receiver.word: receiver for receiver in found}


def choices(known: dict[str, Receiver]) -> tuple[list[Choice], list[Choice]]:
    """People and queues, each as word and name."""
    people = [(word, str(one.owner)) for word, one in known.items() if one.owner]
    queues = [(word, str(Role(one.role).label)) for word, one in known.items() if not one.owner]
    return people, queues


def word_of(task: "Task") -> str:
    """Who has it now."""
    return Receiver(task.owner, task.role).word

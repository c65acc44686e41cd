"""Who of a brand may see a task, and whose queue it waits in (6.1, 7.6)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.roles import BRAND_WIDE, permissions_of

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User
    from luoxuan.foundation.tasks.models import Task


@dataclass(frozen=True)
class Member:
    """A person of the brand with what they may do; `shop_keys` None: all shops."""

    user: "User"
    role: str
    permissions: frozenset[str]
    shop_keys: frozenset[str] | None

    def sees_shop(self, key: str) -> bool:
        """Whether a task of that shop, or of none, is theirs to see."""
        return not key or self.shop_keys is None or key in self.shop_keys

    def is_in_queue(self, task: "Task") -> bool:
        """Whether the task waits for them."""
        asked = task.role == self.role or (task.permission and task.permission in self.permissions)
        return bool(asked) and self.sees_shop(task.shop_key)


def members_of(brand: "Brand") -> list[Member]:
    """Everybody who may work on tasks in the brand, by what they are called."""
    found = []
    for row in people.memberships_of(brand).filter(user__is_active=True):
        rights = permissions_of(row.role)
        keys = None
        if row.is_limited:
            rights, keys = rights - BRAND_WIDE, frozenset(shop.key for shop in row.shops.all())
        if "tasks.work" in rights:
            found.append(Member(row.user, row.role, rights, keys))
    return sorted(found, key=lambda member: str(member.user))


def member_of(brand: "Brand", user: "User") -> Member | None:
    """One person as a member; None for a stranger and for who does not work on tasks."""
    return next((one for one in members_of(brand) if one.user.pk == user.pk), None)


def members_seeing(brand: "Brand", shop_key: str) -> list[Member]:
    """Who may be given, or told of, a task of that shop."""
    return [member for member in members_of(brand) if member.sees_shop(shop_key)]


def queue_members(task: "Task") -> list[Member]:
    """Whoever's queue the task waits in."""
    return [member for member in members_of(task.brand) if member.is_in_queue(task)]

"""Who holds what, who answers for what, and what is missing (6.1 E)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.roles import CORE_ROLES, Role
from luoxuan.plan.teams.models import Post, Process, TeamPlan

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand

RULES = ("no_accountable", "many_accountable", "no_responsible", "not_held")
"""What can be wrong with a process of the matrix."""


@dataclass(frozen=True)
class CoreRole:
    """One of the six core roles, and who holds it."""

    role: Role
    members: tuple[str, ...]
    """By membership: they may do what the role does."""
    posts: tuple[str, ...]
    """Titles of posts of the role somebody holds."""

    @property
    def is_held(self) -> bool:
        """Whether anybody is there for it."""
        return bool(self.members or self.posts)


@dataclass(frozen=True)
class RaciGap:
    """A process that breaks a rule of the matrix."""

    process: Process
    rule: str
    """One of RULES."""
    parties: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Names the gap."""
        return f"{self.process.pk}:{self.rule}"


@dataclass(frozen=True)
class RaciStanding:
    """How many processes have exactly one who answers for them, and somebody who does them."""

    processes: int
    sound: int

    @property
    def share(self) -> Decimal | None:
        """Sound of all; None where there is no process."""
        return Decimal(self.sound) / self.processes if self.processes else None


def posts_of(brand: "Brand") -> QuerySet[Post]:
    """The posts by department."""
    return Post.objects.filter(brand=brand).select_related("holder", "reports_to")


def post_of(brand: "Brand", post_id: int) -> Post | None:
    """One post of the brand."""
    return posts_of(brand).select_related("brand").filter(pk=post_id).first()


def processes_of(brand: "Brand", *, live_only: bool = True) -> list[Process]:
    """The processes with their duties."""
    rows = Process.objects.filter(brand=brand).prefetch_related("entries")
    return list(rows.filter(is_live=True) if live_only else rows)


def process_of(brand: "Brand", process_id: int) -> Process | None:
    """One process of the brand."""
    return Process.objects.filter(brand=brand, pk=process_id).select_related("brand").first()


def core_roles_held(brand: "Brand") -> tuple[CoreRole, ...]:
    """The six core roles, each with who holds it: from memberships and posts."""
    members = [(m.role, str(m.user)) for m in people.memberships_of(brand) if m.user.is_active]
    posts = [(post.role, post.title) for post in posts_of(brand) if post.holder_id]
    return tuple(
        CoreRole(
            role,
            tuple(name for held, name in members if held == role),
            tuple(title for held, title in posts if held == role),
        )
        for role in CORE_ROLES
    )


def raci_gaps(brand: "Brand") -> tuple[RaciGap, ...]:
    """Every rule broken: exactly one A, at least one R, and the role that answers is held."""
    unheld = {f"role:{core.role}" for core in core_roles_held(brand) if not core.is_held}
    return tuple(gap for process in processes_of(brand) for gap in _gaps(process, unheld))


def raci_standing(brand: "Brand") -> RaciStanding:
    """For conformity: sound processes of all."""
    broken = {gap.process.pk for gap in raci_gaps(brand) if gap.rule != "not_held"}
    return RaciStanding(total := len(processes_of(brand)), total - len(broken))


def plans_of(brand: "Brand", first: date, last: date) -> list[TeamPlan]:
    """The team plan of the quarters that begin within these days."""
    rows = TeamPlan.objects.filter(post__brand=brand, quarter__range=(first, last))
    return list(rows.select_related("post"))


def _gaps(process: Process, unheld: set[str]) -> list[RaciGap]:
    duties = {entry.party: entry.duty for entry in process.entries.all()}
    accountable = tuple(party for party, duty in duties.items() if "A" in duty)
    responsible = tuple(party for party, duty in duties.items() if "R" in duty)
    found = []
    if not accountable:
        found.append(RaciGap(process, "no_accountable"))
    if len(accountable) > 1:
        found.append(RaciGap(process, "many_accountable", accountable))
    if not responsible:
        found.append(RaciGap(process, "no_responsible"))
    if empty := tuple(party for party in (*accountable, *responsible) if party in unheld):
        found.append(RaciGap(process, "not_held", tuple(dict.fromkeys(empty))))
    return found

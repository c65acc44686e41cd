"""Who may decide a gate at a moment: rights, amount limits, delegations, read once (5.4, 11.10)."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from luoxuan.foundation.gates import registry
from luoxuan.foundation.gates.models import ApprovalLimit, Delegation, Gate
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.roles import BRAND_WIDE, Role, permissions_of

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, Membership, User


@dataclass(frozen=True)
class Authority:
    """Whether a person may decide a gate, for whom, and why not."""

    user: "User"
    refusal: str = ""
    """Key of the reason why not; empty where they may."""
    on_behalf_of: "User | None" = None
    limit: Decimal | None = None
    """Of whom they act for, where the amount is above it."""

    @property
    def is_held(self) -> bool:
        """Whether the person may decide."""
        return not self.refusal


def rights_of(membership: "Membership") -> frozenset[str]:
    """What the member may, as the door to the pages reckons it."""
    rights = permissions_of(membership.role)
    return rights - BRAND_WIDE if membership.is_limited else rights


@dataclass(frozen=True)
class Bench:
    """Those who may decide in a brand at a moment."""

    brand: "Brand"
    at: datetime
    members: dict[int, "Membership"] = field(default_factory=dict)
    limits: tuple[ApprovalLimit, ...] = ()
    delegations: tuple[Delegation, ...] = ()

    def authority(self, gate: Gate, user: "User") -> Authority:
        """By the person's own right where that reaches, else by delegation; the author never."""
        if user.pk == gate.author_id:
            return Authority(user, "author")
        spoken = _spoken(gate)
        if user.pk in spoken:
            return Authority(user, "spoke")
        own = self._reach(gate, user)
        if own.is_held:
            return own
        for delegation in self.delegations:
            giver = delegation.giver
            if delegation.taker_id != user.pk or not delegation.holds(gate.kind, self.at):
                continue
            # The author's stand-in is the author, and so is that of who has spoken.
            if giver.pk == gate.author_id or giver.pk in spoken or user.pk not in self.members:
                continue
            if self._reach(gate, giver).is_held:
                return Authority(user, on_behalf_of=giver)
        return own

    def deciders(self, gate: Gate) -> list["User"]:
        """Everyone who may decide it now."""
        everyone = [member.user for member in self.members.values()]
        return [user for user in everyone if self.authority(gate, user).is_held]

    def limit(self, user: "User", kind: str) -> Decimal | None:
        """Up to which amount the person may approve; None: any. A person's own limit goes before the role's."""
        member = self.members.get(user.pk)
        role = member.role if member else ""
        for mine, of_kind in ((True, kind), (True, ""), (False, kind), (False, "")):
            for limit in self.limits:
                is_it = limit.user_id == user.pk if mine else bool(role) and limit.role == role
                if is_it and limit.kind == of_kind:
                    return limit.amount
        return None

    def is_owner(self, user: "User") -> bool:
        """Whether the person is an owner of the brand."""
        member = self.members.get(user.pk)
        return member is not None and member.role == Role.OWNER

    def _reach(self, gate: Gate, user: "User") -> Authority:
        member = self.members.get(user.pk)
        kind = registry.kind_of(gate.kind)
        if member is None or kind.permission not in rights_of(member):
            return Authority(user, "right")
        limit = self.limit(user, gate.kind)
        if gate.amount is not None and limit is not None and abs(gate.amount) > limit:
            return Authority(user, "limit", limit=limit)
        return Authority(user)


def bench_of(brand: "Brand", at: datetime) -> Bench:
    """The brand's bench now."""
    members = people.memberships_of(brand).filter(user__is_active=True)
    return Bench(
        brand,
        at,
        {member.user_id: member for member in members},
        tuple(ApprovalLimit.objects.filter(brand=brand)),
        tuple(
            Delegation.objects.filter(
                brand=brand, begins_at__lte=at, ends_at__gt=at, ended_at__isnull=True
            ).select_related("giver", "taker")
        ),
    )


def _spoken(gate: Gate) -> set[int]:
    """Whoever spoke already, and whoever was spoken for."""
    votes = gate.votes.all()
    return {vote.decider_id for vote in votes} | {
        vote.on_behalf_of_id for vote in votes if vote.on_behalf_of_id is not None
    }

"""Who may approve how much, and who stands in for whom (11.10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.gates.authority import bench_of, rights_of
from luoxuan.foundation.gates.models import ApprovalLimit, Delegation
from luoxuan.foundation.gates.services.errors import GateError
from luoxuan.foundation.people.roles import Role
from luoxuan.foundation.trail import services as trail

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User


@dataclass(frozen=True)
class LimitPlan:
    """Up to `amount` (None: any) a role or a person may approve, of one kind or of all."""

    amount: Decimal | None
    role: str = ""
    user: "User | None" = None
    kind: str = ""


@dataclass(frozen=True)
class DelegationPlan:
    """Who stands in for whom, from when until when, for which kinds (empty: all)."""

    giver: "User"
    taker: "User"
    begins_at: datetime
    ends_at: datetime
    kinds: Sequence[str] = ()


@transaction.atomic
def limit_set(*, brand: "Brand", plan: LimitPlan, actor: "User", at: datetime) -> ApprovalLimit:
    """Set or change the limit of a role or a person. Raises GateError."""
    if bool(plan.role) == (plan.user is not None):
        raise GateError(_("A limit is of one role or of one person."))
    if plan.amount is not None and plan.amount < 0:
        raise GateError(_("A limit is zero or more; leave it empty for no limit."))
    if plan.user is not None and plan.user.pk not in bench_of(brand, at).members:
        raise GateError(_("%(who)s is no member of the brand.") % {"who": plan.user})
    limit, _is_new = ApprovalLimit.objects.update_or_create(
        brand=brand, role=plan.role, user=plan.user, kind=plan.kind,
        defaults={"amount": plan.amount},
    )  # fmt: skip
    _record(brand, actor, "approval_limit.set", limit, at)
    return limit


@transaction.atomic
def limit_remove(*, limit: ApprovalLimit, actor: "User", at: datetime) -> None:
    """No limit of its own any more."""
    _record(limit.brand, actor, "approval_limit.removed", limit, at)
    limit.delete()


@transaction.atomic
def delegation_give(
    *, brand: "Brand", plan: DelegationPlan, actor: "User", at: datetime
) -> Delegation:
    """Let somebody decide for another; the giver's own act, or the owner's. Raises GateError."""
    _delegable(brand, plan, actor, at)
    delegation = Delegation.objects.create(
        brand=brand, giver=plan.giver, taker=plan.taker, kinds=list(plan.kinds),
        begins_at=plan.begins_at, ends_at=plan.ends_at,
    )  # fmt: skip
    _delegation_record(delegation, actor, "delegation.given", at)
    return delegation


@transaction.atomic
def delegation_end(*, delegation: Delegation, actor: "User", at: datetime) -> Delegation:
    """Take it back before its end; giver, taker or owner may."""
    bench = bench_of(delegation.brand, at)
    theirs = {delegation.giver_id, delegation.taker_id}
    if actor.pk not in theirs and not bench.is_owner(actor):
        raise GateError(_("Only giver, taker or the owner may end this."))
    if delegation.ended_at is not None or delegation.ends_at <= at:
        raise GateError(_("It has ended already."))
    delegation.ended_at = at
    delegation.save(update_fields=["ended_at"])
    _delegation_record(delegation, actor, "delegation.ended", at)
    return delegation


def _delegable(brand: "Brand", plan: DelegationPlan, actor: "User", at: datetime) -> None:
    bench = bench_of(brand, at)
    giver, taker = bench.members.get(plan.giver.pk), bench.members.get(plan.taker.pk)
    if actor.pk != plan.giver.pk and not bench.is_owner(actor):
        raise GateError(_("You can hand over your own decisions only."))
    if giver is None or "gates.decide" not in rights_of(giver):
        raise GateError(
            _("%(who)s decides nothing that could be handed over.") % {"who": plan.giver}
        )
    if plan.giver.pk == plan.taker.pk:
        raise GateError(_("Nobody stands in for themselves."))
    if taker is None or taker.is_limited or taker.role == Role.AUDITOR:
        raise GateError(
            _(
                "%(who)s cannot stand in: it takes a member who sees the whole brand and is no auditor."
            )
            % {"who": plan.taker}
        )
    if plan.ends_at <= max(plan.begins_at, at):
        raise GateError(_("It has to end after it begins, and in the future."))


def _record(brand: "Brand", actor: "User", verb: str, limit: ApprovalLimit, at: datetime) -> None:
    trail.trail_record(
        brand=brand, actor=actor, verb=verb, subject_type="approval_limit",
        subject_id=str(limit.pk), at=at,
        detail={
            "role": limit.role, "person": f"user:{limit.user_id}" if limit.user_id else "",
            "kind": limit.kind, "amount": "" if limit.amount is None else str(limit.amount),
        },
    )  # fmt: skip


def _delegation_record(delegation: Delegation, actor: "User", verb: str, at: datetime) -> None:
    trail.trail_record(
        brand=delegation.brand, actor=actor, verb=verb, subject_type="delegation",
        subject_id=str(delegation.pk), at=at,
        detail={
            "giver": f"user:{delegation.giver_id}", "taker": f"user:{delegation.taker_id}",
            "kinds": delegation.kinds, "until": delegation.ends_at.isoformat(),
        },
    )  # fmt: skip

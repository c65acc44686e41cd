"""Approval of a year's budget, of its changes, of exceptions (11.10, 5.4)."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from luoxuan.foundation.gates import services as gates
from luoxuan.foundation.gates.registry import GateSubject
from luoxuan.foundation.trail import services as trail
from luoxuan.plan.budgets import selectors
from luoxuan.plan.budgets.models import Budget, BudgetChange, BudgetException, BudgetLine
from luoxuan.plan.budgets.room import ZERO
from luoxuan.plan.budgets.services.errors import BudgetError, NotApprovedError
from luoxuan.plan.budgets.services.keeping import budget_locked, money, trailed
from luoxuan.plan.budgets.services.promising import line_locked

if TYPE_CHECKING:
    from luoxuan.foundation.gates.models import Gate
    from luoxuan.foundation.people.models import User

Amounts = Mapping[int, Mapping[int, Decimal]]
"""By line id and month."""


@transaction.atomic
def plan_ask(*, budget: Budget, actor: "User", at: datetime) -> "Gate":
    """Let the year's first budget be approved; while it waits nothing of it may change."""
    kept = budget_locked(budget)
    if kept.state != Budget.State.DRAFT:
        raise BudgetError(_("This budget is %(state)s.") % {"state": kept.get_state_display()})
    lines = list(selectors.lines_of(kept.brand, kept.year))
    if not lines:
        raise BudgetError(_("The budget has no line yet."))
    gate = gates.gate_ask(subject=plan_subject(kept, lines), author=actor, at=at)
    kept.state = Budget.State.WAITING
    kept.save(update_fields=["state"])
    return gate


@transaction.atomic
def change_ask(
    *, budget: Budget, amounts: Amounts, reason: str, actor: "User", at: datetime
) -> BudgetChange:
    """Ask for other amounts of a budget in force."""
    kept = budget_locked(budget)
    if not kept.is_in_force:
        raise NotApprovedError(_("A draft is changed without asking: edit its lines."))
    if kept.changes.filter(state="waiting").exists():
        raise BudgetError(_("A change waits for approval already: withdraw it first."))
    if not reason.strip():
        raise BudgetError(_("Say why the budget should change."))
    change = BudgetChange.objects.create(
        budget=kept, reason=reason.strip()[:300], amounts=_differences(kept, amounts),
        based_on=kept.version, author=actor, at=at,
    )  # fmt: skip
    gates.gate_ask(subject=change_subject(change), author=actor, at=at)
    return change


@transaction.atomic
def exception_ask(
    *, line: BudgetLine, month: int, amount: Decimal, reason: str, actor: "User", at: datetime
) -> BudgetException:
    """Ask for more money for one month of a line."""
    kept, _room = line_locked(line)
    if not kept.budget.is_in_force:
        raise NotApprovedError(_("A draft needs no exception: edit its lines."))
    if not 1 <= month <= 12:
        raise BudgetError(_("Give a month from 1 to 12."))
    if money(amount) <= 0:
        raise BudgetError(_("The amount has to be above zero."))
    if not reason.strip():
        raise BudgetError(_("Say why the money is needed."))
    exception = BudgetException.objects.create(
        line=kept, month=month, amount=money(amount), reason=reason.strip()[:300],
        author=actor, at=at,
    )  # fmt: skip
    gates.gate_ask(subject=exception_subject(exception), author=actor, at=at)
    return exception


def plan_subject(budget: Budget, lines: list[BudgetLine]) -> GateSubject:
    """The whole year as it asks."""
    rooms = selectors.rooms_of(lines)
    total = sum((room.planned for room in rooms.values()), ZERO)
    return GateSubject(
        brand=budget.brand, kind="budgets.plan", subject_type="budget", subject_id=str(budget.pk),
        title=_("Budget %(year)s") % {"year": budget.year},
        url=_home(budget), amount=total,
        evidence={"lines": len(lines), "total": f"{total:,.2f}"},
        summary="\n".join(f"{line.name}: {rooms[line.pk].planned:,.2f}" for line in lines),
    )  # fmt: skip


def change_subject(change: BudgetChange) -> GateSubject:
    """What the change adds; an amount limit looks at the sum of all movements."""
    lines = {line.pk: line for line in selectors.lines_of(change.budget.brand, change.budget.year)}
    moves: list[str] = []
    moved = net = ZERO
    for line_id, months in change.amounts.items():
        line = lines[int(line_id)]
        planned = selectors.months_of(line)
        for month, after in months.items():
            before = planned[int(month) - 1]
            moved += abs(Decimal(after) - before)
            net += Decimal(after) - before
            moves.append(f"{line.name} {month}: {before:,.2f} → {Decimal(after):,.2f}")
    return GateSubject(
        brand=change.budget.brand, kind="budgets.change", subject_type="budget_change",
        subject_id=str(change.pk), url=_home(change.budget), amount=moved,
        title=_("Budget %(year)s: change") % {"year": change.budget.year},
        evidence={"reason": change.reason, "net": f"{net:,.2f}", "version": change.based_on},
        summary="\n".join(moves),
    )  # fmt: skip


def exception_subject(exception: BudgetException) -> GateSubject:
    """More money for one month."""
    line = exception.line
    room = selectors.rooms_of([line])[line.pk].month(exception.month)
    told = {"line": line.name, "month": f"{line.budget.year}-{exception.month:02d}"}
    return GateSubject(
        brand=line.brand, kind="budgets.exception", subject_type="budget_exception",
        subject_id=str(exception.pk), amount=exception.amount,
        title=_("Exception: %(line)s, %(month)s") % told,
        url=reverse("budgets:line", kwargs={"brand": line.brand.key, "line_id": line.pk}),
        evidence={
            "reason": exception.reason, "planned": f"{room.planned:,.2f}", "used": f"{room.used:,.2f}",
        },
        summary=f"{room.ceiling:,.2f} → {room.ceiling + exception.amount:,.2f}",
    )  # fmt: skip


def plan_fingerprint(subject: GateSubject) -> str:
    """Of every line and amount, so that what is approved is what was asked."""
    lines = BudgetLine.objects.filter(budget=int(subject.subject_id)).prefetch_related("months")
    body = [
        [
            line.pk, line.name, line.cost_kind, line.channel, line.shop_key, line.campaign_id,
            line.control, [str(one) for one in selectors.months_of(line)],
        ]
        for line in lines.order_by("pk")
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(body, ensure_ascii=False).encode()).hexdigest()


def approved_record(
    budget: Budget, gate: "Gate", verb: str, at: datetime, actor: "User | None"
) -> None:
    """The trail's entry of what the approval did, on the gate's own subject: the evidence of 5.4."""
    trail.trail_record(
        brand=budget.brand, actor=actor, verb=verb, subject_type=gate.subject_type,
        subject_id=gate.subject_id, at=at,
        detail={"year": budget.year, "gate": gate.pk, "amount": str(gate.amount or "")},
    )  # fmt: skip


def _differences(budget: Budget, amounts: Amounts) -> dict[str, dict[str, str]]:
    lines = {line.pk: line for line in selectors.lines_of(budget.brand, budget.year)}
    found: dict[str, dict[str, str]] = {}
    for line_id, months in amounts.items():
        if line_id not in lines:
            raise BudgetError(_("There is no such line in the budget."))
        planned = selectors.months_of(lines[line_id])
        for month, amount in months.items():
            if not 1 <= month <= 12 or money(amount) < 0:
                raise BudgetError(_("A planned amount is zero or more, in a month from 1 to 12."))
            if money(amount) != planned[month - 1]:
                found.setdefault(str(line_id), {})[str(month)] = str(money(amount))
    if not found:
        raise BudgetError(_("Nothing would change."))
    return found


def _home(budget: Budget) -> str:
    return reverse("budgets:year", kwargs={"brand": budget.brand.key, "year": budget.year})


__all__ = [
    "Amounts",
    "approved_record",
    "change_ask",
    "change_subject",
    "exception_ask",
    "exception_subject",
    "plan_ask",
    "plan_fingerprint",
    "plan_subject",
    "trailed",
]

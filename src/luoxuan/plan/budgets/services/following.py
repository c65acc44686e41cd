"""What follows an approval: the budget is in force, a change is applied, an exception counts (11.10)."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from luoxuan.foundation.gates.registry import GateFinding, GateKind, GateSubject, gate_kind
from luoxuan.plan.budgets import selectors
from luoxuan.plan.budgets.models import (
    Budget,
    BudgetChange,
    BudgetException,
    BudgetLine,
    BudgetMonth,
    BudgetVersion,
)
from luoxuan.plan.budgets.models.changes import Asked
from luoxuan.plan.budgets.room import Room
from luoxuan.plan.budgets.services.approving import approved_record, plan_fingerprint
from luoxuan.plan.budgets.services.errors import BudgetError
from luoxuan.plan.budgets.services.keeping import budget_locked
from luoxuan.plan.budgets.services.promising import line_locked

if TYPE_CHECKING:
    from luoxuan.foundation.gates.models import Gate
    from luoxuan.foundation.people.models import User

ENDS = {"approved": Asked.APPROVED, "refused": Asked.REFUSED}


def kinds_register() -> None:
    """Make the three approvals of budgets known."""
    gate_kind(
        GateKind(
            "budgets.plan", "年度预算", "Year's budget", checks=plan_checks,
            on_decided=plan_decided, on_closed=plan_decided, fingerprint=plan_fingerprint,
            action_verbs=("budget.approved",),
        )
    )  # fmt: skip
    gate_kind(
        GateKind(
            "budgets.change", "预算调整", "Budget change", checks=change_checks,
            on_decided=change_decided, on_closed=change_decided,
            action_verbs=("budget.changed",),
        )
    )  # fmt: skip
    gate_kind(
        GateKind(
            "budgets.exception", "超预算例外", "Budget exception", checks=exception_checks,
            on_decided=exception_decided, on_closed=exception_decided,
            action_verbs=("budget.exception_granted",),
        )
    )  # fmt: skip


def plan_checks(subject: GateSubject) -> Sequence[GateFinding]:
    """Every line serves an objective, and has money and an owner."""
    lines = list(BudgetLine.objects.filter(budget=int(subject.subject_id)))
    rooms = selectors.rooms_of(lines)
    found = []
    for line in lines:
        if line.objective_id is None:
            found.append(
                _said("budgets.objective", "warn", line, "未关联经营目标", "serves no objective")
            )
        if not rooms[line.pk].planned:
            found.append(_said("budgets.empty", "warn", line, "全年金额为 0", "has no money"))
        if line.owner_id is None:
            found.append(_said("budgets.owner", "info", line, "没有负责人", "has no owner"))
    return found


def change_checks(subject: GateSubject) -> Sequence[GateFinding]:
    """No month falls below what is gone or promised, and nothing else was approved meanwhile."""
    change = BudgetChange.objects.select_related("budget").get(pk=subject.subject_id)
    found = []
    if change.based_on != change.budget.version:
        found.append(
            GateFinding(
                "budgets.stale", "block", "提交之后预算已有其他调整获批，请重新提交。",
                "Another change was approved since: ask again.", version="1",
            )
        )  # fmt: skip
    lines = BudgetLine.objects.filter(pk__in=[int(key) for key in change.amounts])
    for line in lines:
        room = selectors.rooms_of([line])[line.pk]
        for month in _months_below(line, room, change):
            severity = "block" if line.is_hard else "warn"
            found.append(
                _said(
                    "budgets.below_used", severity, line,
                    f"{month} 月低于已承诺和已花费的金额" if month else "全年低于已承诺和已花费的金额",
                    f"would fall below what is gone or promised in month {month}" if month
                    else "would fall below what is gone or promised in the year",
                )
            )  # fmt: skip
    return found


def exception_checks(subject: GateSubject) -> Sequence[GateFinding]:
    """What the exception meets: room that is left already, or a year that is used up."""
    exception = BudgetException.objects.select_related("line").get(pk=subject.subject_id)
    room = selectors.rooms_of([exception.line])[exception.line_id]
    free = room.free(exception.month)
    if free > 0:
        return [
            _said("budgets.room_left", "warn", exception.line, f"该月还可用 {free:,.2f}",
                  f"has {free:,.2f} left in that month")
        ]  # fmt: skip
    return []


def plan_decided(gate: "Gate", at: datetime) -> None:
    """In force, or a draft again."""
    budget = budget_locked(Budget.objects.get(pk=gate.subject_id))
    if gate.state != "approved":
        budget.state = Budget.State.DRAFT
        budget.save(update_fields=["state"])
        return
    budget.state, budget.approved_at = Budget.State.APPROVED, at
    _next_version(budget, gate, at, "")
    approved_record(budget, gate, "budget.approved", at, _decider(gate))


def change_decided(gate: "Gate", at: datetime) -> None:
    """The new amounts hold from now on; a line's money never falls below what is promised."""
    change = BudgetChange.objects.select_related("budget").get(pk=gate.subject_id)
    budget = budget_locked(change.budget)
    change.state = ENDS.get(gate.state, Asked.ENDED)
    change.save(update_fields=["state"])
    if gate.state != "approved":
        return
    for line in BudgetLine.objects.filter(pk__in=[int(key) for key in change.amounts]).order_by(
        "pk"
    ):
        kept, room = line_locked(line)
        if kept.is_hard and _months_below(kept, room, change):
            # Not even the owner's waiver makes promised money vanish: it is released first.
            raise BudgetError(
                _("%(line)s: more is promised than the change leaves. Release it first.")
                % {"line": kept.name}
            )
        for month, amount in change.amounts[str(kept.pk)].items():
            BudgetMonth.objects.filter(line=kept, month=int(month)).update(planned=Decimal(amount))
    _next_version(budget, gate, at, change.reason)
    approved_record(budget, gate, "budget.changed", at, _decider(gate))


def exception_decided(gate: "Gate", at: datetime) -> None:
    """It counts, or it does not."""
    exception = BudgetException.objects.select_related("line__budget").get(pk=gate.subject_id)
    line_locked(exception.line)
    exception.state = ENDS.get(gate.state, Asked.ENDED)
    exception.save(update_fields=["state"])
    if gate.state == "approved":
        budget = exception.line.budget
        approved_record(budget, gate, "budget.exception_granted", at, _decider(gate))


def _months_below(line: BudgetLine, room: Room, change: BudgetChange) -> list[int]:
    """Months the change lowers below what is gone or promised; 0 for the year as a whole."""
    amounts = {int(m): Decimal(text) for m, text in change.amounts[str(line.pk)].items()}
    below = [
        month
        for month, amount in amounts.items()
        if amount < room.month(month).planned
        and amount + room.month(month).exceptions < room.month(month).used
    ]
    lowered = sum((amount - room.month(m).planned for m, amount in amounts.items()), Decimal(0))
    return below + ([0] if lowered < 0 and room.left + lowered < 0 else [])


def _next_version(budget: Budget, gate: "Gate", at: datetime, reason: str) -> None:
    budget.version += 1
    budget.save(update_fields=["state", "approved_at", "version"])
    lines = selectors.lines_of(budget.brand, budget.year)
    BudgetVersion.objects.create(
        budget=budget, number=budget.version, gate_id=gate.pk, at=at, reason=reason,
        lines=[
            {
                "id": line.pk, "name": line.name,
                "months": [str(one) for one in selectors.months_of(line)],
            }
            for line in lines
        ],
    )  # fmt: skip


def _decider(gate: "Gate") -> "User | None":
    vote = gate.votes.last()
    return vote.decider if vote else None


def _said(rule: str, severity: str, line: BudgetLine, zh: str, en: str) -> GateFinding:
    return GateFinding(rule, severity, f"{line.name}：{zh}。", f"{line.name} {en}.", version="1")  # type: ignore[arg-type]

"""Promising money, spending what was promised, letting it go: never above what was approved (11.10).

The line's row is locked first, so that of two who promise at once the second reckons with the first.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.trail import services as trail
from luoxuan.plan.budgets.models import BudgetCommitment, BudgetLine, BudgetMonth, CostEntry
from luoxuan.plan.budgets.room import Room
from luoxuan.plan.budgets.selectors import rooms_of
from luoxuan.plan.budgets.services.errors import BudgetError, NotApprovedError, OverspendError
from luoxuan.plan.budgets.services.keeping import money

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import User


@dataclass(frozen=True)
class Promise:
    """To whom, what for, and from which page of another app."""

    counterparty: str = ""
    note: str = ""
    source_type: str = ""
    source_id: str = ""


@transaction.atomic
def budget_commit(
    *,
    line: BudgetLine,
    amount: Decimal,
    month: int,
    actor: "User",
    at: datetime,
    promise: Promise = Promise(),
) -> BudgetCommitment:
    """Promise money of a month. Raises OverspendError, and nothing is written, where a line that stops has too little."""
    kept, room = line_locked(line)
    amount = _positive(amount)
    _in_year(month)
    if not kept.budget.is_in_force:
        raise NotApprovedError(
            _("The budget of %(year)s is not approved yet.") % {"year": kept.budget.year}
        )
    is_over = amount > room.free(month)
    if is_over and kept.is_hard:
        raise OverspendError(short_sentence(kept, room, month, amount))
    _outside_remember(kept, room, month)
    commitment = BudgetCommitment.objects.create(
        line=kept, month=month, amount=amount, is_over=is_over, author=actor, at=at,
        counterparty=promise.counterparty, note=promise.note,
        source_type=promise.source_type, source_id=promise.source_id,
    )  # fmt: skip
    _record(commitment, actor, "budget.committed", at, amount)
    return commitment


@transaction.atomic
def commitment_release(
    *, commitment: BudgetCommitment, actor: "User", at: datetime
) -> BudgetCommitment:
    """Let promised money go."""
    line_locked(commitment.line)
    kept = _reserved(commitment)
    kept.state, kept.ended_at = BudgetCommitment.State.RELEASED, at
    kept.save(update_fields=["state", "ended_at"])
    _record(kept, actor, "budget.released", at, kept.amount)
    return kept


@transaction.atomic
def commitment_spend(
    *, commitment: BudgetCommitment, amount: Decimal, spent_on: date, actor: "User", at: datetime
) -> BudgetCommitment:
    """Book what the promise cost in the end; less lets the rest go, more has to fit like a new promise."""
    line, room = line_locked(commitment.line)
    kept = _reserved(commitment)
    amount = _positive(amount)
    more = amount - kept.amount
    if spent_on.year != line.budget.year:
        raise BudgetError(_("The day is not in %(year)s.") % {"year": line.budget.year})
    if more > 0 and line.is_hard and more > room.free(kept.month):
        raise OverspendError(short_sentence(line, room, kept.month, more))
    kept.state, kept.ended_at = BudgetCommitment.State.SPENT, at
    kept.is_over = kept.is_over or more > room.free(kept.month)
    kept.save(update_fields=["state", "ended_at", "is_over"])
    CostEntry.objects.create(
        line=line, commitment=kept, spent_on=spent_on, amount=amount, author=actor, at=at,
        text=(kept.counterparty or kept.note)[:200],
    )  # fmt: skip
    _record(kept, actor, "budget.spent", at, amount)
    return kept


def line_locked(line: BudgetLine) -> tuple[BudgetLine, Room]:
    """The line, locked until the transaction ends, and its room as it is now."""
    kept = BudgetLine.objects.select_for_update().get(pk=line.pk)
    return kept, rooms_of([kept])[kept.pk]


def short_sentence(line: BudgetLine, room: Room, month: int, amount: Decimal) -> str:
    """What is missing, and the way past it."""
    free = room.free(month)
    return _(
        "%(line)s, month %(month)s: %(free)s left, %(amount)s asked. Take less, another month, or ask for an exception."
    ) % {"line": line.name, "month": month, "free": f"{free:,.2f}", "amount": f"{amount:,.2f}"}


def _positive(amount: Decimal) -> Decimal:
    amount = money(amount)
    if amount <= 0:
        raise BudgetError(_("The amount has to be above zero."))
    return amount


def _in_year(month: int) -> None:
    if not 1 <= month <= 12:
        raise BudgetError(_("Give a month from 1 to 12."))


def _outside_remember(line: BudgetLine, room: Room, month: int) -> None:
    """Ad spend that ran before this promise is not covered by it."""
    outside = room.month(month).unpromised
    if line.is_advertising and outside > 0:
        BudgetMonth.objects.filter(line=line, month=month).update(unpromised=outside)


def _reserved(commitment: BudgetCommitment) -> BudgetCommitment:
    kept = BudgetCommitment.objects.select_related("line__budget", "line__brand").get(
        pk=commitment.pk
    )
    if kept.state != BudgetCommitment.State.RESERVED:
        raise BudgetError(
            _("This commitment is %(state)s already.") % {"state": kept.get_state_display()}
        )
    return kept


def _record(
    commitment: BudgetCommitment, actor: "User", verb: str, at: datetime, amount: Decimal
) -> None:
    trail.trail_record(
        brand=commitment.line.brand, actor=actor, verb=verb, subject_type="budget_line",
        subject_id=str(commitment.line_id), at=at,
        detail={
            "line": commitment.line.name, "commitment": commitment.pk,
            "month": f"{commitment.line.budget.year}-{commitment.month:02d}",
            "amount": str(amount),
        },
    )  # fmt: skip

"""Costs that stand in no ad report, and ad spend read from the data (11.10)."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.trail import services as trail
from luoxuan.plan.budgets import selectors
from luoxuan.plan.budgets.models import (
    Budget,
    BudgetActual,
    BudgetLine,
    CostEntry,
    UnplannedSpend,
)
from luoxuan.plan.budgets.services.errors import BudgetError
from luoxuan.plan.budgets.services.keeping import budget_locked, money
from luoxuan.plan.budgets.services.promising import line_locked
from luoxuan.plan.budgets.spend import Spent, actuals_measured
from luoxuan.warehouse.engine import open_session

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User


@dataclass(frozen=True)
class CostDraft:
    """One cost that was paid."""

    line: BudgetLine
    spent_on: date
    amount: Decimal
    text: str
    reference: str = ""


@transaction.atomic
def cost_add(*, draft: CostDraft, actor: "User", at: datetime) -> CostEntry:
    """Book a cost. It is a fact, so it is booked even above the budget; the overspend shows."""
    line, _room = line_locked(draft.line)
    cost_check(draft)
    entry = _cost(draft, line, actor, at)
    trail.trail_record(
        brand=line.brand, actor=actor, verb="budget.cost_booked", subject_type="budget_line",
        subject_id=str(line.pk), at=at,
        detail={"line": line.name, "amount": str(entry.amount), "day": str(entry.spent_on)},
    )  # fmt: skip
    return entry


@transaction.atomic
def costs_add(
    *, brand: "Brand", drafts: Sequence[CostDraft], source: str, actor: "User", at: datetime
) -> list[CostEntry]:
    """Book a file's costs, all or none."""
    entries = []
    for draft in sorted(drafts, key=lambda one: one.line.pk):
        line, _room = line_locked(draft.line)
        cost_check(draft)
        entries.append(_cost(draft, line, actor, at))
    trail.trail_record(
        brand=brand, actor=actor, verb="budget.costs_imported", subject_type="budget",
        subject_id=str(drafts[0].line.budget_id) if drafts else "", at=at,
        detail={
            "file": source, "rows": len(entries),
            "amount": str(sum((one.amount for one in entries), Decimal(0))),
        },
    )  # fmt: skip
    return entries


def cost_check(draft: CostDraft) -> None:
    """Raise BudgetError where the cost makes no sense."""
    year = draft.line.budget.year
    if draft.spent_on.year != year:
        raise BudgetError(_("The day is not in %(year)s.") % {"year": year})
    if money(draft.amount) == 0:
        raise BudgetError(_("The amount is zero."))
    if not draft.text.strip():
        raise BudgetError(_("Say what it was for."))


def actuals_refresh(*, brand: "Brand", year: int, at: datetime) -> Budget | None:
    """Read the year's ad spend from the data where they have changed since; the budget, None where there is none."""
    budget = selectors.budget_of(brand, year)
    if budget is None:
        return None
    snapshot = intake.snapshot(brand)
    lines = list(selectors.lines_of(brand, year))
    version = actuals_version(snapshot.versions, lines)
    if budget.actuals_data == version:
        return budget
    platforms = {shop.key: shop.platform for shop in people.shops_of(brand)}
    with open_session(snapshot) as session:
        found = actuals_measured(
            lines, session, currency=brand.currency, platforms=platforms, year=year
        )
    return _actuals_keep(budget, found.actuals, found.unplanned, version=version, at=at)


@transaction.atomic
def _actuals_keep(
    budget: Budget,
    actuals: Sequence[BudgetActual],
    unplanned: Sequence[Spent],
    *,
    version: str,
    at: datetime,
) -> Budget:
    """All of it at once; lines are locked in order so that promises wait."""
    kept = budget_locked(budget)
    list(BudgetLine.objects.select_for_update().filter(budget=kept).order_by("pk"))
    BudgetActual.objects.filter(line__budget=kept).delete()
    BudgetActual.objects.bulk_create(actuals)
    kept.unplanned.all().delete()
    UnplannedSpend.objects.bulk_create(
        UnplannedSpend(
            budget=kept, shop_key=one.shop, campaign_id=one.campaign, month=one.month,
            spend=one.spend,
        )
        for one in unplanned
    )  # fmt: skip
    kept.actuals_at, kept.actuals_data = at, version
    kept.save(update_fields=["actuals_at", "actuals_data"])
    return kept


def actuals_version(versions: Mapping[str, int], lines: Sequence[BudgetLine]) -> str:
    """Names the data and the lines the ad spend was matched with."""
    places = [
        [line.pk, line.cost_kind, line.channel, line.shop_key, line.campaign_id] for line in lines
    ]
    body = json.dumps([sorted(versions.items()), places], ensure_ascii=False, default=str)
    return hashlib.sha256(body.encode()).hexdigest()


def _cost(draft: CostDraft, line: BudgetLine, actor: "User", at: datetime) -> CostEntry:
    try:
        with transaction.atomic():
            return CostEntry.objects.create(
                line=line, spent_on=draft.spent_on, amount=money(draft.amount),
                text=draft.text.strip()[:200], reference=draft.reference.strip()[:80],
                author=actor, at=at,
            )  # fmt: skip
    except IntegrityError:
        raise BudgetError(
            _("Voucher %(number)s is booked on %(line)s already.")
            % {"number": draft.reference, "line": line.name}
        ) from None

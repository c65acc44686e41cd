"""Spend and attributed value of each campaign and day, from rows that have both (12.3)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from luoxuan.analysis.allocation.question import AllocationQuestion
from luoxuan.metrics.model import Dimension
from luoxuan.metrics.registry import METRICS
from luoxuan.metrics.scope import Scope, Session
from luoxuan.metrics.tally import tally
from luoxuan.warehouse.engine import ibis_tables

Unit = tuple[str, ...]
"""Shop, or shop and campaign."""


@dataclass(frozen=True)
class Spent:
    """One unit: by day spend and value; value None where no report says it."""

    days: Mapping[date, tuple[Decimal, Decimal | None]]


def spent(question: AllocationQuestion, session: Session) -> dict[Unit, Spent]:
    """Every unit that spent anything in the period, in the question's currency."""
    by: tuple[Dimension, ...] = ("shop",) if question.by == "shop" else ("shop", "campaign")
    value, valued = METRICS["roi"].formula.measures
    names = ("ad_spend", valued, value)
    counted = tally(session, names, Scope((question.period,), question.shops), (*by, "day"))
    found: dict[Unit, dict[date, tuple[Decimal, Decimal | None]]] = defaultdict(dict)
    for members in counted.members():
        rows = [counted.get(name, members) or {} for name in names]
        amounts = [row.get(question.currency) for row in rows]
        whole = Decimal(amounts[0] or 0)
        if whole <= 0:
            continue
        told = amounts[1] is not None and amounts[2] is not None and Decimal(amounts[1]) > 0
        day = date.fromisoformat(members[-1][:10])
        unit = members[:-1]
        spend = Decimal(amounts[1] or 0) if told else whole
        found[unit][day] = spend, Decimal(amounts[2] or 0) if told else None
    return {unit: Spent(days) for unit, days in found.items()}


def campaign_names(question: AllocationQuestion, session: Session) -> dict[Unit, str]:
    """The last name of each campaign of the period."""
    table = ibis_tables()["ad_spend_daily"]
    rows = table.filter(
        table.period_start.between(question.period.first, question.period.last),
        table.campaign_name.notnull(),
    )
    named = rows.group_by("shop_key", "campaign_id").aggregate(
        name=rows.campaign_name.argmax(rows.period_start)
    )
    return {
        (row["shop_key"] or "", row["campaign_id"] or ""): row["name"]
        for row in session.run(named).to_pylist()
    }

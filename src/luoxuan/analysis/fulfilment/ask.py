"""Asking: rows into troubles, and how much of each SKU there is (11.8)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from luoxuan.analysis.fulfilment import query
from luoxuan.analysis.fulfilment.answer import Trouble
from luoxuan.analysis.fulfilment.question import FulfilmentQuestion
from luoxuan.metrics.operations import COVER_DAYS
from luoxuan.warehouse.engine import Session

NAMES = {"shop_key": "shop"}


def ask(question: FulfilmentQuestion, session: Session) -> tuple[Trouble, ...]:
    """Every trouble of the kind, one per subject."""
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    names = query.GROUPS[question.kind]
    for row in query.rows(question, session):
        groups.setdefault(tuple(str(row[name] or "") for name in names), []).append(row)
    return tuple(
        Trouble(
            question.kind,
            {NAMES.get(name, name): member for name, member in zip(names, members, strict=True)},
            _value(question, rows),
            tuple(rows),
        )
        for members, rows in sorted(groups.items())
    )


def _value(question: FulfilmentQuestion, rows: list[dict[str, Any]]) -> Decimal:
    if question.kind == "slow_answers":
        return query.whole(rows[0]["shop_seconds"])
    return Decimal(len(rows))


@dataclass(frozen=True)
class Level:
    """How much of a SKU can be sold, and what a day sells of it."""

    merchant_sku: str
    available: int
    daily: Decimal
    day: date


def levels(day: date, session: Session, back: int = 14) -> dict[str, Level]:
    """Each SKU of the newest stock; of several stock systems the one that says least is believed."""
    sums: dict[tuple[str, str], int] = {}
    units: dict[str, int] = {}
    newest: dict[str, date] = {}
    for row in query.stock(day, back, session):
        if row["available"] is None:
            continue
        sku = row["merchant_sku"]
        key = (sku, row["source"])
        sums[key] = sums.get(key, 0) + row["available"]
        units[sku] = row["units_sold"]
        newest[sku] = max(newest.get(sku, row["snapshot_on"]), row["snapshot_on"])
    found: dict[str, Level] = {}
    for (sku, _source), available in sums.items():
        least = min(available, found[sku].available) if sku in found else available
        found[sku] = Level(sku, least, Decimal(units[sku]) / COVER_DAYS, newest[sku])
    return found

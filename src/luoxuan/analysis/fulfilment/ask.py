"""Asking: rows into troubles, and how much of each SKU there is (11.8)."""

from dataclasses import dataclass, replace
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
    """How much of a SKU can be sold, what is bought and on the way, and what a day sells of it."""

    merchant_sku: str
    available: int
    on_the_way: int
    daily: Decimal
    day: date


def levels(day: date, session: Session, back: int = 14) -> dict[str, Level]:
    """Each SKU of the newest stock; of several stock systems the one that says least is believed."""
    by_source: dict[tuple[str, str], Level] = {}
    for row in query.stock(day, back, session):
        if row["available"] is None:
            continue
        key = (row["merchant_sku"], row["source"])
        told = Level(
            row["merchant_sku"],
            row["available"],
            row["in_transit"] or 0,
            Decimal(row["units_sold"]) / COVER_DAYS,
            row["snapshot_on"],
        )
        by_source[key] = _together(by_source[key], told) if key in by_source else told
    found: dict[str, Level] = {}
    for (sku, _source), level in sorted(by_source.items()):
        found[sku] = min(found.get(sku, level), level, key=lambda each: each.available)
    return found


def _together(one: Level, other: Level) -> Level:
    """Two warehouses of one stock system."""
    return replace(
        one,
        available=one.available + other.available,
        on_the_way=one.on_the_way + other.on_the_way,
        day=max(one.day, other.day),
    )

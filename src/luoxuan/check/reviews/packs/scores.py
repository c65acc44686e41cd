"""The incentive sheet: what each person's targets come to, by a formula anybody can follow (12.3).

points = weight x min(max(reached, floor), cap); the score is the sum of points over the sum of weights.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from luoxuan.check.reviews.packs.standings import Standing

POINT = Decimal("0.0001")


@dataclass(frozen=True)
class Bounds:
    """Over- and under-fulfilment count no further than this."""

    cap: Decimal
    floor: Decimal


def bounded(reached: Decimal, bounds: Bounds) -> Decimal:
    """The share of the target that counts."""
    return min(max(reached, bounds.floor), bounds.cap)


def sheets(
    rows: Sequence[Standing], weights: Mapping[str, Decimal], bounds: Bounds
) -> list[dict[str, Any]]:
    """One sheet per person, and one per role whose targets no person owns, the best score first."""
    owned: dict[tuple[int | None, str], list[Standing]] = defaultdict(list)
    for row in rows:
        if row.node.owner_id or row.node.role:
            role = "" if row.node.owner_id else row.node.role
            owned[row.node.owner_id, role].append(row)
    made = [_sheet(key, found, weights, bounds) for key, found in owned.items()]
    return sorted(
        made, key=lambda sheet: (-Decimal(sheet["score"] or -1), sheet["name"], sheet["role"])
    )


def _sheet(
    key: tuple[int | None, str],
    rows: list[Standing],
    weights: Mapping[str, Decimal],
    bounds: Bounds,
) -> dict[str, Any]:
    steps = [_step(row, weights.get(str(row.node.pk), Decimal(1)), bounds) for row in rows]
    counted = [step for step in steps if step["points"] is not None]
    weight = sum((Decimal(step["weight"]) for step in counted), Decimal(0))
    points = sum((Decimal(step["points"]) for step in counted), Decimal(0))
    owner = rows[0].node.owner
    return {
        "owner_id": key[0],
        "name": str(owner) if owner else "",
        "role": key[1],
        "steps": steps,
        "weight": str(weight),
        "points": str(points),
        "score": str((points / weight).quantize(POINT)) if weight else None,
        "cap": str(bounds.cap),
        "floor": str(bounds.floor),
    }


def _step(row: Standing, weight: Decimal, bounds: Bounds) -> dict[str, Any]:
    """A target's line; unknown ones are shown and do not count, neither for nor against."""
    reached = row.reached if row.direction != "neutral" else None
    counted = None if reached is None else bounded(reached, bounds)
    return {
        "node_id": str(row.node.pk),
        "title": row.node.title,
        "unit": row.node.unit,
        "direction": row.direction,
        "target": None if row.due is None else format(row.due, "f"),
        "actual": None if row.actual is None else format(row.actual, "f"),
        "reached": None if reached is None else str(reached),
        "counted": None if counted is None else str(counted),
        "weight": str(weight),
        "points": None if counted is None else str((counted * weight).quantize(POINT)),
    }

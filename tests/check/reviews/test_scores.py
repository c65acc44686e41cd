"""Scores: a formula anybody can follow, bounded, and what is unknown does not count (12.3)."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoxuan.check.reviews.packs.scores import Bounds, bounded, sheets
from luoxuan.check.reviews.packs.standings import Standing

BOUNDS = Bounds(Decimal("1.2"), Decimal("0"))


@dataclass(frozen=True)
class Node:
    """As much of a node as a score needs."""

    pk: int
    title: str = "目标"
    unit: str = "money"
    metric: str = "gmv_paid"
    owner: Any = "演示一号"
    owner_id: int | None = 1
    role: str = ""


def row(node: Node, actual: str | None, due: str | None = "100") -> Standing:
    """A standing."""
    goal = None if due is None else Decimal(due)
    came = None if actual is None else Decimal(actual)
    return Standing(node, 0, (), goal, goal, came, None, None)  # type: ignore[arg-type]


@pytest.mark.clause("12.3")
def test_points_are_weight_times_reached_within_bounds() -> None:
    rows = [row(Node(1), "90"), row(Node(2), "150"), row(Node(3), "50")]
    weights = {"1": Decimal(2), "2": Decimal(1)}
    (sheet,) = sheets(rows, weights, BOUNDS)
    assert [(s["reached"], s["counted"], s["weight"], s["points"]) for s in sheet["steps"]] == [
        ("0.9000", "0.9000", "2", "1.8000"),
        ("1.5000", "1.2", "1", "1.2000"),
        ("0.5000", "0.5000", "1", "0.5000"),
    ]
    assert (sheet["weight"], sheet["points"], sheet["score"]) == ("4", "3.5000", "0.8750")


def test_what_should_be_low_is_better_when_lower() -> None:
    refund = replace(Node(1), metric="refund_rate", unit="share")
    (sheet,) = sheets([row(refund, "0.05", "0.10")], {}, BOUNDS)
    assert sheet["steps"][0]["reached"] == "2.0000"
    assert sheet["score"] == "1.2000"


def test_what_nobody_knows_counts_neither_for_nor_against() -> None:
    (sheet,) = sheets([row(Node(1), "80"), row(Node(2), None)], {}, BOUNDS)
    assert (sheet["weight"], sheet["score"]) == ("1", "0.8000")
    assert sheet["steps"][1]["points"] is None
    (empty,) = sheets([row(Node(1), None)], {}, BOUNDS)
    assert empty["score"] is None


def test_each_person_and_each_unowned_role_has_a_sheet_best_first() -> None:
    other = replace(Node(2), owner="演示二号", owner_id=2)
    post = replace(Node(3), owner=None, owner_id=None, role="finance")
    nobody = replace(Node(4), owner=None, owner_id=None)
    rows = [row(Node(1), "50"), row(other, "99"), row(post, "70"), row(nobody, "10")]
    found = [(sheet["name"], sheet["role"]) for sheet in sheets(rows, {}, BOUNDS)]
    assert found == [("演示二号", ""), ("", "finance"), ("演示一号", "")]


@given(st.decimals(-5, 5, places=4), st.decimals(0, 1, places=2), st.decimals(1, 3, places=2))
def test_what_counts_stays_within_the_bounds(
    reached: Decimal, floor: Decimal, cap: Decimal
) -> None:
    counted = bounded(reached, Bounds(cap, floor))
    assert floor <= counted <= cap
    assert counted in {reached, floor, cap}

"""From figures to states, scores and an order of gaps (decision 0022)."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoxuan.act.conformity.evidence.model import Evidence, share
from luoxuan.act.conformity.judging import (
    STATES,
    attainment,
    chapter_scores,
    gaps,
    judged,
    priority,
    score,
)
from luoxuan.standard import Said, requirements

SAID = Said("x", "x")


def found(value: str | None, **more: Any) -> Evidence:
    """Evidence with that value."""
    return Evidence(None if value is None else Decimal(value), SAID, **more)


@pytest.mark.parametrize(
    ("requirement", "value", "state"),
    [
        ("9.2", "0.99", "lived"), ("9.2", "0.9899", "partly"), ("9.2", "0.3", "not"),
        ("9.2", None, "no_data"),
        ("9.4", "1", "lived"), ("9.4", "2", "partly"), ("9.4", "3", "not"),
        ("11.10", "0", "lived"), ("11.10", "1", "not"),
        ("13.1", "0", "lived"), ("13.1", "-1", "not"),
    ],
)  # fmt: skip
def test_a_figure_is_judged_against_its_threshold(
    requirement: str, value: str | None, state: str
) -> None:
    assert judged(requirements()[requirement], found(value))[0] == state


def test_what_is_held_back_is_lived_in_part_at_most() -> None:
    state, reached = judged(requirements()["9.3"], found("1", is_at_most_partly=True))
    assert state == "partly"
    assert reached < 1


@given(value=st.decimals("-1", "1000", places=4), key=st.sampled_from(sorted(requirements())))
def test_all_is_reached_exactly_where_the_threshold_is(value: Decimal, key: str) -> None:
    requirement = requirements()[key]
    reached = attainment(requirement, value)
    is_there = (
        value >= requirement.threshold
        if requirement.direction == "at_least"
        else value <= requirement.threshold
    )
    assert 0 <= reached <= 1
    assert (reached == 1) == is_there


@given(part=st.integers(0, 10**9), rest=st.integers(0, 10**9))
def test_a_share_is_one_only_of_the_whole(part: int, rest: int) -> None:
    value = share(part, part + rest)
    assert (value is None) == (part + rest == 0)
    assert value is None or (value == 1) == (rest == 0)


def row(
    key: str, state: str, reached: str = "0", weight: int = 1, effort: int = 1
) -> dict[str, Any]:
    """A result."""
    return {"id": key, "state": state, "reached": reached, "weight": weight, "effort": effort}


def test_what_does_not_apply_is_left_out_and_what_is_not_here_counts() -> None:
    rows = [
        row("5.1", "lived", "1", 2), row("5.2", "not_available", weight=1),
        row("5.3", "partly", "0.5", 1), row("5.4", "not_applicable", weight=3),
    ]  # fmt: skip
    assert score(rows).score == Decimal("0.625")
    assert score([row("5.4", "not_applicable")]).score is None
    assert chapter_scores([*rows, row("6.1", "lived", "1")])["6"].score == 1


rows = st.builds(
    row,
    st.sampled_from(["5.1", "6.2", "12.8"]),
    st.sampled_from(STATES),
    st.decimals("0", "0.9999", places=4).map(str),
    st.integers(1, 3),
    st.integers(1, 3),
)


@given(st.lists(rows, min_size=1))
def test_a_score_is_a_share_and_gaps_fall_in_priority(results: list[dict[str, Any]]) -> None:
    total = score(results).score
    assert total is None or 0 <= total <= 1
    ranked = [priority(one) for one in gaps(results)]
    assert ranked == sorted(ranked, reverse=True)
    assert all(one["state"] in {"partly", "not", "no_data"} for one in gaps(results))


def test_the_weighty_easy_gap_comes_before_the_light_hard_one() -> None:
    light, weighty = row("5.1", "not", effort=3), row("12.8", "partly", "0.5", weight=3)
    assert [one["id"] for one in gaps([light, weighty])] == ["12.8", "5.1"]

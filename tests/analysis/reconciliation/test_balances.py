"""Opening + movements = closing, and a break is found at its line (11.12)."""

from collections.abc import Sequence
from datetime import time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from luoxuan.analysis.reconciliation import AccountStanding, ask
from tests.analysis.reconciliation.ledgers import SEPTEMBER, day, entry
from tests.metrics.tiny import TinySession
from tests.warehouse.rows import Row


def chain(amounts: Sequence[int], seconds: Sequence[int], opening: int = 1000) -> list[Row]:
    """Movements whose balances follow, each booked at its second."""
    rows, balance = [], Decimal(opening)
    for number, (amount, second) in enumerate(zip(amounts, seconds, strict=True)):
        balance += amount
        clock = time(12, second // 60, second % 60)
        # The number says nothing of the order in which lines of one second were booked.
        flow = f"{(number * 7919) % 10007:05}"
        rows.append(
            entry(flow, str(amount), None, fee_type="ad", clock=clock, balance_after=balance)
        )
    return rows


def account(rows: Sequence[Row]) -> AccountStanding:
    session: Any = TinySession(settlement_lines=rows)
    return ask(SEPTEMBER, session).accounts[0]


MOVES = st.lists(
    st.tuples(st.integers(1, 9) | st.integers(-9, -1), st.integers(0, 2)), min_size=1, max_size=9
)


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@example([(1, 0), (1, 0), (-1, 0)])
@example([(1, 0), (-1, 0)])
@example([(2, 0), (-2, 0), (5, 1), (3, 1), (-3, 0)])
@given(MOVES)
def test_lines_of_one_second_may_stand_in_any_order(moves: list[tuple[int, int]]) -> None:
    seconds = [sum(step for _, step in moves[: n + 1]) for n in range(len(moves))]
    rows = chain([amount for amount, _ in moves], seconds)
    found = account(list(reversed(rows)))
    assert found.breaks == ()
    assert found.opening is not None
    assert found.closing is not None
    if len({row["occurred_at"] for row in rows}) == len(rows):
        assert (found.opening, found.closing) == (Decimal(1000), rows[-1]["balance_after"])
    assert found.opening + found.movements == found.closing


def test_a_line_that_was_left_out_breaks_the_chain_at_the_next() -> None:
    rows = chain([10, 20, -5, 40], [0, 1, 2, 3])
    del rows[1]
    found = account(rows)
    assert [(b.flow_no, b.expected, b.found) for b in found.breaks] == [
        (rows[1]["flow_no"], Decimal(1005), Decimal(1025))
    ]
    assert found.opening is not None
    assert found.closing is not None
    gap = sum(b.found - b.expected for b in found.breaks)
    assert found.opening + found.movements + gap == found.closing


def test_a_break_among_lines_of_one_second_is_found() -> None:
    rows = chain([10, 20, 30, 40], [0, 1, 1, 2])
    rows[2]["balance_after"] += 7
    rows[3]["balance_after"] += 7
    found = account(rows)
    assert [b.flow_no for b in found.breaks] == [rows[2]["flow_no"]]


def test_the_last_balance_before_the_period_opens_it() -> None:
    rows = chain([10, 20, 30], [0, 1, 2])
    before = entry("0", "5.00", None, fee_type="ad", on=day(31, 8), balance_after=Decimal(990))
    found = account([before, *rows])
    assert [(b.flow_no, b.expected) for b in found.breaks] == [(rows[0]["flow_no"], Decimal(1000))]
    assert found.opening == 990


def test_an_account_without_balances_is_not_followed() -> None:
    found = account([entry("1", "5.00", None, fee_type="ad")])
    assert (found.opening, found.closing, found.breaks) == (None, None, ())
    assert found.movements == 5


@pytest.mark.parametrize("loops", [1, 3])
def test_money_that_goes_and_comes_back_in_one_second_breaks_nothing(loops: int) -> None:
    rows = chain([10, *[50, -50] * loops, 20], [0, *[1] * 2 * loops, 2])
    assert account(rows).breaks == ()
    for row in rows[1:-1]:
        row["balance_after"] += 3
    assert len(account(rows).breaks) >= 1
    assert timedelta(0) == rows[1]["occurred_at"] - rows[2]["occurred_at"]

"""What a piece costs: by its day, as a moving average, as a bundle (6.6)."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.profit.worlds import ProfitSession, cost
from tests.metrics.tiny import line, order

BOUGHT = [date(2026, 11, 2), date(2026, 11, 4), date(2026, 11, 6)]
SOLD = [date(2026, 11, day) for day in (1, 2, 3, 5, 7)]
units = st.integers(0, 9)


def booked(session: ProfitSession, code: str) -> dict[date, Decimal]:
    rows = session.fetch("SELECT * FROM cost_book").to_pylist()
    return {row["starts_on"]: row["unit_cost"] for row in rows if row["code"] == code}


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(units, st.integers(1, 90_000)), min_size=3, max_size=3),
    st.lists(units, min_size=5, max_size=5),
)
def test_the_moving_average_is_what_a_card_of_stock_says(
    receipts: list[tuple[int, int]], sales: list[int]
) -> None:
    costs = [
        cost("s1", Decimal(price) / 10_000, day, received_units=n or None)
        for (n, price), day in zip(receipts, BOUGHT, strict=True)
    ]
    session = ProfitSession(
        orders=[order(f"o{n}", "1", day=day) for n, day in enumerate(SOLD)],
        order_lines=[
            line(f"l{n}", f"o{n}", "1", day=day, merchant_sku="s1", quantity=sales[n])
            for n, day in enumerate(SOLD)
        ],
        costs=costs,
    )
    held, average, expected = 0, 0, {}
    for number, ((received, price), day) in enumerate(zip(receipts, BOUGHT, strict=True)):
        before = BOUGHT[number - 1] if number else day
        gone = sum(n for n, sold in zip(sales, SOLD, strict=True) if before <= sold < day)
        held = max(held - gone, 0)
        if received:
            whole = held + received
            average = (2 * (held * average + received * price) + whole) // (2 * whole)
        else:
            average = price
        held += received
        expected[day] = Decimal(average) / 10_000
    assert booked(session, "s1") == expected


def test_a_bundle_costs_what_its_parts_cost_and_nothing_where_one_is_unknown() -> None:
    bundles = [
        {"bundle_sku": code, "part_sku": part, "pieces": pieces, "valid_from": date(2026, 1, 1)}
        for code, part, pieces in (("box", "s1", 2), ("box", "s2", 1), ("bag", "s1", 1), ("bag", "s9", 1), ("alias", "s1", 1))
    ]  # fmt: skip
    costs = [cost("s1", "10"), cost("s2", "5"), cost("s1", "12", date(2026, 11, 1))]
    session = ProfitSession(costs=costs, bundles=bundles)
    assert booked(session, "box") == {date(2026, 1, 1): 25, date(2026, 11, 1): 29}
    assert booked(session, "bag") == {date(2026, 1, 1): None, date(2026, 11, 1): None}
    assert booked(session, "alias") == {date(2026, 1, 1): 10, date(2026, 11, 1): 12}

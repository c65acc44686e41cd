"""The bridge of every line: against a slow reference, and by hand (6.6)."""

from decimal import Decimal
from typing import Any

from hypothesis import given, settings

from luoxuan.analysis.profit.bridge import FEES
from tests.analysis.profit.reference import World
from tests.analysis.profit.worlds import session_of, worlds

COMPARED = (
    *("list_value", "merchant_discount", "platform_subsidy", "influencer_subsidy", "payment_subsidy"),
    *("freight_charged", "refunds", "net_revenue", "goods_cost", "packaging", "refund_loss", "samples_gifts"),
    *("contribution", *FEES, *(f"estimated_{fee}" for fee in FEES), *(f"actual_{fee}" for fee in FEES)),
)  # fmt: skip


def told(world: World) -> dict[tuple[str, str], dict[str, Any]]:
    rows = session_of(world).fetch("SELECT * FROM profit_lines").to_pylist()
    found = {(row["shop_key"], row["line_id"]): row for row in rows}
    assert len(found) == len(rows)
    return found


@settings(max_examples=30, deadline=None)
@given(worlds())
def test_every_line_is_what_the_slow_reference_says(world: World) -> None:
    found, expected = told(world), world.lines()
    assert set(found) == set(expected)
    for key, want in expected.items():
        got = found[key]
        assert got["cost_known"] == want["cost_known"], key
        assert got["settled_on"] == want["settled_on"], key
        for name in COMPARED:
            value = None if want[name] is None else Decimal(want[name]) / 100
            assert got[name] == value, (key, name)

"""What loses money and why; the lowest price that does not (6.6)."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from luoxuan.analysis.profit import ProfitQuestion, ask, floors, losses
from tests.analysis.profit.worlds import FIRST, LAST, ProfitSession, cost, term
from tests.metrics.tiny import line, order, refund, spend

ALL = ProfitQuestion(FIRST, LAST, by=("sku",))
Row = dict[str, Any]


def one_sku(**more: list[Row]) -> ProfitSession:
    """Ten pieces of list 100, sold at 90, cost 60 each."""
    tables: dict[str, list[Row]] = {
        "orders": [order("o1", "900")],
        "order_lines": [
            line(
                "o1-1",
                "o1",
                "900",
                merchant_sku="s1",
                title="Cup",
                quantity=10,
                goods_amount=Decimal(1000),
            )
        ],
        "costs": [cost("s1", "60")],
    }
    return ProfitSession(**(tables | more))


@pytest.mark.parametrize(
    ("reason", "amount", "more"),
    [
        ("price_below_cost", "200", {"costs": [cost("s1", "110")]}),
        ("discount", "100", {"costs": [cost("s1", "95")]}),
        ("fees", "450", {"fee_terms": [term("commission", "0.5")]}),
        ("freight", "400", {"costs": [cost("s1", "60", freight_cost=Decimal(40))]}),
        ("refunds", "600", {"refunds": [refund("r1", "o1", "900", line_id="o1-1")]}),
        ("ad_spend", "301", {"ad_spend_daily": [spend("301")]}),
    ],
)
def test_a_loss_says_what_made_it(reason: str, amount: str, more: dict[str, list[Row]]) -> None:
    (loss,) = losses(ALL, one_sku(**more))
    assert (loss.dimension, loss.members, loss.reason) == ("sku", ("s1",), reason)
    assert loss.amount == Decimal(amount)
    assert loss.profit < 0
    assert loss.sentence.text("en").startswith("Cup (s1) loses")
    assert loss.sentence.text("zh").startswith("Cup (s1) 亏损")


def test_what_earns_or_has_no_known_cost_is_no_loss() -> None:
    assert losses(ALL, one_sku()) == ()
    assert losses(ALL, one_sku(costs=[], ad_spend_daily=[spend("301")])) == ()


def test_a_campaign_loses_where_what_it_sold_leaves_less_than_it_spent() -> None:
    ads = [
        spend("100", campaign_id="c1", campaign_name="Eleven", total_value=Decimal(150)),
        spend("10", campaign_id="c2", total_value=Decimal(600)),
    ]
    (loss,) = losses(replace(ALL, by=("campaign",)), one_sku(ad_spend_daily=ads))
    assert (loss.members, loss.labels, loss.profit) == (("c1",), ("Eleven",), Decimal("-50.00"))
    assert "breaks even at ROI 3.00, it has 1.50" in loss.sentence.text("en")


def test_at_the_floor_nothing_is_earned_and_a_cent_below_it_something_lost() -> None:
    terms = [term("commission", "0.05"), term("payment_fee", "0.006")]
    costs = [cost("s1", "60", freight_cost=Decimal(4), packaging_cost=Decimal("1.5"))]
    (floor,) = floors(ALL, one_sku(fee_terms=terms, costs=costs))
    assert (floor.sku, floor.units, floor.price_now) == ("s1", 10, Decimal("90.00"))
    assert floor.price_floor == Decimal("69.39")  # 65.50 / 0.944, up to the cent
    for price, is_loss in (("693.90", False), ("693.70", True)):
        at_floor = [order("o1", price)]
        lines = [line("o1-1", "o1", price, merchant_sku="s1", quantity=10)]
        session = one_sku(fee_terms=terms, costs=costs, orders=at_floor, order_lines=lines)
        left = ask(ALL, session).total.steps["contribution"]
        assert (left < 0) == is_loss


def test_ads_break_even_where_the_margin_before_them_is_spent() -> None:
    (floor,) = floors(ALL, one_sku(ad_spend_daily=[spend("50")]))
    assert floor.break_even_roi == Decimal("3.01")  # 1 / 0.333333, up
    assert floors(ALL, one_sku(costs=[]))[0].price_floor is None

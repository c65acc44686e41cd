"""The worked example of docs/methods/profit.md is what the code says (6.6)."""

from decimal import Decimal

import pytest

from luoxuan.analysis.profit import BRIDGE, BY_KEY, ProfitAnswer, ProfitQuestion, ask
from tests.analysis.profit.worlds import FIRST, LAST, ProfitSession, booked, cost, term
from tests.metrics.tiny import line, order, refund, spend
from tests.shared_material import ROOT

PAGE = ROOT / "docs/methods/profit.md"


@pytest.fixture(scope="module")
def answer() -> ProfitAnswer:
    session = ProfitSession(
        orders=[
            order("o1", "176", shipping_amount=Decimal(6), platform_discount=Decimal(10)),
        ],
        order_lines=[
            line("o1-1", "o1", "102", merchant_sku="cup", goods_amount=Decimal(120)),
            line("o1-2", "o1", "68", merchant_sku="pot", goods_amount=Decimal(80)),
            line("o1-3", "o1", "0", merchant_sku="spoon", is_gift=True),
        ],
        refunds=[refund("r1", "o1", "68", line_id="o1-2", type="return_refund", quantity=1)],
        costs=[
            cost("cup", "40", packaging_cost=Decimal(1)),
            cost("pot", "30", packaging_cost=Decimal(1)),
            cost("spoon", "2"),
        ],
        fee_terms=[
            term("commission", "0.05"),
            term("payment_fee", "0.006"),
            term("freight", per_order=Decimal("4.5")),
        ],
        settlement_lines=[booked("o1", "goods", "176"), booked("o1", "commission", "-5")],
        ad_spend_daily=[spend("9", target_id="", campaign_id="c1")],
    )
    return ask(ProfitQuestion(FIRST, LAST, by=("sku",)), session)


def test_the_table_of_the_page_is_what_the_code_says(answer: ProfitAnswer) -> None:
    columns = [answer.row(sku) for sku in ("cup", "pot", "spoon")] + [answer.total]
    rows = [
        [BY_KEY[key].name.zh, *(f"{row.steps[key]:.2f}" for row in columns)]
        for key in BRIDGE
        if any(row.steps[key] for row in columns)
    ]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
    assert table in PAGE.read_text(encoding="utf-8"), table

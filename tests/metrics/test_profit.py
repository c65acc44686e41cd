"""Margins, fee rates and days to money: by hand, and as the analysis has them (6.6)."""

from decimal import Decimal
from typing import Any

import pytest

from luoxuan.analysis.profit import ProfitQuestion, ask
from luoxuan.metrics import Figure, Period, measure
from luoxuan.metrics.drill import DrillQuestion, drill
from luoxuan.metrics.question import MetricQuestion
from tests.analysis.profit.worlds import FIRST, LAST, ProfitSession, booked, cost, term
from tests.metrics.tiny import file, line, order, refund, spend

NAMES = (
    *("goods_cost", "gross_profit", "contribution", "gross_margin", "contribution_margin"),
    *("net_margin", "fee_rate", "take_rate", "days_to_money"),
)


def brand(**more: list[dict[str, Any]]) -> ProfitSession:
    """200 and 100 yuan, 30 back, cost 60 a piece, 5 % commission, 20 of ads; the first settled at 8 after 8 days."""
    tables: dict[str, list[dict[str, Any]]] = {
        "orders": [order("o1", "200"), order("o2", "100")],
        "order_lines": [
            line("o1-1", "o1", "200", merchant_sku="s1", quantity=2),
            line("o2-1", "o2", "100", merchant_sku="s2"),
        ],
        "refunds": [refund("r1", "o2", "30", line_id="o2-1", type="price_protection")],
        "costs": [cost("s1", "60"), cost("s2", "60")],
        "fee_terms": [term("commission", "0.05")],
        "settlement_lines": [booked("o1", "goods", "200"), booked("o1", "commission", "-8")],
        "ad_spend_daily": [spend("20")],
        "source_files": [
            file(name, FIRST, LAST, import_id=name)
            for name in ("orders", "lines", "refunds", "ads")
        ],
    }
    return ProfitSession(**(tables | more))


def figures(session: ProfitSession) -> dict[str, Figure]:
    answer = measure(MetricQuestion(NAMES, Period(FIRST, LAST)), session)
    return {name: answer.figure(name) for name in NAMES}


def test_the_figures_of_profit_are_those_worked_out_by_hand() -> None:
    values = {name: figure.value for name, figure in figures(brand()).items()}
    # Net revenue 270, cost 180, commission 8 as billed and 3.50 as estimated, ads 20.
    assert values == {
        "goods_cost": Decimal(180),
        "gross_profit": Decimal(90),
        "contribution": Decimal("78.5"),
        "gross_margin": Decimal("0.333333"),
        "contribution_margin": Decimal("0.290741"),
        "net_margin": Decimal("0.216667"),
        "fee_rate": Decimal("0.042593"),
        "take_rate": Decimal("0.04"),
        "days_to_money": Decimal(8),
    }


def test_the_analysis_has_the_same_margins() -> None:
    found, total = figures(brand()), ask(ProfitQuestion(FIRST, LAST), brand()).total
    assert found["gross_margin"].value == total.gross_margin
    assert found["contribution_margin"].value == total.contribution_margin
    assert found["net_margin"].value == total.net_margin


@pytest.mark.parametrize("name", ["gross_margin", "contribution", "net_margin"])
def test_without_costs_there_is_no_profit_but_a_reason(name: str) -> None:
    figure = figures(brand(costs=[]))[name]
    assert figure.value is None
    assert figure.reason is not None
    assert figure.reason.template.id == "no_cost"


def test_fees_are_known_without_costs() -> None:
    assert figures(brand(costs=[]))["fee_rate"].value == Decimal("0.042593")


def test_a_figure_of_profit_leads_to_its_lines() -> None:
    question = MetricQuestion(("contribution",), Period(FIRST, LAST), by=("sku",))
    (part,) = drill(DrillQuestion(question, ("s1",)), brand())
    assert part.total == Decimal(72)
    assert part.total_rows == 1

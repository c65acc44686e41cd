"""The rows behind a figure add up to it (6.6)."""

from datetime import date
from decimal import Decimal

from hypothesis import given, settings

from luoxuan.metrics import METRICS, DrillQuestion, MetricQuestion, Period, drill, measure
from luoxuan.metrics.drill import is_exact
from luoxuan.metrics.registry.operations import OPERATIONS
from tests.metrics.reference import World
from tests.metrics.tiny import TinySession, order
from tests.metrics.worlds import DAYS, SHOPS, session_of, worlds

EXACT = tuple(name for name in METRICS if is_exact(name))
PERIOD = Period(DAYS[0], DAYS[-1])


OF_SHOPS = tuple(name for name in EXACT if "shop" in METRICS[name].dimensions)
RATES = {m.id for m in OPERATIONS if m.formula.how == "over"}
"""Of service, parcels and stock."""
SHARES_OF_PROFIT = {
    "gross_margin",
    "contribution_margin",
    "net_margin",
    "fee_rate",
    "take_rate",
    "days_to_money",
}


def test_sums_and_counts_can_be_drilled_exactly() -> None:
    assert set(METRICS) - set(EXACT) == {
        "buyers",
        "aov",
        "refund_rate",
        "refund_rate_cohort",
        "conversion",
        "add_to_cart_rate",
        "roi",
        "cost_per_order",
        "cost_per_click",
        "ctr",
        "cac",
        "ad_interaction_rate",
        "repeat_order_rate",
        "retention_90",
        *RATES,
        *SHARES_OF_PROFIT,
    }


@settings(max_examples=3, deadline=None)
@given(world=worlds())
def test_the_rows_add_up_to_the_figure(world: World) -> None:
    session = session_of(world)
    for by, metrics in (((), ("net_sales", "units", "ad_spend")), (("shop",), OF_SHOPS)):
        for metric in metrics:
            question = MetricQuestion((metric,), PERIOD, by=by, shops=SHOPS)
            for figure in measure(question, session).figures:
                asked = DrillQuestion(question, figure.members, currency=figure.currency or "")
                parts = drill(asked, session)
                added = sum((part.sign * part.total for part in parts), Decimal(0))
                if figure.value is not None:
                    assert added == figure.value, (metric, by)


def test_pages_follow_one_another_and_name_the_row_of_the_file() -> None:
    session = TinySession(orders=[order(str(n), "1") for n in range(5)])
    day = Period(date(2026, 11, 1), date(2026, 11, 1))
    question = MetricQuestion(("gmv_paid",), day)
    pages = [drill(DrillQuestion(question, offset=n, limit=2), session)[0] for n in (0, 2, 4)]
    at = pages[0].columns.index("order_id")
    assert [[row[at] for row in page.rows] for page in pages] == [["0", "1"], ["2", "3"], ["4"]]
    assert {page.total_rows for page in pages} == {5}
    assert pages[0].columns[-3:] == ("import_id", "file_sha256", "source_row_no")
    assert pages[0].rows[0][-3:] == ("i1", "f1", 1)

"""The registry is complete, and its page is current (6.6)."""

from string import Formatter

import pytest

from luoxuan.analysis.daily import words as daily_words
from luoxuan.analysis.drivers import ask as drivers_ask
from luoxuan.analysis.findings import words as finding_words
from luoxuan.metrics import METRICS, Sentence, Template, reasons
from luoxuan.metrics.document import PAGE, page
from luoxuan.metrics.registry import FACTS, MEASURES, source_for
from luoxuan.warehouse.tables import TABLES
from tests.shared_material import ROOT

SPOKEN = [
    value
    for module in (reasons, daily_words, finding_words, drivers_ask)
    for found in vars(module).values()
    for value in (found.values() if isinstance(found, dict) else [found])
    if isinstance(value, Template)
]


def test_every_metric_of_the_order_is_defined() -> None:
    assert set(METRICS) >= {
        *("gmv_created", "gmv_paid", "net_sales", "net_sales_cohort", "orders_created"),
        *("orders_paid", "buyers", "buyers_reported", "units", "aov", "refund_amount"),
        *("refund_count", "refund_rate", "refund_rate_cohort", "visitors", "page_views"),
        *("conversion", "add_to_cart_rate", "ad_spend", "ad_attributed_value", "roi"),
        *("cost_per_order", "cost_per_click", "ctr", "new_customers", "cac"),
    }


@pytest.mark.parametrize("metric", sorted(METRICS))
def test_the_lineage_of_a_metric_names_columns_that_exist(metric: str) -> None:
    for each in METRICS[metric].lineage:
        table, column = each.split(".")
        assert TABLES[table].column(column).name == column


@pytest.mark.parametrize("metric", sorted(METRICS))
def test_a_metric_can_be_cut_by_every_dimension_it_names(metric: str) -> None:
    definition = METRICS[metric]
    names = definition.formula.measures
    for dimension in definition.dimensions:
        found = [source_for(name, (dimension,)) for name in names]
        assert any(found) if definition.formula.how == "either" else all(found), dimension


def test_every_fact_names_columns_of_its_table() -> None:
    for fact in FACTS.values():
        assert all(TABLES[fact.table].column(name) for name in (*fact.key, fact.day))


def test_every_measure_serves_a_metric() -> None:
    used = {name for metric in METRICS.values() for name in metric.formula.measures}
    assert set(MEASURES) - used == {"orders_identified"}


def test_the_page_about_the_metrics_is_current() -> None:
    assert (ROOT / PAGE).read_text(encoding="utf-8") == page()


@pytest.mark.parametrize("template", SPOKEN, ids=lambda template: template.id)
def test_a_sentence_says_the_same_in_both_languages(template: Template) -> None:
    def holes(text: str) -> set[tuple[str | None, str | None]]:
        return {(name, spec) for _text, name, spec, _ in Formatter().parse(text) if name}

    assert holes(template.zh) == holes(template.en)


def test_sentences_are_told_apart_by_their_id() -> None:
    ids = [template.id for template in SPOKEN]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("9999", "9,999.00", "9,999.00"),
        ("12345.6", "1.23 万", "12.35K"),
        ("-384200000", "-3.84 亿", "-384.20M"),
    ],
)
def test_big_money_is_said_as_people_say_it(value: str, zh: str, en: str) -> None:
    from decimal import Decimal

    said = Template("t", "{v:money}", "{v:money}").fill(v=Decimal(value))
    assert (said.text("zh"), said.text("en")) == (zh, en)


def test_a_sentence_inside_a_sentence_speaks_its_language() -> None:
    inner = Template("i", "order report", "订单报表").fill()
    said: Sentence = Template("o", "No {r}.", "没有{r}。").fill(r=inner)
    assert (said.text("zh"), said.text("en")) == ("没有订单报表。", "No order report.")

"""The components as a page gets them."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from luoxuan.charts import Cell, Column, Row, Sort, Table, table_of
from luoxuan.metrics.question import Coverage, Figure
from luoxuan.metrics.sentences import Template


def drawn(source: str, path: str = "/", language: str = "en", **context: Any) -> str:
    """The template's text with these values."""
    request = RequestFactory().get(path)
    with translation.override(language):
        template = engines["django"].from_string("{% load ui %}" + source)
        return str(template.render(context, request))


def words(html: str) -> str:
    """What a person reads, tags left out."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).strip()


def shops(**more: Any) -> Table:
    """Two shops, one without a figure."""
    columns = (
        Column("shop", "Shop"),
        Column("gmv", "GMV", "money"),
        Column("refunds", "Refund rate", "share"),
        Column("change", "Change", "delta", direction="down"),
    )
    rows = (
        Row(("A", Cell(Decimal("384200"), href="/rows?a=1&b=2"), Decimal("0.0321"), Decimal("0.061")), href="/a"),
        Row(("<B>", Cell(None, reason="No file yet."), None, None)),
    )  # fmt: skip
    return Table(columns, rows, **more)


def test_an_unknown_figure_is_a_dash_with_its_reason_never_zero() -> None:
    html = drawn("{{ v|money }}{{ w|share }}", v=None, w="")
    assert words(html) == "— —"
    assert "the data do not say" in html


def test_a_figure_of_the_metrics_brings_currency_and_reason() -> None:
    coverage = Coverage(1, 0, 1, 0)
    said = Template("x", "No traffic file.", "没有流量文件。").fill()
    known = Figure("gmv_paid", (), Decimal("384200"), coverage, currency="USD")
    unknown = Figure("visitors", (), None, coverage, reason=said)
    assert words(drawn("{{ v|money }}", v=known)) == "$384.2K"
    assert 'title="没有流量文件。"' in drawn("{{ v|count }}", language="zh-hans", v=unknown)


def test_a_rise_says_so_in_words_and_judgement_stands_apart() -> None:
    html = drawn('{{ v|delta:"down" }}', v=Decimal("0.061"))
    assert words(html) == "▲ up 6.1 % bad"
    assert 'class="delta rise"' in html
    assert "is-bad" in html


def test_a_change_too_small_to_see_is_unchanged() -> None:
    assert words(drawn("{{ v|delta }}", v=Decimal("0.0004"))) == "unchanged"


def test_a_table_aligns_figures_links_rows_and_escapes_names() -> None:
    html = drawn("{% table t %}", t=shops())
    assert '<a href="/a" class="drill">A</a>' in html
    assert 'href="/rows?a=1&amp;b=2"' in html
    assert "&lt;B&gt;" in html
    assert "<B>" not in html
    assert 'title="No file yet."' in html
    assert 'data-value="384200"' in html
    assert "¥384,200.00" in html


def test_a_sum_row_leaves_out_what_may_not_be_added() -> None:
    html = drawn("{% table t %}", t=shops(sums=("", Decimal("384200"), "", ""), sums_label="All"))
    foot = html[html.index("<tfoot>") : html.index("</tfoot>")]
    assert words(foot) == "All ¥384,200.00"


def test_without_sums_there_is_no_sum_row() -> None:
    assert "<tfoot>" not in drawn("{% table t %}", t=shops())


def test_an_empty_table_says_why() -> None:
    table = table_of([Column("a", "A")], [], empty_title="No orders", empty_text="Drop a file.")
    assert words(drawn("{% table t %}", t=table)) == "No orders Drop a file."


def test_a_row_of_the_wrong_width_is_refused() -> None:
    with pytest.raises(ValueError, match="2 columns, but a row of 1"):
        table_of([Column("a", "A"), Column("b", "B")], [["x"]])


def test_a_table_sorted_in_the_database_links_its_heads() -> None:
    source = "{% table t %}{% with_query a=1 %}"
    html = drawn(source, path="/?shop=x&page=3", t=shops(sort=Sort("gmv", is_descending=True)))
    assert 'href="?shop=x&amp;sort=gmv"' in html
    assert 'href="?shop=x&amp;sort=-refunds"' in html
    assert 'aria-sort="descending"' in html
    assert "data-sortable" not in html


def test_pages_keep_the_other_filters() -> None:
    page = Paginator(range(100), 10).get_page(2)
    html = drawn("{% pagination page %}", path="/?shop=a&page=2", page=page)
    assert 'href="?shop=a&amp;page=3"' in html
    assert 'aria-current="page">2<' in html


def test_a_shop_filter_keeps_the_other_filters() -> None:
    html = drawn("{% shop_filter shops %}", path="/?shop=b&as_of=x", shops=[("a", "A"), ("b", "B")])
    assert 'name="as_of" value="x"' in html
    assert 'value="b" checked' in html
    assert 'value="a" checked' not in html


def test_a_tile_shows_value_change_and_reason() -> None:
    source = '{% stat "GMV" v unit="money" delta=d direction="up" against="last week" %}'
    assert words(drawn(source, v=Decimal(384200), d=Decimal("-0.061"))) == (
        "GMV ¥384.2K ▼ down 6.1 % bad last week"
    )
    assert 'title="No ads file."' in drawn(
        '{% stat "ROI" v unit="ratio" reason="No ads file." %}', v=None
    )


def test_a_drawer_with_nothing_in_it_is_not_drawn() -> None:
    source = '{% drawer id="help" title="Help" %} {{ v }} {% enddrawer %}'
    assert drawn(source, v="").strip() == ""
    assert 'id="help"' in drawn(source, v="text")


def test_a_chart_carries_its_spec_as_data_and_its_table() -> None:
    spec = {"unit": "money", "option": {"series": [{"name": {"zh": "店", "en": "</script>Shop"}}]}}
    html = drawn("{% chart spec t title='Sales' %}", spec=spec, t=shops())
    assert 'type="application/json"' in html
    assert "</script>Shop" not in html
    assert "店" not in html
    assert "The same as a table" in html


def test_asking_before_posting_carries_the_token_of_the_form() -> None:
    html = drawn('{% confirm "/undo" "Undo" "Undo the import?" %}')
    assert 'method="post" action="/undo"' in html
    assert "csrfmiddlewaretoken" in html


def test_time_is_shown_in_the_zone_of_the_page() -> None:
    at = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)
    assert words(drawn("{{ v|moment }}", v=at)) == "2026-11-23 01:30"
    assert (
        words(drawn("{{ v|day }}", language="zh-hans", v=date(2026, 11, 23))) == "2026-11-23 周一"
    )


def test_ten_thousand_rows_are_drawn_without_the_template_engine() -> None:
    columns = [Column("a", "A"), Column("b", "B", "money"), Column("c", "C", "share")]
    table = table_of(columns, ([f"r{n}", n, Decimal(n) / 10_000] for n in range(10_000)))
    assert drawn("{% table t %}", t=table).count("<tr>") == 10_001


def test_definitions_come_from_the_registry() -> None:
    assert "T/GXDSL" not in drawn('{% definitions "gmv_paid" %}')
    assert words(drawn('{% definitions "gmv_paid" %}', language="zh-hans"))

"""The rows behind a figure or a finding, as tables of a page (9.4)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from luoxuan.analysis.findings import Evidence
from luoxuan.charts.table import Cell, Column, Row, Table, Unit
from luoxuan.check.dashboards import reports, tables, words
from luoxuan.check.dashboards.pages import ReportPage
from luoxuan.foundation.people.platforms import platform_word
from luoxuan.metrics import METRICS, DrillPart, DrillQuestion, MetricQuestion, drill
from luoxuan.warehouse.engine.rows import RowsAsked, RowsFound, rows_of

PAGE = 200
MONEY = {"amount", "spend", "total_value", "direct_value", "unit_price", "list_price"}


@dataclass(frozen=True)
class RowsPage:
    """What the page of rows says: a title, a sentence, the metric's meaning, the rows."""

    title: str
    sentence: str
    tables: tuple[Table, ...]
    meaning: str = ""
    before: str = ""
    after: str = ""


def figure_rows(page: ReportPage, metric: str, query: Mapping[str, Any]) -> RowsPage | None:
    """The rows of a metric of one shop or of all; None where there is no such metric or shop."""
    shop = str(query.get("of", ""))
    allowed = {one.key: one.name for one in page.result.question.shops}
    if metric not in METRICS or (shop and shop not in allowed):
        return None
    offset = max(_whole(query.get("from", "")), 0)
    asked = _drill_question(page, metric, shop, offset)
    with reports.session_of(brand=page.scope.brand, as_of=page.result.question.as_of) as session:
        parts = drill(asked, session)
    look = tables.Look(page.language)
    column = tables.metric_column(metric, look, page.result.question.currency)
    most = max((part.total_rows for part in parts), default=0)
    base = page.drill(metric, shop)
    return RowsPage(
        title=f"{column.label} · {allowed.get(shop, _('All shops'))}",
        sentence=_sentence(parts),
        tables=tuple(_part_table(page, part) for part in parts),
        meaning=column.hint,
        before=_moved(base, offset - PAGE) if offset else "",
        after=_moved(base, offset + PAGE) if offset + PAGE < most else "",
    )


def finding_rows(page: ReportPage, number: int) -> RowsPage | None:
    """The rows that show a finding; None where the report has no finding of that number."""
    findings = page.result.findings
    if number >= len(findings):
        return None
    found = findings[number]
    with reports.session_of(brand=page.scope.brand, as_of=page.result.question.as_of) as session:
        shown = [
            (evidence, rows_of(_evidence_asked(evidence), session)) for evidence in found.evidence
        ]
    return RowsPage(
        title=_("Finding"),
        sentence=found.sentence.text(page.language),
        tables=tuple(_evidence_table(page, evidence, rows) for evidence, rows in shown),
    )


def _drill_question(page: ReportPage, metric: str, shop: str, offset: int) -> DrillQuestion:
    question = page.result.question
    keys = (shop,) if shop else tuple(one.key for one in question.shops)
    asked = MetricQuestion(
        (metric,), page.result.period, shops=keys, currency=question.currency, as_of=question.as_of
    )
    return DrillQuestion(asked, offset=offset, limit=PAGE)


def _sentence(parts: tuple[DrillPart, ...]) -> str:
    said = [
        _("%(rows)s rows of %(table)s add up to %(total)s")
        % {
            "rows": part.total_rows,
            "table": words.table_name(part.table),
            "total": f"{'−' if part.sign < 0 else ''}{_total(part.total)}",
        }
        for part in parts
    ]
    return "; ".join(said) + ("." if said else "")


def _part_table(page: ReportPage, part: DrillPart) -> Table:
    found = RowsFound(part.columns, part.rows, part.total_rows)
    return _table(page, found, caption=words.table_name(part.table), key=f"rows-{part.table}")


def _evidence_asked(evidence: Evidence) -> RowsAsked:
    return RowsAsked(evidence.table, evidence.where, evidence.first, evidence.last, PAGE)


def _evidence_table(page: ReportPage, evidence: Evidence, rows: RowsFound) -> Table:
    return _table(
        page, rows, caption=words.table_name(evidence.table), key=f"evidence-{evidence.table}"
    )


def _table(page: ReportPage, found: RowsFound, *, caption: str, key: str) -> Table:
    shown = [at for at, name in enumerate(found.columns) if name != "file_sha256"]
    names = [found.columns[at] for at in shown]
    rows = tuple(
        Row(tuple(_cell(page, names[n], row[at]) for n, at in enumerate(shown)))
        for row in found.rows
    )
    columns = tuple(Column(name, words.column_name(name), _unit(name, found)) for name in names)
    notes: tuple[str, ...] = ()
    if found.total > len(found.rows):
        numbers = {"shown": len(found.rows), "all": found.total}
        notes = (_("%(shown)s of %(all)s rows are shown.") % numbers,)
    return Table(columns, rows, key=key, caption=caption, notes=notes)


def _cell(page: ReportPage, name: str, value: Any) -> Cell:
    if name == "import_id" and value and page.scope.may("imports.read"):
        parts = {"brand": page.scope.brand.key, "import_id": value}
        return Cell(str(value)[:8], href=reverse("intake:import_page", kwargs=parts))
    if name == "platform" and value:
        return Cell(platform_word(value))
    if name == "shop_key":
        return Cell(tables.shop_names(page.result).get(value, value))
    return Cell(words.value_word(name, value) if isinstance(value, str) else value)


def _unit(name: str, found: RowsFound) -> Unit:
    at = found.columns.index(name)
    kinds = {type(row[at]) for row in found.rows if row[at] is not None}
    if kinds == {datetime}:
        return "time"
    if kinds == {date}:
        return "day"
    if kinds == {Decimal}:
        return "money" if name in MONEY or name.endswith("_amount") else "ratio"
    return "count" if kinds == {int} else "text"


def _total(value: Decimal) -> str:
    """Whole numbers as they are, money with two decimals."""
    return f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"


def _moved(base: str, offset: int) -> str:
    return f"{base}{'&' if '?' in base else '?'}from={max(offset, 0)}"


def _whole(text: str) -> int:
    return int(text) if str(text).isdecimal() else 0

"""The tables of a report: what each row is, what its figures mean, where their rows are (9.4)."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from luoxuan.analysis.daily import COLUMNS, DailyAnswer
from luoxuan.analysis.daily.answer import Cell as AnswerCell
from luoxuan.analysis.daily.answer import ReportRow
from luoxuan.analysis.drivers.answer import DriversAnswer
from luoxuan.charts.table import Cell, Column, Row, Table
from luoxuan.check.dashboards import words
from luoxuan.metrics import METRICS
from luoxuan.metrics.sentences import Language

Trend = tuple[Decimal | int | None, ...]
DrillTo = Callable[[str, str], str]
"""Address of the rows behind a metric of a shop (empty: all shops)."""


@dataclass(frozen=True)
class Look:
    """For whom the tables are made: the language, and where a figure's rows are (nowhere on paper)."""

    language: Language
    drill: DrillTo = lambda _metric, _shop: ""


def metric_column(metric: str, look: Look, currency: str) -> Column:
    """A column of one metric, with its meaning on hover."""
    found = METRICS[metric]
    name, meaning = found.name, found.meaning
    is_chinese = look.language == "zh"
    return Column(
        metric,
        name.zh if is_chinese else name.en,
        found.unit,
        hint=meaning.zh if is_chinese else meaning.en,
        currency=currency,
        direction=found.direction,
    )


def shops_table(answer: DailyAnswer, look: Look) -> Table:
    """One row per shop; the last row is what the metrics say of all, never a sum of the column."""
    currency = answer.question.currency
    trends = trends_of(answer)
    columns = (
        Column("shop", _("Shop")),
        *(metric_column(metric, look, currency) for metric in COLUMNS),
        Column("trend", _("Trend"), "trend"),
    )
    return Table(
        columns,
        tuple(Row(_shop_cells(row, look, trends.get(row.shop, ()))) for row in answer.rows),
        key="report-shops",
        caption=_("Shops"),
        sums=_shop_cells(answer.total, look, trends.get("", ())),
        sums_label=_("All shops"),
        notes=(_("Visitors are distinct per shop and day; they are never added."),),
    )


def changes_table(answer: DailyAnswer, look: Look) -> Table:
    """Paid sales against each comparison, per shop."""
    currency = answer.question.currency
    columns = [
        Column("shop", _("Shop")),
        metric_column("gmv_paid", look, currency),
    ]
    for comparison in answer.comparisons:
        label = comparison.label.text(look.language)
        columns += [
            Column(comparison.key, label, "money", currency=currency, hint=str(comparison.period)),
            Column(f"{comparison.key}-change", _("Change"), "delta", direction="up"),
        ]
    return Table(
        tuple(columns),
        tuple(Row(_change_cells(row, answer, look)) for row in answer.rows),
        key="report-changes",
        caption=_("Against other periods"),
        sums=_change_cells(answer.total, answer, look),
        sums_label=_("All shops"),
    )


def movers_table(moved: DriversAnswer, look: Look, answer: DailyAnswer) -> Table:
    """What moved the figure most, with its share of the whole change; shares add up to exactly 1."""
    currency = answer.question.currency
    names = shop_names(answer)
    columns = (
        Column("member", _("Member")),
        Column("before", _("Before"), "money", currency=currency),
        Column("after", _("After"), "money", currency=currency),
        Column("change", _("Change"), "money", currency=currency),
        Column("share", _("Share of the change"), "share"),
    )
    rows = tuple(
        Row((
            Cell(
                _member(part.state, names.get(part.member, part.label or part.member)),
                note=names.get(part.shop, part.shop) if part.shop != part.member else "",
            ),
            part.before, part.after, part.change, part.share,
        ))
        for part in moved.contributions
    )  # fmt: skip
    sums = ("", moved.before, moved.after, moved.change, "") if moved.change is not None else ()
    return Table(
        columns,
        rows,
        key=f"report-movers-{moved.question.by}",
        caption=_("What moved, %(by)s") % {"by": words.dimension_name(moved.question.by)},
        sums=sums,
        notes=(moved.reason.text(look.language),) if moved.reason else (),
    )


def findings_table(answer: DailyAnswer, look: Look) -> Table:
    """Problems the data show by themselves, the dearest first."""
    columns = (
        Column("finding", _("Finding")),
        Column("shop", _("Shop")),
        Column("about", _("About")),
        Column("since", _("Since"), "day"),
        Column("stake", _("At stake"), "money", currency=answer.question.currency),
    )
    names = shop_names(answer)
    rows = tuple(
        Row((
            found.sentence.text(look.language), names.get(found.shop, found.shop), found.subject,
            found.since, found.weight or None,
        ))
        for found in answer.findings
    )  # fmt: skip
    return Table(columns, rows, key="report-findings", caption=_("Findings"))


def freshness_table(answer: DailyAnswer, look: Look) -> Table:
    """How far each report of each shop reaches, and what is missing."""
    names = shop_names(answer)
    columns = (
        Column("shop", _("Shop")),
        Column("report", _("Report")),
        Column("last", _("Covered to"), "day"),
        Column("missing", _("Days missing"), "count"),
        Column("note", _("Note")),
    )
    rows = tuple(
        Row((
            names.get(row.shop, row.shop), words.report_name(row.report),
            Cell(row.last_day, reason=_("No file yet.")), len(row.missing),
            row.note.text(look.language) if row.note else "",
        ))
        for row in answer.freshness
    )  # fmt: skip
    return Table(columns, rows, key="report-freshness", caption=_("Data freshness and gaps"))


def trends_of(answer: DailyAnswer) -> dict[str, Trend]:
    """Paid sales by day of each shop, and of all under the empty key."""
    return {line.shop: line.values for line in answer.trend if line.metric == "gmv_paid"}


def shop_names(answer: DailyAnswer) -> dict[str, str]:
    """The names of the report's shops by their keys."""
    return {shop.key: shop.name for shop in answer.question.shops}


def _shop_cells(row: ReportRow, look: Look, trend: Trend) -> tuple[Cell, ...]:
    cells = (_figure_cell(row.cells[metric], metric, row.shop, look) for metric in COLUMNS)
    return (Cell(row.name or _("All shops")), *cells, Cell(trend))


def _figure_cell(cell: AnswerCell, metric: str, shop: str, look: Look) -> Cell:
    figure = cell.figure
    return Cell(
        figure.value,
        reason=figure.reason.text(look.language) if figure.reason else "",
        href=look.drill(metric, shop) if figure.value is not None else "",
    )


def _change_cells(row: ReportRow, answer: DailyAnswer, look: Look) -> tuple[Cell, ...]:
    cell = row.cells["gmv_paid"]
    found = [Cell(row.name or _("All shops")), _figure_cell(cell, "gmv_paid", row.shop, look)]
    for comparison in answer.comparisons:
        change = cell.changes.get(comparison.key)
        reason = change.reason.text(look.language) if change and change.reason else ""
        found += [
            Cell(change.before if change else None, reason=reason),
            Cell(change.share if change else None, reason=reason),
        ]
    return tuple(found)


def _member(state: str, label: str) -> str:
    if state == "other":
        return _("Others")
    return label or _("(not named)")


TILES = (
    "gmv_paid",
    "orders_paid",
    "aov",
    "conversion",
    "refund_rate",
    "ad_spend",
    "roi",
    "net_sales",
)
"""The figures on top of the report."""


def tiles(answer: DailyAnswer, look: Look) -> list[dict[str, object]]:
    """The total's figures against the first comparison, for the tiles on top."""
    against = answer.comparisons[0] if answer.comparisons else None
    return [_tile(answer, metric, against.key if against else "", look) for metric in TILES]


def _tile(answer: DailyAnswer, metric: str, key: str, look: Look) -> dict[str, object]:
    cell = answer.total.cells[metric]
    column = metric_column(metric, look, answer.question.currency)
    change = cell.changes.get(key)
    is_share = column.unit == "share"
    return {
        "label": column.label,
        "value": cell.figure.value,
        "unit": column.unit,
        "currency": column.currency,
        "direction": column.direction,
        "reason": cell.figure.reason.text(look.language) if cell.figure.reason else "",
        "delta": (change.difference if is_share else change.share) if change else None,
        "delta_unit": "points" if is_share else "share",
        "delta_reason": change.reason.text(look.language) if change and change.reason else "",
        "href": look.drill(metric, "") if cell.figure.value is not None else "",
        "trend": trends_of(answer).get("", ()) if metric == "gmv_paid" else (),
    }

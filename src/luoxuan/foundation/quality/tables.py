"""The tables and the chart of the pages."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from luoxuan import charts
from luoxuan.charts import Cell, Column, Row, Table
from luoxuan.charts.table import Unit
from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.quality import selectors, words
from luoxuan.foundation.quality.models import RuleCount, TableScore
from luoxuan.foundation.quality.selectors import DayScore
from luoxuan.warehouse.contracts import DIMENSIONS, RULES, BadRows
from luoxuan.warehouse.lake.inspection import TableStatus

MEGA = Decimal(1_000_000)


def scores_table(brand: Brand, scores: Iterable[TableScore]) -> Table:
    """Every table with its share in each dimension, the worst first."""
    columns = (
        Column("table", _("Table")),
        Column("rows", _("Rows"), "count"),
        *(Column(name, str(words.DIMENSION[name]), "share") for name in DIMENSIONS),
        Column("overall", _("Overall"), "share"),
    )
    rows = [
        Row(
            (
                words.table_word(score.table),
                score.rows,
                *(getattr(score, name) for name in DIMENSIONS),
                selectors.overall(score),
            ),
            href=reverse("quality:table", args=[brand.key, score.table]),
        )
        for score in sorted(scores, key=lambda one: selectors.overall(one) or Decimal(1))
    ]
    return Table(
        columns,
        tuple(rows),
        key="quality-scores",
        caption=_("Data quality by table"),
        export_href=reverse("quality:xlsx", args=[brand.key]),
        notes=(_("A share is the promises kept of those that could be asked."),),
    )


def rules_table(brand: Brand, counts: Iterable[RuleCount]) -> Table:
    """The rules of one table; a broken one leads to its rows."""
    columns = (
        Column("rule", _("Promise")),
        Column("dimension", _("Dimension")),
        Column("checked", _("Checked"), "count"),
        Column("bad", _("Broken"), "count"),
        Column("share", _("Kept"), "share"),
        Column("mend", _("How to set it right")),
    )
    return Table(
        columns, tuple(_rule_row(brand, one) for one in counts), key="quality-rules",
        caption=_("Promises of the table"),
    )  # fmt: skip


def _rule_row(brand: Brand, one: RuleCount) -> Row:
    kept = 1 - Decimal(one.bad) / one.checked if one.checked else None
    href = ""
    if one.bad and one.rule in RULES:
        href = reverse("quality:rows", args=[brand.key, one.rule])
    cells = (
        words.rule_word(one.rule), str(words.DIMENSION[one.dimension]), one.checked, one.bad, kept,
        words.mend_word(one.rule) if one.bad else "",
    )  # fmt: skip
    return Row(cells, href=href)


def rows_table(found: BadRows, export_href: str) -> Table:
    """The rows that break a rule."""
    columns = tuple(
        Column(name, words.column_word(name), _unit(cells))
        for name, cells in zip(found.columns, _by_column(found), strict=True)
    )
    rows = tuple(
        Row(tuple(_cell(name, value) for name, value in zip(found.columns, row, strict=True)))
        for row in found.rows
    )
    return Table(
        columns,
        rows,
        key="quality-rows",
        caption=_("Rows that break the promise"),
        export_href=export_href,
    )


def _by_column(found: BadRows) -> Sequence[Sequence[object]]:
    return list(zip(*found.rows, strict=True)) or [()] * len(found.columns)


def _unit(cells: Sequence[object]) -> Unit:
    """How the column reads, by the first value that is there."""
    first = next((cell for cell in cells if cell is not None), None)
    if isinstance(first, datetime):
        return "time"
    if isinstance(first, date):
        return "day"
    return "ratio" if isinstance(first, Decimal) else "text"


def _cell(column: str, value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, date | Decimal):
        return value
    return words.value_word(column, str(value))


def holdings_table(statuses: Iterable[TableStatus]) -> Table:
    """What the warehouse holds."""
    columns = (
        Column("table", _("Table")),
        Column("rows", _("Rows"), "count"),
        Column("files", _("Files"), "count"),
        Column("size", _("Size in MB"), "ratio"),
        Column("version", _("Version"), "count"),
    )
    rows = [
        Row((words.table_word(one.name), one.rows, one.files, Cell(one.bytes / MEGA), one.version))
        for one in statuses
        if not one.name.endswith("_superseded")
    ]
    return Table(columns, tuple(rows), key="holdings", caption=_("What the warehouse holds"))


def trend_table(days: Iterable[DayScore]) -> Table:
    """The means of all tables by day."""
    columns = (
        Column("day", _("Day"), "day"),
        *(Column(name, str(words.DIMENSION[name]), "share") for name in DIMENSIONS),
    )
    found = [(one.day, *(one.shares[name] for name in DIMENSIONS)) for one in days]
    return charts.table_of(columns, found, key="quality-trend")


def trend_chart(days: list[DayScore]) -> charts.Spec | None:
    """One line per dimension; None before the second day."""
    if len(days) < 2:
        return None
    lines = [
        charts.Line(str(words.DIMENSION[name]), tuple(one.shares[name] for one in days))
        for name in DIMENSIONS
    ]
    return charts.line([one.day for one in days], lines, charts.Measure("share"))

"""The tables of findings, causes, actions and effects, for pages and workbooks (12.2, 12.4)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from luoxuan.act.improvements import selectors, words
from luoxuan.act.improvements.models import Action, Effect, Finding, RootCause
from luoxuan.act.improvements.services.records import action_url
from luoxuan.analysis.effect import DayPoint
from luoxuan.charts.table import Cell, Column, Row, Table
from luoxuan.foundation.people import selectors as people

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand


def findings_table(brand: "Brand", findings: Sequence[Finding], export: str = "") -> Table:
    """One row per finding."""
    names = shop_names(brand)
    columns = (
        Column("title", _("Issue")),
        Column("source", _("Seen in")),
        Column("shop", _("Shop")),
        Column("metric", _("Metric")),
        Column("owner", _("Looked after by")),
        Column("state", _("State"), "status"),
        Column("actions", _("Actions closed"), hint=_("Closed of all actions")),
        Column("opened", _("Opened"), "time"),
    )
    return Table(
        columns,
        tuple(_finding_row(brand, one, names) for one in findings),
        key="findings",
        export_href=export,
        empty_title=_("No finding"),
        empty_text=_("Open one from an alert, a figure or a review, or write one down."),
    )


def _finding_row(brand: "Brand", one: Finding, names: dict[str, str]) -> Row:
    counted = f"{getattr(one, 'actions_over', 0)} / {getattr(one, 'actions_all', 0)}"
    cells = (
        one.title,
        one.get_source_display(),
        names.get(one.shop_key, one.shop_key) or _("All shops"),
        words.metric_name(one.metric) if one.metric else "",
        str(one.owner) if one.owner else "",
        Cell(one.get_state_display(), kind=words.FINDING_KINDS[Finding.State(one.state)]),
        counted,
        one.opened_at,
    )
    return Row(cells, href=reverse("improvements:finding", args=[brand.key, one.pk]))


def causes_table(causes: Sequence[RootCause]) -> Table:
    """Every cause with its branch and its chain of whys."""
    columns = (
        Column("branch", _("Branch")),
        Column("cause", _("Cause")),
        Column("whys", _("Why, and why that")),
        Column("root", _("To act on")),
    )
    rows = tuple(
        Row(
            (
                cause.get_branch_display(),
                cause.statement,
                " → ".join(cause.whys),
                _("root cause") if cause.is_root else "",
            )
        )
        for cause in causes
    )
    return Table(columns, rows, key="causes", caption=_("Causes"))


def actions_table(
    brand: "Brand", actions: Sequence[Action], today: date, export: str = ""
) -> Table:
    """One row per action with what it should bring and what it brought."""
    names = shop_names(brand)
    columns = (
        Column("title", _("Action")),
        Column("owner", _("Done by")),
        Column("due", _("In force from"), "day"),
        Column("check", _("Checked on"), "day"),
        Column("state", _("State"), "status"),
        Column("metric", _("Metric")),
        Column("shops", _("Shops")),
        Column("expected", _("Expected a day")),
        Column("measured", _("Measured a day")),
        Column("share", _("Of the expected"), "share"),
        Column("cost", _("What it costs"), "money", currency=brand.currency),
    )
    rows = tuple(_action_row(one, today, names) for one in actions)
    return Table(
        columns, rows, key="actions", export_href=export,
        empty_title=_("No action"), empty_text=_("Open a finding and plan what is done about it."),
    )  # fmt: skip


def _action_row(one: Action, today: date, names: dict[str, str]) -> Row:
    effect = one.closing_effect or selectors.effect_last(one)
    late = selectors.is_late(one, today)
    state = one.get_state_display()
    kind = words.ACTION_KINDS[Action.State(one.state)]
    cells = (
        one.title,
        str(one.owner) if one.owner else "",
        one.due_on,
        one.check_on,
        Cell(_("late: %(state)s") % {"state": state}, kind="bad")
        if late
        else Cell(state, kind=kind),
        words.metric_name(one.metric),
        "、".join(names.get(key, key) for key in one.shops),
        words.expected(one),
        words.amount(one.metric, effect.per_day) if effect else "",
        Cell(effect.share_of_expected if effect else None, reason=_("Not measured yet.")),
        Cell(one.cost, reason=_("No cost was planned.")),
    )
    return Row(cells, href=action_url(one))


def effects_table(action: Action, effects: Sequence[Effect]) -> Table:
    """Every measurement, newest first: none is ever changed."""
    columns = (
        Column("at", _("Measured"), "time"),
        Column("by", _("Measured by")),
        Column("days", _("Days measured")),
        Column("method", _("Measured how")),
        Column("verdict", _("It says"), "status"),
        Column("per_day", _("Effect a day")),
        Column("interval", _("90 % interval")),
        Column("total", _("In total")),
        Column("share", _("Of the expected"), "share"),
        Column("data", _("Data version"), "count"),
    )
    return Table(columns, tuple(_effect_row(action, one) for one in effects), key="effects")


def _effect_row(action: Action, one: Effect) -> Row:
    is_closing = action.closing_effect_id == one.pk
    return Row(
        (
            Cell(one.measured_at, note=_("closed on this") if is_closing else ""),
            str(one.measured_by) if one.measured_by else _("The system"),
            f"{one.first} – {one.last}",
            one.get_method_display(),
            Cell(one.get_verdict_display(), kind=words.VERDICT_KINDS[Effect.Verdict(one.verdict)]),
            words.amount(action.metric, one.per_day),
            words.interval(action.metric, one),
            words.total(action.metric, one.total),
            Cell(one.share_of_expected, reason=_("There is no number.")),
            one.data_version,
        )
    )


def days_table(action: Action, points: Sequence[DayPoint], currency: str) -> Table:
    """The chart's table: what was, what was to be expected, and where a day is to be expected."""
    unit = words.unit(action.metric)
    columns = (
        Column("day", _("Day"), "day"),
        Column("actual", _("Actual"), unit, currency=currency),
        Column("expected", _("Without it"), unit, currency=currency),
        Column("low", _("At least"), unit, currency=currency),
        Column("high", _("At most"), unit, currency=currency),
    )
    rows = (Row((one.day, one.actual, one.expected, one.low, one.high)) for one in points)
    return Table(columns, tuple(rows), key="effect-days")


def shop_names(brand: "Brand") -> dict[str, str]:
    """The register's names by key."""
    return {shop.key: shop.name for shop in people.shops_of(brand)}


def for_file(table: Table, zone: str) -> Table:
    """The same with moments as the brand's clock shows them: a workbook knows no zones."""
    rows = tuple(
        Row(tuple(_on_the_clock(cell, ZoneInfo(zone)) for cell in row.all_cells()))
        for row in table.rows
    )
    return replace(table, rows=rows)


def _on_the_clock(cell: Cell, zone: ZoneInfo) -> Cell:
    if not isinstance(cell.value, datetime):
        return cell
    return replace(cell, value=f"{cell.value.astimezone(zone):%Y-%m-%d %H:%M}")

"""The tables of the targets."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from luoxuan.charts import Cell, Column, Row, Table
from luoxuan.plan.targets import words
from luoxuan.plan.targets.models import BenchmarkFigure, Resplit
from luoxuan.plan.targets.planned import Planned
from luoxuan.plan.targets.smart import SmartFinding
from luoxuan.plan.targets.standing import NodeStanding


def standing_table(rows: Iterable[NodeStanding], brand_key: str) -> Table:
    """Each node with target, actual, due, pace and landing, for a file; amounts of their own units as text where units differ."""
    columns = (
        Column("node", _("Target node")), Column("level", _("Level")), Column("unit", _("Unit")),
        Column("target", _("Target"), "ratio"), Column("actual", _("Actual"), "ratio"),
        Column("due", _("Due by now"), "ratio"), Column("pace", _("Pace"), "share"),
        Column("landing", _("Landing"), "ratio"), Column("low", _("At least"), "ratio"),
        Column("high", _("At most"), "ratio"), Column("note", _("Note")),
    )  # fmt: skip
    made = [
        Row(
            (
                "　" * one.depth + one.node.title, one.node.get_level_display(),
                str(words.UNITS.get(one.node.unit, one.node.unit)), one.target, one.actual,
                one.due, one.pace, one.landing, one.landing_low, one.landing_high,
                one.reason.text(words.language()) if one.reason else "",
            ),
            href=reverse("targets:node", args=[brand_key, one.node.pk]),
        )
        for one in rows
    ]  # fmt: skip
    return Table(columns, tuple(made), key="targets-standing", caption=_("Targets and actuals"))


def grid_table(planned: Planned) -> Table:
    """Nodes by months, as the import reads it back: the first column is the node's number."""
    columns = (
        Column("id", _("Number"), "count"), Column("node", _("Target node")),
        Column("unit", _("Unit")),
        *(Column(f"{m:%m}", f"{m:%Y-%m}", "ratio") for m in planned.tree.months()),
        Column("year", str(planned.tree.year), "ratio"),
    )  # fmt: skip
    rows = [
        Row(
            (
                node.pk, "　" * depth + node.title, str(words.UNITS.get(node.unit, node.unit)),
                *(planned.target(node, month) for month in planned.tree.months()),
                planned.year(node),
            )
        )
        for node, depth in planned.walk()
    ]  # fmt: skip
    return Table(columns, tuple(rows), key="targets-grid", caption=_("Targets by month"))


def benchmark_table(figures: Iterable[BenchmarkFigure]) -> Table:
    """What the trade reaches."""
    columns = (
        Column("metric", _("Metric")), Column("value", _("Value"), "ratio"),
        Column("year", _("Year")), Column("scope", _("Of whom")), Column("source", _("Source")),
    )  # fmt: skip
    rows = [
        Row(
            (
                words.metric_word(one.metric), one.value, str(one.year), one.scope,
                Cell(one.source, href=one.source_url),
            )
        )
        for one in figures
    ]  # fmt: skip
    return Table(columns, tuple(rows), key="benchmarks", caption=_("Benchmarks"))


def smart_table(findings: Iterable[SmartFinding]) -> Table:
    """The five letters of a node."""
    columns = (
        Column("letter", _("SMART")), Column("state", _("State"), "status"),
        Column("why", _("What was measured")),
    )  # fmt: skip
    rows = [
        Row(
            (
                str(words.LETTERS[one.letter]),
                Cell(str(words.SMART_STATES[one.state]), kind=words.SMART_LOOKS[one.state]),
                one.sentence.text(words.language()),
            )
        )
        for one in findings
    ]
    return Table(columns, tuple(rows), key="smart", caption=_("SMART check"))


def resplit_table(rows: Iterable[Resplit], unit: str) -> Table:
    """Every re-split of a node: month, before, after."""
    columns = (
        Column("when", _("When"), "time"), Column("who", _("Who")), Column("reason", _("Reason")),
        Column("month", _("Month")), Column("before", _("Target before"), unit),  # type: ignore[arg-type]
        Column("after", _("Target after"), unit),  # type: ignore[arg-type]
    )  # fmt: skip
    made = [
        Row((
            one.happened_at, str(one.actor or _("the system")), one.reason, month,
            _number(one.before, month), _number(one.after, month),
        ))
        for one in rows
        for month in sorted({*one.before, *one.after})
    ]  # fmt: skip
    return Table(columns, tuple(made), key="resplits", caption=_("Re-splits"))


def _number(told: Mapping[str, str], month: str) -> Decimal | None:
    return Decimal(told[month]) if month in told else None


def months_table(planned: Planned, node_id: int, actuals: Mapping[date, Decimal | None]) -> Table:
    """A node's months: target, actual where the month is over, basis."""
    node = planned.node(node_id)
    unit = words.unit_of(node) if node else "ratio"
    columns = (
        Column("month", _("Month")), Column("target", _("Target"), unit),  # type: ignore[arg-type]
        Column("below", _("From below"), unit),  # type: ignore[arg-type]
        Column("actual", _("Actual"), unit),  # type: ignore[arg-type]
        Column("basis", _("Rests on")), Column("state", _("State")),
    )  # fmt: skip
    rows = []
    for month in planned.tree.months() if node else ():
        value = planned.values.get((node_id, month))
        state = _("closed") if value and value.is_closed else ""
        basis = words.kind_word(value.basis.get("kind", "")) if value else ""
        rows.append(Row((
            f"{month:%Y-%m}", planned.target(node, month),  # type: ignore[arg-type]
            planned.from_children(node, month),  # type: ignore[arg-type]
            actuals.get(month), basis, state,
        )))  # fmt: skip
    return Table(columns, tuple(rows), key="node-months", caption=_("Months"))

"""The tables of loops, for pages and the workbook (12.8)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from luoxuan.act.improvements.words import metric_name, unit
from luoxuan.act.loop.stations import KEYS, NAMES, Loop, Way
from luoxuan.charts.table import Cell, Column, Row, Table, Unit

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand


def level_word(level: str) -> str:
    """What kind of goal it is."""
    words = {
        "objective": _("Objective"),
        "company": _("Company"),
        "channel": _("Channel"),
        "shop": _("Shop"),
    }
    return words.get(level, level)


def address(way: Way | None) -> str:
    """The page's address; empty where there is none to go to."""
    if way is None:
        return ""
    base = reverse(way.name, args=way.args)
    return f"{base}?{way.query}" if way.query else base


def loops_table(brand: "Brand", loops: Sequence[Loop], export: str = "") -> Table:
    """One row per goal, one column per station, and what is missing."""
    columns = (
        Column("goal", _("Goal")),
        Column("level", _("Level")),
        Column("metric", _("Metric")),
        *(Column(key, str(NAMES[key]), "status") for key in KEYS),
        Column("missing", _("What is missing")),
    )
    return Table(
        columns,
        tuple(_row(brand, loop) for loop in loops),
        key="loops",
        export_href=export,
        empty_title=_("No goal of this year is approved"),
        empty_text=_("Set targets and have them approved, or put an objective into force."),
    )


def _row(brand: "Brand", loop: Loop) -> Row:
    gap = loop.first_gap
    missing = Cell(gap.missing, href=address(gap.way)) if gap else Cell(_("The loop is closed."))
    cells = (
        loop.title,
        level_word(loop.level),
        metric_name(loop.metric) if loop.metric else "",
        *(Cell(station.word, kind=station.kind) for station in loop.stations),
        missing,
    )
    return Row(cells, href=reverse("loop:loop", args=[brand.key, loop.kind, loop.goal_id]))


def stations_table(loop: Loop) -> Table:
    """The drawing's table: each station, its state, what is there, what is missing."""
    columns = (
        Column("station", _("Station")),
        Column("state", _("How it stands"), "status"),
        Column("facts", _("What is there")),
        Column("missing", _("What is missing")),
    )
    rows = tuple(
        Row(
            (
                f"{at} {one.name}",
                Cell(one.word, kind=one.kind),
                "；".join(fact.text for fact in one.facts),
                one.missing,
            )
        )
        for at, one in enumerate(loop.stations, 1)
    )
    return Table(columns, rows, key="loop-stations", caption=_("Stations"))


def months_table(loop: Loop, currency: str) -> Table:
    """Target and actual of every month that is over, and whether it was reviewed."""
    kind = unit(loop.metric) if loop.metric else _unit(loop.unit)
    columns = (
        Column("month", _("Month")),
        Column("target", _("Target"), kind, currency=currency),
        Column("actual", _("Actual"), kind, currency=currency),
        Column("reached", _("Reached"), "status"),
        Column("review", _("Review held"), "status"),
    )
    rows = tuple(
        Row(
            (
                f"{row.month:%Y-%m}",
                Cell(row.target, reason=_("No target is set.")),
                Cell(row.actual, reason=_("The data do not say.")),
                _reached(row.is_missed),
                Cell(_("held"), kind="good")
                if row.is_reviewed
                else Cell(_("not held"), kind="warning"),
            )
        )
        for row in loop.months
    )
    return Table(columns, rows, key="loop-months", caption=_("Months"))


def _reached(is_missed: bool | None) -> Cell:
    if is_missed is None:
        return Cell(_("not known"))
    return Cell(_("missed"), kind="bad") if is_missed else Cell(_("reached"), kind="good")


def _unit(name: str) -> Unit:
    known: dict[str, Unit] = {"money": "money", "count": "count", "share": "share"}
    return known.get(name, "ratio")

"""The days of a miss as a chart with its table (12.2)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from luoxuan import charts
from luoxuan.charts import Column, Table
from luoxuan.check.reviews.tables import number


@dataclass(frozen=True)
class Drawing:
    """A chart: its title, its specification and the table beside it."""

    title: str
    spec: charts.Spec
    table: Table


def days(row: dict[str, Any], currency: str) -> Drawing | None:
    """Goal and actual by day; None where the gap has no days."""
    found = [(date.fromisoformat(day), number(goal), number(now)) for day, goal, now in row["days"]]
    if not found:
        return None
    unit: charts.frame.Unit = "money" if row["node"]["unit"] == "money" else "count"
    goal = charts.Line(_("Goal"), tuple(one for _d, one, _n in found), is_reference=True)
    actual = charts.Line(_("Actual"), tuple(one for _d, _g, one in found))
    measure = charts.Measure(unit, currency)
    spec = charts.line([day for day, _g, _n in found], [goal, actual], measure)
    columns = (
        Column("day", _("Day"), "day"),
        Column("goal", _("Goal"), unit, currency=currency),
        Column("actual", _("Actual"), unit, currency=currency),
    )
    table = charts.table_of(columns, found, key="review-days")
    return Drawing(_("Goal and actual by day"), spec, table)

"""The year's months as a chart: planned, spent, expected."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from luoxuan import charts
from luoxuan.charts.frame import Line
from luoxuan.charts.table import Column, Table, table_of
from luoxuan.plan.budgets.room import ZERO
from luoxuan.plan.budgets.selectors import BudgetStanding


def months_chart(standing: BudgetStanding) -> tuple[charts.Spec, Table]:
    """Three lines over twelve months, with their table."""
    year, currency = standing.budget.year, standing.budget.brand.currency
    days = [date(year, month, 1) for month in range(1, 13)]
    planned = [_sum(one.room.month(m).ceiling for one in standing.lines) for m in range(1, 13)]
    forecast = [_sum(one.months[m - 1].amount for one in standing.lines) for m in range(1, 13)]
    actual = [
        _sum(one.room.month(m).actual for one in standing.lines)
        if date(year, m, 1) <= standing.day
        else None
        for m in range(1, 13)
    ]
    series: tuple[tuple[str, Sequence[Decimal | None]], ...] = (
        (_("Budgeted"), planned),
        (_("Spent"), actual),
        (_("Forecast"), forecast),
    )
    drawn = [
        Line(name, tuple(values), is_reference=n == 0) for n, (name, values) in enumerate(series)
    ]
    spec = _by_month(charts.line(days, drawn, charts.Measure("money", currency)), days)
    columns = [Column("month", _("Month"))]
    columns += [
        Column(f"s{n}", name, "money", currency=currency) for n, (name, _v) in enumerate(series)
    ]
    rows = ((f"{day:%Y-%m}", planned[n], actual[n], forecast[n]) for n, day in enumerate(days))
    return spec, table_of(columns, rows, key="budget-chart", caption=_("By month"))


def _by_month(spec: charts.Spec, days: list[date]) -> charts.Spec:
    """The chart of days with months below it; a festival is no month."""
    spec["axis"] = "month"
    spec["option"]["xAxis"]["data"] = [f"{day:%Y-%m}" for day in days]
    spec["option"]["series"][0].pop("markLine", None)
    return spec


def _sum(values: Iterable[Decimal]) -> Decimal:
    return sum(values, ZERO)

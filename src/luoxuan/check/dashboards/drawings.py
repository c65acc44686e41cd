"""The charts of a report, each with its table (9.4)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from luoxuan import charts
from luoxuan.analysis.daily import DailyAnswer
from luoxuan.analysis.daily.answer import Series
from luoxuan.analysis.drivers.answer import DriversAnswer
from luoxuan.charts import Column, Table
from luoxuan.check.dashboards import tables

DayLink = Callable[[date], str]


@dataclass(frozen=True)
class Drawing:
    """A chart: its title, its specification and the table beside it."""

    title: str
    spec: charts.Spec
    table: Table


def drawings(answer: DailyAnswer, look: tables.Look, link: DayLink) -> list[Drawing]:
    """The trend of paid sales, and what moved it by shop."""
    found = [trend(answer, link)] if answer.trend else []
    by_shop = next((m for m in answer.movers if m.question.by == "shop" and m.contributions), None)
    if by_shop is not None and by_shop.before is not None and by_shop.after is not None:
        found.append(moved(by_shop, answer, look))
    return found


def trend(answer: DailyAnswer, link: DayLink) -> Drawing:
    """Paid sales by day, one line per shop while they can be told apart; the table has them all."""
    names = {shop.key: shop.name for shop in answer.question.shops}
    metric = answer.trend[0].metric
    series = [one for one in answer.trend if one.metric == metric]
    shops = [one for one in series if one.shop] or series
    days = series[0].days
    drawn, left_out = charts.leading([_line(one, names, link) for one in shops])
    measure = charts.Measure("money", answer.question.currency)
    columns = [Column("day", _("Day"), "day")]
    columns += [
        Column(one.shop or "all", _name(one, names), "money", currency=answer.question.currency)
        for one in series
    ]
    rows = ((day, *(one.values[at] for one in series)) for at, day in enumerate(days))
    notes = (_("%(n)s more shops are in the table.") % {"n": left_out},) if left_out else ()
    table = charts.table_of(columns, rows, key="report-trend", notes=notes)
    return Drawing(_("Paid sales by day"), charts.line(days, drawn, measure), table)


def moved(answer: DriversAnswer, report: DailyAnswer, look: tables.Look) -> Drawing:
    """From the period before to this one, a step per shop."""
    names = {shop.key: shop.name for shop in report.question.shops}
    steps = [
        charts.Bar(
            _("Others") if part.state == "other" else names.get(part.member, part.member),
            part.change,
        )
        for part in answer.contributions
    ]
    ends = charts.Ends(
        answer.before or 0, answer.after or 0, _("Before"), str(report.question.period)
    )
    measure = charts.Measure("money", report.question.currency)
    spec = charts.waterfall(ends, steps, measure)
    table = tables.movers_table(answer, look, report)
    return Drawing(_("What moved paid sales, by shop"), spec, table)


def _line(one: Series, names: dict[str, str], link: DayLink) -> charts.Line:
    return charts.Line(_name(one, names), one.values, tuple(link(day) for day in one.days))


def _name(one: Series, names: dict[str, str]) -> str:
    return names.get(one.shop, one.shop) if one.shop else _("All shops")

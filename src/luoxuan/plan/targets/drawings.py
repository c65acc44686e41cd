"""The month of a node as a chart: what came, what is due, where it lands."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from django.utils.translation import gettext as _

from luoxuan import charts
from luoxuan.charts import Column, Table
from luoxuan.metrics.period import month_of
from luoxuan.plan.targets import words
from luoxuan.plan.targets.standing import NodeStanding


@dataclass(frozen=True)
class Drawing:
    """A chart: its title, its specification and the table beside it."""

    title: str
    spec: charts.Spec
    table: Table


def month_drawing(one: NodeStanding, currency: str) -> Drawing | None:
    """Cumulated actual against the target's curve, and the landing's band; None where nothing can be drawn."""
    days = list(month_of(one.month).days())
    curve: list[Decimal | None] = list(one.curve) or [None] * len(days)
    came: list[Decimal | None] = [*one.daily, *[None] * (len(days) - len(one.daily))]
    if not one.curve and not one.daily:
        return None
    lands: list[list[Decimal | None]] = [[None] * len(days) for _end in range(3)]
    if one.node.is_additive:
        curve = list(accumulate(one.curve)) or curve
        came = [*accumulate(value or Decimal(0) for value in one.daily)]
        lands = [
            _towards(one, end, len(days))
            for end in (one.landing, one.landing_low, one.landing_high)
        ]
        came += [None] * (len(days) - len(came))
    names = (_("Actual"), _("Target"), _("Landing"), _("At least"), _("At most"))
    values = (came, curve, *lands)
    lines = [
        charts.Line(name, tuple(found), is_reference=n > 0)
        for n, (name, found) in enumerate(zip(names, values, strict=True))
        if any(value is not None for value in found)
    ]
    unit = words.unit_of(one.node)
    spec = charts.line(days, lines, charts.Measure(unit, currency))  # type: ignore[arg-type]
    columns = [Column("day", _("Day"), "day")]
    columns += [Column(f"c{n}", name, unit, currency=currency) for n, name in enumerate(names)]  # type: ignore[arg-type]
    rows = zip(days, *values, strict=True)
    return Drawing(_("The month, added up"), spec, charts.table_of(columns, rows, key="node-month"))


def _towards(one: NodeStanding, end: Decimal | None, length: int) -> list[Decimal | None]:
    """From what came to the landing, in the shape of the days that are left."""
    done = len(one.daily)
    if end is None or one.actual is None or not done or done >= length:
        return [None] * length
    left = list(one.curve[done:]) if any(one.curve[done:]) else [Decimal(1)] * (length - done)
    whole = sum(left, Decimal(0))
    grown = (part / whole for part in accumulate(left))
    rest = [one.actual + (end - one.actual) * part for part in grown]
    return [*[None] * (done - 1), one.actual, *(value.quantize(Decimal("0.01")) for value in rest)]

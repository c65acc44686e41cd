"""What the brand could expect of each month before the year began: level, growth and the calendar, no planted incident."""

from datetime import date, timedelta
from decimal import Decimal

from luoxuan.cli.demo_year.cast import Cast, month_last
from luoxuan.demo.brand import SHOPS
from luoxuan.demo.window import demand
from luoxuan.foundation.intake import selectors as intake
from luoxuan.metrics import MetricQuestion, Period, measure
from luoxuan.warehouse.engine import open_session

ATTAINABLE = 0.97
ROUND = 100


def monthly_targets(cast: Cast) -> dict[str, dict[date, Decimal]]:
    """GMV to aim at, by shop and first day of the month: 97 % of what is expected, in whole hundreds."""
    levels = _levels(cast)
    months = [date(cast.year, month, 1) for month in range(1, 13)]
    return {
        shop.key: {month: _month(cast, shop.key, levels[shop.key], month) for month in months}
        for shop in SHOPS
    }


def _month(cast: Cast, shop: str, level: float, first: date) -> Decimal:
    days = (month_last(first) - first).days + 1
    total = sum(_shape(cast, shop, first + timedelta(days=n)) for n in range(days))
    return Decimal(round(level * total * ATTAINABLE / ROUND) * ROUND)


def _levels(cast: Cast) -> dict[str, float]:
    """GMV of an ordinary day in the middle of the window, the planted incidents taken out."""
    window, incidents = cast.window, cast.incidents
    question = MetricQuestion(("gmv_paid",), Period(window.first, window.last), by=("shop",))
    with open_session(intake.snapshot(cast.brand)) as session:
        answer = measure(question, session)
    levels = {}
    for shop in SHOPS:
        shape = sum(
            _shape(cast, shop.key, window.day(n)) * incidents.orders_share(shop.key, n)
            for n in range(window.length)
        )
        levels[shop.key] = float(answer.figure("gmv_paid", shop.key).value or 0) / shape
    return levels


def _shape(cast: Cast, shop: str, day: date) -> float:
    """How busy the day is against an ordinary one in the middle of the window."""
    growth = next(each.growth for each in SHOPS if each.key == shop)
    at = (day - cast.window.first).days / cast.window.length - 0.5
    return float(growth**at) * demand(day)

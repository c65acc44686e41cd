"""Own figures as evidence: what they are at present, and the way to their rows (6.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse

from luoxuan.foundation.intake import selectors as intake
from luoxuan.metrics import Figure, MetricQuestion, Period, measure
from luoxuan.metrics.scope import NOBODY
from luoxuan.warehouse.engine import open_session

if TYPE_CHECKING:
    from luoxuan.foundation.people.access import Scope
    from luoxuan.foundation.people.models import Brand
    from luoxuan.warehouse.engine import Session

OWN_PRICE_DAYS = 30
WEEK = 7


@dataclass(frozen=True)
class FigureAsked:
    """A metric of a shop, or of all that may be seen, over some days."""

    metric: str
    first: date
    last: date
    shop_key: str = ""


def figures_now(scope: "Scope", asked: Iterable[FigureAsked]) -> dict[FigureAsked, Figure]:
    """The present value of each, of the shops that may be seen; without the right to read figures, none."""
    wanted = list(dict.fromkeys(asked))
    if not wanted or not scope.may("reports.read"):
        return {}
    found: dict[FigureAsked, Figure] = {}
    with open_session(intake.snapshot(scope.brand)) as session:
        for one in wanted:
            if not one.shop_key or scope.sees_shop(one.shop_key):
                found[one] = _figure(scope, one, session)
    return found


def drill_href(brand: "Brand", asked: FigureAsked) -> str:
    """The page of the rows where the days are one day, week or month; of the month of the last day else."""
    report, when = "monthly", f"{asked.last:%Y-%m}"
    days = (asked.last - asked.first).days + 1
    if days == 1:
        report, when = "daily", asked.first.isoformat()
    elif days == WEEK and asked.first.isoweekday() == 1:
        year, week, _weekday = asked.first.isocalendar()
        report, when = "weekly", f"{year}-W{week:02d}"
    base = reverse("dashboards:figure", args=[brand.key, report, when, asked.metric])
    return f"{base}?of={asked.shop_key}" if asked.shop_key else base


def own_prices(scope: "Scope", products: Iterable[str], last: date) -> dict[str, Decimal]:
    """What buyers paid per piece of each product in the thirty days up to `last`; no entry where nothing was sold."""
    wanted = tuple(sorted({product for product in products if product}))
    if not wanted or not scope.may("reports.read"):
        return {}
    question = MetricQuestion(
        metrics=("gmv_paid", "units"),
        period=Period(last - timedelta(days=OWN_PRICE_DAYS - 1), last),
        by=("product",),
        shops=_shops(scope, ""),
        products=wanted,
        currency=scope.brand.currency,
    )
    with open_session(intake.snapshot(scope.brand)) as session:
        answer = measure(question, session)
    amounts = {(figure.metric, figure.members): figure.value for figure in answer.figures}
    members = {figure.members for figure in answer.figures}
    return {
        one[0]: (Decimal(paid) / Decimal(units)).quantize(Decimal("0.01"))
        for one in members
        if (paid := amounts.get(("gmv_paid", one))) and (units := amounts.get(("units", one)))
    }


def _figure(scope: "Scope", one: FigureAsked, session: "Session") -> Figure:
    question = MetricQuestion(
        metrics=(one.metric,),
        period=Period(one.first, one.last),
        shops=_shops(scope, one.shop_key),
        currency=scope.brand.currency,
    )
    return measure(question, session).figures[0]


def _shops(scope: "Scope", shop_key: str) -> tuple[str, ...]:
    if shop_key:
        return (shop_key,)
    return () if scope.shop_keys is None else tuple(sorted(scope.shop_keys)) or NOBODY

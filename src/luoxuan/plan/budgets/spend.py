"""Which ad spend of the data belongs to which line: campaign, else shop, else platform, else the brand's line (11.10)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from luoxuan.metrics import MetricQuestion, Period, measure
from luoxuan.plan.budgets.models import BudgetActual, BudgetLine
from luoxuan.plan.budgets.room import ZERO

if TYPE_CHECKING:
    from luoxuan.warehouse.engine import Session

METRICS = ("ad_spend", "ad_attributed_value")
Place = tuple[str, str, int]
"""Shop, campaign, month."""


@dataclass(frozen=True)
class Spent:
    """Ad spend and attributed value of a campaign of a shop in a month."""

    shop: str
    campaign: str
    month: int
    spend: Decimal
    value: Decimal | None


@dataclass(frozen=True)
class Measured:
    """Ad spend by line, and what no line covers."""

    actuals: tuple[BudgetActual, ...]
    unplanned: tuple[Spent, ...]


def actuals_measured(
    lines: Sequence[BudgetLine],
    session: "Session",
    *,
    currency: str = "CNY",
    platforms: dict[str, str] | None = None,
    year: int | None = None,
) -> Measured:
    """Ad spend of the lines' year, matched; `platforms` says each shop's platform. Rows are not saved."""
    if not lines and year is None:
        return Measured((), ())
    spent = spent_in(year or lines[0].budget.year, session, currency)
    return matched(lines, spent, platforms or {})


def spent_in(year: int, session: "Session", currency: str = "CNY") -> list[Spent]:
    """Every campaign of every shop in every month; what a shop spent beyond its campaigns has an empty campaign."""
    period = Period(date(year, 1, 1), date(year, 12, 31))
    whole = _cells(session, period, ("shop", "month"), currency)
    parts = _cells(session, period, ("shop", "campaign", "month"), currency)
    rest = {(shop, month): dict(found) for (shop, _campaign, month), found in whole.items()}
    for (shop, _campaign, month), found in parts.items():
        for metric, amount in found.items():
            left = rest.setdefault((shop, month), {})
            left[metric] = left.get(metric, ZERO) - amount
    for (shop, month), found in rest.items():
        if any(found.values()):
            parts[shop, "", month] = _added(parts.get((shop, "", month), {}), found)
    return [
        Spent(*place, found.get("ad_spend", ZERO), found.get("ad_attributed_value"))
        for place, found in sorted(parts.items())
        if found.get("ad_spend") or found.get("ad_attributed_value")
    ]


def matched(
    lines: Iterable[BudgetLine], spent: Iterable[Spent], platforms: dict[str, str]
) -> Measured:
    """Each cell goes to the nearest line; what none covers is unplanned."""
    ads = {
        (line.channel, line.shop_key, line.campaign_id): line
        for line in lines
        if line.is_advertising
    }
    sums: dict[tuple[int, int], list[Spent]] = defaultdict(list)
    unplanned: list[Spent] = []
    for one in spent:
        line = _line_for(ads, one, platforms.get(one.shop, ""))
        if line is not None:
            sums[line.pk, one.month].append(one)
        elif one.spend:
            unplanned.append(one)
    return Measured(
        tuple(_actual(at, found) for at, found in sorted(sums.items())), tuple(unplanned)
    )


def _line_for(
    ads: dict[tuple[str, str, str], BudgetLine], spent: Spent, platform: str
) -> BudgetLine | None:
    places = [("", spent.shop, ""), (platform, "", ""), ("", "", "")]
    if spent.campaign:
        places = [("", spent.shop, spent.campaign), ("", "", spent.campaign), *places]
    return next((ads[place] for place in places if place in ads), None)


def _actual(at: tuple[int, int], found: list[Spent]) -> BudgetActual:
    values = [one.value for one in found if one.value is not None]
    return BudgetActual(
        line_id=at[0],
        month=at[1],
        spend=sum((one.spend for one in found), ZERO),
        value=sum(values, ZERO) if values else None,
    )


def _cells(
    session: "Session", period: Period, by: tuple[str, ...], currency: str
) -> dict[Place, dict[str, Decimal]]:
    question = MetricQuestion(METRICS, period, by=by, currency=currency)  # type: ignore[arg-type]
    found: dict[Place, dict[str, Decimal]] = defaultdict(dict)
    for figure in measure(question, session).figures:
        if figure.value is not None:
            shop, *campaign, month = figure.members
            place = (shop, campaign[0] if campaign else "", int(month[5:7]))
            found[place][figure.metric] = Decimal(figure.value)
    return found


def _added(one: dict[str, Decimal], other: dict[str, Decimal]) -> dict[str, Decimal]:
    return {name: one.get(name, ZERO) + other.get(name, ZERO) for name in one.keys() | other.keys()}

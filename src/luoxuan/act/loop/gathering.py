"""Everything the loops of a year are judged from, read once (12.8)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from luoxuan.act.improvements import selectors as improvements
from luoxuan.check.reviews import selectors as reviews
from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.people import selectors as people
from luoxuan.metrics.period import month_of
from luoxuan.plan.calendar import selectors as calendar
from luoxuan.plan.programmes import selectors as programmes
from luoxuan.plan.strategy import selectors as strategy
from luoxuan.plan.targets import selectors as targets
from luoxuan.plan.targets.actuals import closed_months
from luoxuan.warehouse import engine

if TYPE_CHECKING:
    from luoxuan.act.improvements.models import Action, Finding
    from luoxuan.foundation.people.models import Brand
    from luoxuan.metrics.scope import Session
    from luoxuan.plan.calendar.models import CalendarEntry
    from luoxuan.plan.strategy.models import Objective
    from luoxuan.plan.targets.models import Resplit, TargetNode
    from luoxuan.plan.targets.planned import Planned

Actuals = Mapping[int, Mapping[date, Decimal | None]]
HELD = ("held", "frozen")
MOST_KEPT = 16
_kept: dict[tuple[int, int, int, date], Actuals] = {}
"""What closed months came to, by brand, version of the data, tree and month: they are asked for on every page."""


@dataclass(frozen=True)
class Year:
    """A brand's year up to a day."""

    brand: "Brand"
    year: int
    day: date
    planned: "Planned | None"
    approved_at: datetime | None
    actuals: Actuals
    resplits: "tuple[Resplit, ...]"
    entries: "tuple[CalendarEntry, ...]"
    actions: "tuple[Action, ...]"
    findings: "tuple[Finding, ...]"
    reviewed: frozenset[date]
    """First days of the months whose review was held."""
    plans: frozenset[date]
    """First days of the months that have an approved plan."""
    objectives: "tuple[Objective, ...]"
    platforms: Mapping[str, str] = field(default_factory=dict)

    @property
    def months(self) -> tuple[date, ...]:
        """First days of the year's months that are over."""
        found = [date(self.year, month, 1) for month in range(1, 13)]
        return tuple(month for month in found if month_of(month).last < self.day)

    @property
    def next_month(self) -> date:
        """The month after the last one that is over: the one that has to be planned by now."""
        last = self.months[-1] if self.months else date(self.year - 1, 12, 1)
        return month_of(last).last + timedelta(days=1)

    def shops(self, node: "TargetNode") -> frozenset[str]:
        """The shops a goal speaks of; empty: all."""
        return frozenset(targets.shops_of_node(node, dict(self.platforms)))


def year_of(brand: "Brand", year: int, day: date, session: "Session | None" = None) -> Year:
    """Everything of the year; without a session the brand's data are opened where they are needed."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    tree = targets.tree_approved(brand, year)
    planned = targets.planned_of(tree) if tree else None
    return Year(
        brand=brand,
        year=year,
        day=day,
        planned=planned,
        approved_at=tree.approved_at if tree else None,
        actuals=_actuals(planned, min(day, last + timedelta(days=1)), session),
        resplits=tuple(targets.resplits_of(tree)) if tree else (),
        entries=tuple(e for e in calendar.entries_between(brand, first, last) if e.is_live),
        actions=tuple(improvements.actions_between(brand, first, last)),
        findings=tuple(improvements.findings_between(brand, first, last)),
        reviewed=frozenset(
            row.first for row in reviews.reviews_of(brand, "month") if row.state in HELD
        ),
        plans=_plans(brand, first, last + timedelta(days=1)),
        objectives=tuple(strategy.objectives_on(brand, first, last)),
        platforms={shop.key: shop.platform for shop in people.shops_of(brand)},
    )


def _plans(brand: "Brand", first: date, last: date) -> frozenset[date]:
    timing = programmes.months_on_time(brand, first, last)
    return frozenset(row.month for row in timing.months if row.approved_at is not None)


def _actuals(planned: "Planned | None", day: date, session: "Session | None") -> Actuals:
    """What every node came to in the months before the day's, kept per version of the data."""
    if planned is None:
        return {}
    first = day.replace(day=1)
    brand = planned.tree.brand
    catalogue = intake.catalogue_last(brand)
    if session is not None:
        return closed_months(planned, first, session)
    if catalogue is None:
        return {}
    key = (brand.pk, catalogue.seq, planned.tree.pk, first)
    if key not in _kept:
        with engine.open_session(intake.snapshot(brand), many_questions=True) as opened:
            found = closed_months(planned, first, opened)
        while len(_kept) >= MOST_KEPT:
            _kept.pop(next(iter(_kept)))
        _kept[key] = found
    return _kept[key]

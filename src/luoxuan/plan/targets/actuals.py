"""What nodes came to: measured by the registry, computed where the node is a formula (6.6)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.people import selectors as people
from luoxuan.metrics import METRICS, MetricQuestion, Period, measure
from luoxuan.metrics.coverage import Covered, covered
from luoxuan.metrics.measure import reports_of
from luoxuan.metrics.period import month_of
from luoxuan.metrics.reasons import NO_SHOP
from luoxuan.metrics.scope import Scope, Session
from luoxuan.metrics.sentences import Sentence, Template
from luoxuan.plan.targets import formulas, selectors
from luoxuan.plan.targets.models import TargetNode
from luoxuan.plan.targets.planned import Planned
from luoxuan.warehouse import engine

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand

CHILD_UNKNOWN = Template(
    "target_child_unknown",
    en="“{title}”, which it is computed from, is not known.",
    zh="计算所依据的“{title}”没有数据。",
)
NOT_IN_VERSION = Template(
    "target_metric_not_there",
    en="This version has no figure {metric}.",
    zh="本版本还没有指标 {metric}。",
)
NOT_COMPUTED = Template(
    "target_not_computed",
    en="It has neither a figure nor children to compute it from.",
    zh="既没有对应指标，也没有可供计算的下级。",
)


@dataclass(frozen=True)
class Actual:
    """A number or why there is none; a reason beside a number is a warning."""

    value: Decimal | None
    reason: Sentence | None = None


@dataclass
class Measured:
    """Figures of one period by shops and metric; each group of shops is asked once."""

    session: Session
    currency: str
    platforms: Mapping[str, str]
    coverage: dict[Period, Covered] = field(default_factory=dict)
    found: dict[tuple[Period, tuple[str, ...], str], Actual] = field(default_factory=dict)

    def shops(self, node: TargetNode) -> tuple[str, ...]:
        """The shops the node speaks of, the register's where it speaks of all."""
        return selectors.shops_of_node(node, dict(self.platforms)) or tuple(self.platforms)

    def prepare(self, nodes: Iterable[TargetNode], period: Period) -> None:
        """Ask for all metrics of a group of shops at once."""
        groups: dict[tuple[str, ...], list[str]] = {}
        for node in nodes:
            key = (period, self.shops(node), node.metric)
            if node.metric in METRICS and key not in self.found:
                groups.setdefault(self.shops(node), []).append(node.metric)
        for shops, metrics in groups.items():
            self._ask(shops, tuple(dict.fromkeys(metrics)), period)

    def of(self, node: TargetNode, period: Period) -> Actual:
        """What the node's metric came to."""
        if node.metric not in METRICS:
            return Actual(None, NOT_IN_VERSION.fill(metric=node.metric))
        key = (period, self.shops(node), node.metric)
        if key not in self.found:
            self._ask(key[1], (node.metric,), period)
        return self.found[key]

    def covered(self, period: Period) -> Covered:
        """What reports cover of the period."""
        if period not in self.coverage:
            self.coverage[period] = covered(self.session, Scope((period,)))
        return self.coverage[period]

    def last_day(self, node: TargetNode, period: Period) -> date | None:
        """The last day of the period that a report of the node's metric covers; None where none does."""
        if node.metric not in METRICS:
            return period.last
        reports = set(reports_of(METRICS[node.metric], ()).values())
        known = self.covered(period)
        lasts = []
        for report in reports:
            days = [d for shop in self.shops(node) for d in known.days(shop, report, period)]
            lasts.append(max(days, default=None))
        reached = [last for last in lasts if last is not None]
        return min(reached) if reached and len(reached) == len(lasts) else None

    def _ask(self, shops: tuple[str, ...], metrics: tuple[str, ...], period: Period) -> None:
        if not shops:
            for name in metrics:
                self.found[period, shops, name] = Actual(None, NO_SHOP.fill())
            return
        question = MetricQuestion(metrics, period, shops=shops, currency=self.currency)
        answer = measure(question, self.session, self.covered(period))
        for figure in answer.figures:
            value = None if figure.value is None else Decimal(figure.value)
            self.found[period, shops, figure.metric] = Actual(value, figure.reason)


def actual_of(planned: Planned, node: TargetNode, period: Period, measured: Measured) -> Actual:
    """A metric's own figure; else the formula over the children; an assumption is what was assumed."""
    if node.metric:
        return measured.of(node, period)
    if node.is_assumption:
        return _assumed(planned, node, period)
    children = planned.below.get(node.pk, [])
    if not children or not node.formula:
        return Actual(None, NOT_COMPUTED.fill())
    found = [actual_of(planned, child, period, measured) for child in children]
    missing = next((c for c, a in zip(children, found, strict=True) if a.value is None), None)
    if missing is not None:
        return Actual(None, CHILD_UNKNOWN.fill(title=missing.title))
    value = formulas.result(node.formula, [one.value for one in found])
    warning = next((one.reason for one in found if one.reason is not None), None)
    return Actual(value, warning if value is not None else NOT_COMPUTED.fill())


def _assumed(planned: Planned, node: TargetNode, period: Period) -> Actual:
    """The month's assumed number; an amount for the days that have gone."""
    month = month_of(period.last)
    value = planned.target(node, month.first)
    if value is not None and node.is_additive:
        days = selectors.target_days(node, month.first, month.last, {month.first: value})
        value = sum((days[day] for day in period.days() if day in days), Decimal(0))
    return Actual(value)


def closed_months(
    planned: Planned, first: date, session: Session | None = None
) -> dict[int, dict[date, Decimal | None]]:
    """Actuals of every node for the tree's months before `first`; opens the brand's data where none are given."""
    if session is None:
        with engine.open_session(
            intake.snapshot(planned.tree.brand), many_questions=True
        ) as opened:
            return closed_months(planned, first, opened)
    measured = measured_of(planned, session)
    found: dict[int, dict[date, Decimal | None]] = {node.pk: {} for node in planned.nodes}
    for month in planned.tree.months():
        if month < first:
            period = month_of(month)
            measured.prepare(planned.nodes, period)
            for node in planned.nodes:
                found[node.pk][month] = actual_of(planned, node, period, measured).value
    return found


def measured_of(planned: Planned, session: Session) -> Measured:
    """An empty book of the brand's figures."""
    brand = planned.tree.brand
    return Measured(session, brand.currency, platforms_of(brand))


def platforms_of(brand: "Brand") -> dict[str, str]:
    """The platform of each shop of the register."""
    return {shop.key: shop.platform for shop in people.shops_of(brand)}

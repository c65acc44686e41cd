"""How each target stands: month to date against the day curve, and where it lands (6.4, 6.6)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from luoxuan.foundation.people.access import Scope
from luoxuan.metrics.period import Period, month_of
from luoxuan.metrics.question import plain
from luoxuan.metrics.scope import Session
from luoxuan.metrics.sentences import Sentence, Template
from luoxuan.plan.targets import landing, selectors, splits
from luoxuan.plan.targets.actuals import Actual, Measured, actual_of, measured_of
from luoxuan.plan.targets.kept import kept
from luoxuan.plan.targets.models import TargetNode, TargetTree
from luoxuan.plan.targets.planned import Planned, step_of
from luoxuan.plan.targets.prospects import Asked, Desk

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand

PACE_STEP = Decimal("0.0001")
NO_TARGET = Template("no_target", en="No target is set for this month.", zh="本月没有设定目标。")
NO_DATA_YET = Template(
    "no_data_yet", en="No report covers this month yet.", zh="还没有报表覆盖本月。"
)


@dataclass(frozen=True)
class NodeStanding:
    """One node in one month, up to the last day the data cover."""

    node: TargetNode
    depth: int
    month: date
    through: date | None
    """The last whole day counted; None where no report covers the month."""
    target: Decimal | None
    actual: Decimal | None
    due: Decimal | None
    """What the target's day curve asks by `through`; of a rate the target itself."""
    pace: Decimal | None
    """actual over due; 1 is on the curve."""
    landing: Decimal | None
    landing_low: Decimal | None
    landing_high: Decimal | None
    gap: Decimal | None
    """actual - due."""
    reason: Sentence | None
    daily: tuple[Decimal | None, ...] = ()
    """The metric on each day of the month up to `through`; empty for formulas."""
    curve: tuple[Decimal, ...] = ()
    """The target of each day of the month; empty without a target."""

    @property
    def is_behind(self) -> bool | None:
        """Whether it lags on the side that is bad; None where nobody can say."""
        if self.actual is None or self.due is None:
            return None
        return landing.is_worse(self.node, self.actual, self.due)

    def to_json(self) -> dict[str, Any]:
        """JSON values; numbers as decimal text."""
        names = ("target", "actual", "due", "pace", "landing", "landing_low", "landing_high", "gap")
        return {
            "node": self.node.pk,
            "title": self.node.title,
            "level": self.node.level,
            "metric": self.node.metric,
            "shop": self.node.shop_key,
            "month": f"{self.month:%Y-%m}",
            "through": self.through.isoformat() if self.through else None,
            **{name: plain(getattr(self, name)) for name in names},
            "is_behind": self.is_behind,
            "reason": self.reason.to_json() if self.reason else None,
        }


def standing_of(
    scope_or_brand: "Scope | Brand", *, day: date, session: Session, tree: TargetTree | None = None
) -> list[NodeStanding]:
    """Every node that may be seen, month to date, from the top; empty where no tree of the year is approved.

    `day` is the last whole day: who calls passes yesterday at the latest.
    """
    shop_keys = scope_or_brand.shop_keys if isinstance(scope_or_brand, Scope) else None
    brand = scope_or_brand.brand if isinstance(scope_or_brand, Scope) else scope_or_brand
    tree = tree or selectors.tree_approved(brand, day.year)
    if tree is None:
        return []
    planned = selectors.planned_of(tree)
    measured = measured_of(planned, session)
    desk = Desk.at(session, brand, day)
    key = (tree.pk, planned.fingerprint(), day, sorted(measured.platforms.items()))

    def made() -> tuple[NodeStanding, ...]:
        book = Book(planned, measured, desk)
        return tuple(book.standing(node, depth) for node, depth in planned.walk())

    found = kept(desk.snapshot, key, tuple, made)
    seen = {node.pk: node for node in selectors.nodes_seen(planned.nodes, shop_keys)}
    return [replace(one, node=seen[one.node.pk]) for one in found if one.node.pk in seen]


class Book:
    """Standings of one month of one tree; children are asked once for all who are computed from them."""

    def __init__(self, planned: Planned, measured: Measured, desk: Desk) -> None:
        self.planned = planned
        self.measured = measured
        self.desk = desk
        self.day = desk.day
        self.month = month_of(self.day)
        self.so_far = Period(self.month.first, self.day)
        self.made: dict[int, NodeStanding] = {}
        self.measured.prepare(planned.nodes, self.so_far)
        self.desk.prepare(
            Asked(node.metric, measured.shops(node), measured.currency) for node in planned.nodes
        )

    def standing(self, node: TargetNode, depth: int = 0) -> NodeStanding:
        """The node's."""
        if node.pk not in self.made:
            self.made[node.pk] = self._standing(node, depth)
        return self.made[node.pk]

    def _standing(self, node: TargetNode, depth: int) -> NodeStanding:
        target = self.planned.target(node, self.month.first)
        through = self._through(node)
        actual = Actual(None, NO_DATA_YET.fill())
        if through is not None:
            actual = actual_of(self.planned, node, Period(self.month.first, through), self.measured)
        due = self._due(node, target, through)
        gap = pace = None
        if actual.value is not None and due is not None:
            gap = actual.value - due
            pace = (actual.value / due).quantize(PACE_STEP) if due else None
        lands = landing.Landing()
        if actual.value is not None and through is not None:
            lands = self._landing(node, actual.value, through)
        reason = actual.reason or (NO_TARGET.fill() if target is None else None)
        days = self.days(node, target) if target is not None else {}
        return NodeStanding(
            node, depth, self.month.first, through, target, actual.value, due, pace,
            lands.expected, lands.low, lands.high, gap, reason,
            daily=self._daily(node, through), curve=tuple(days.values()),
        )  # fmt: skip

    def _through(self, node: TargetNode) -> date | None:
        """Of a metric the last covered day; of a formula the earliest of its children's, so that all count the same days."""
        if node.metric:
            return self.measured.last_day(node, self.so_far)
        if node.is_assumption:
            return self.day
        below = self.planned.below.get(node.pk, [])
        found = [self._through(child) for child in below]
        known = [day for day in found if day is not None]
        return min(known) if known and len(known) == len(found) else None

    def _due(
        self, node: TargetNode, target: Decimal | None, through: date | None
    ) -> Decimal | None:
        if target is None or through is None:
            return None
        if not node.is_additive:
            return target
        days = self.days(node, target)
        return sum((value for day, value in days.items() if day <= through), Decimal(0))

    def days(self, node: TargetNode, target: Decimal) -> Mapping[date, Decimal]:
        """The month's day curve; a formula without a season of its own takes that of its first child that has one."""
        season = node.season or self._season_below(node)
        step = step_of(node)
        if not node.is_additive:
            return dict.fromkeys(self.month.days(), target)
        return splits.month_split(splits.rounded(target, step), self.month.first, season, step)

    def _daily(self, node: TargetNode, through: date | None) -> tuple[Decimal | None, ...]:
        asked = Asked(node.metric, self.measured.shops(node), self.measured.currency)
        if through is None or not asked.can_be_foreseen:
            return ()
        days = dict(zip(self.desk.history.days(), self.desk.series(asked), strict=True))
        return tuple(days.get(day) for day in Period(self.month.first, through).days())

    def _season_below(self, node: TargetNode) -> list[int]:
        for child in self.planned.below.get(node.pk, []):
            season = child.season or self._season_below(child)
            if season and child.is_additive:
                return season
        return []

    def _landing(self, node: TargetNode, actual: Decimal, through: date) -> landing.Landing:
        if node.metric:
            rest = landing.Rest(Period(self.month.first, through), self.month, actual)
            asked = Asked(node.metric, self.measured.shops(node), self.measured.currency)
            return landing.of_metric(node, rest, asked, self.desk)
        if node.is_assumption:
            month = self.planned.target(node, self.month.first)
            return landing.Landing(month, month, month)
        below = [self.standing(child) for child in self.planned.below.get(node.pk, [])]
        parts = [landing.Landing(s.landing, s.landing_low, s.landing_high) for s in below]
        return landing.of_formula(node.formula, parts)

"""Targets against actuals of a period: every node of the year's tree, from the top (12.1)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from luoxuan.metrics import METRICS, Period
from luoxuan.metrics.period import DAY, month_of
from luoxuan.metrics.question import plain
from luoxuan.metrics.scope import Session
from luoxuan.metrics.sentences import Sentence, Template
from luoxuan.plan.targets import selectors as targets
from luoxuan.plan.targets.actuals import actual_of, measured_of
from luoxuan.plan.targets.planned import Planned
from luoxuan.plan.targets.standing import standing_of

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand
    from luoxuan.plan.targets.models import TargetNode

State = Literal["missed", "met", "over", "unknown"]
TOLERANCE = Decimal("0.01")
"""Within one percent of its target a figure has met it."""
RATIO = Decimal("0.0001")
NO_TARGET = Template("review_no_target", en="No target was set.", zh="没有设定目标。")
NO_DATA = Template("review_no_data", en="No report covers the period.", zh="没有报表覆盖该时段。")
UNFINISHED = Template(
    "review_unfinished",
    en="Data reach {last}: compared with what was due by then.",
    zh="数据到 {last}：与届时应达比较。",
)


@dataclass(frozen=True)
class Standing:
    """A node over the period: what was to come and what came."""

    node: "TargetNode"
    depth: int
    shops: tuple[str, ...]
    target: Decimal | None
    due: Decimal | None
    """The target of the days the data reach; the target itself where they reach the end."""
    actual: Decimal | None
    through: date | None
    reason: Sentence | None

    @property
    def gap(self) -> Decimal | None:
        """actual - due."""
        return None if self.actual is None or self.due is None else self.actual - self.due

    @property
    def direction(self) -> str:
        """Which way is good."""
        known = METRICS.get(self.node.metric)
        return known.direction if known else "up"

    @property
    def reached(self) -> Decimal | None:
        """How much of the target was reached; of what should be low, target over actual."""
        if self.actual is None or self.due is None:
            return None
        above, below = (self.actual, self.due)
        if self.direction == "down":
            above, below = below, above
        return (above / below).quantize(RATIO) if below else None

    @property
    def state(self) -> State:
        """Missed, met, exceeded, or not to be known."""
        if self.gap is None or self.due is None:
            return "unknown"
        if self.direction == "neutral" or abs(self.gap) <= abs(self.due) * TOLERANCE:
            return "met"
        return "over" if (self.gap > 0) == (self.direction == "up") else "missed"

    def to_json(self) -> dict[str, Any]:
        """JSON values; numbers as decimal text."""
        names = ("target", "due", "actual", "gap", "reached")
        return {
            "node": node_json(self.node),
            "shop_key": self.node.shop_key,
            "depth": self.depth,
            **{name: plain(getattr(self, name)) for name in names},
            "through": str(self.through) if self.through else None,
            "state": self.state,
            "direction": self.direction,
            "reason_zh": self.reason.text("zh") if self.reason else "",
            "reason_en": self.reason.text("en") if self.reason else "",
        }


def node_json(node: "TargetNode") -> dict[str, Any]:
    """What a pack keeps of a node: the tree may change later, the pack does not."""
    return {
        "id": str(node.pk),
        "title": node.title,
        "level": node.level,
        "metric": node.metric,
        "unit": node.unit,
        "shop_key": node.shop_key,
        "platform": node.platform,
        "owner": str(node.owner) if node.owner else "",
        "owner_id": node.owner_id,
        "role": node.role,
    }


@dataclass(frozen=True)
class Standings:
    """All nodes, and the tree they hang in."""

    planned: Planned | None
    rows: tuple[Standing, ...]

    def of(self, node_id: int) -> Standing | None:
        """The standing of a node."""
        return next((row for row in self.rows if row.node.pk == node_id), None)


def standings_of(brand: "Brand", period: Period, session: Session) -> Standings:
    """Every node of the year's approved tree; none where there is no such tree."""
    tree = targets.tree_approved(brand, period.first.year)
    if tree is None:
        return Standings(None, ())
    planned = targets.planned_of(tree)
    measured = measured_of(planned, session)
    months = [
        {one.node.pk: one for one in standing_of(brand, day=month.last, session=session, tree=tree)}
        for month in _months(period)
    ]
    rows = []
    for node, depth in planned.walk():
        found = [month[node.pk] for month in months]
        known = [one for one in found if one.through is not None]
        through = max((one.through for one in known if one.through), default=None)
        target = _joined(node, [one.target for one in found])
        due = _joined(node, [one.due for one in known])
        actual = _joined(node, [one.actual for one in known]) if known else None
        if len(known) > 1 and not node.is_additive and through is not None:
            actual = actual_of(planned, node, Period(period.first, through), measured).value
        reason = next((one.reason for one in found if one.reason is not None), None)
        if reason is None and through is not None and through < period.last:
            reason = UNFINISHED.fill(last=through)
        reason = reason or _why(target, through)
        shops = measured.shops(node)
        rows.append(Standing(node, depth, shops, target, due, actual, through, reason))
    return Standings(planned, tuple(rows))


def _why(target: Decimal | None, through: date | None) -> Sentence | None:
    if target is None:
        return NO_TARGET.fill()
    return NO_DATA.fill() if through is None else None


def _months(period: Period) -> list[Period]:
    found = [month_of(period.first)]
    while found[-1].last < period.last:
        found.append(month_of(found[-1].last + DAY))
    return found


def _joined(node: "TargetNode", values: list[Decimal | None]) -> Decimal | None:
    """Amounts add up; of rates the months' plain mean is the target."""
    known = [value for value in values if value is not None]
    if not known or len(known) < len(values):
        return None
    total = sum(known, Decimal(0))
    return total if node.is_additive else total / len(known)

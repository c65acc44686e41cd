"""Where a month lands: what has come, and the outlook on the days that are left (6.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from luoxuan.metrics import METRICS
from luoxuan.metrics.period import DAY, Period
from luoxuan.plan.targets import formulas, splits
from luoxuan.plan.targets.models import TargetNode
from luoxuan.plan.targets.planned import step_of
from luoxuan.plan.targets.prospects import Asked, Desk

MARGIN = Decimal("0.01")
"""Within one percent a target counts as reached, here as in the reviews."""


@dataclass(frozen=True)
class Landing:
    """The month's end as it looks now, with its range; None where nobody can say."""

    expected: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True)
class Rest:
    """What has come of a month."""

    so_far: Period
    month: Period
    actual: Decimal

    @property
    def is_over(self) -> bool:
        """Nothing is left."""
        return self.so_far.last >= self.month.last

    @property
    def left(self) -> Period:
        """The days that are left."""
        return Period(self.so_far.last + DAY, self.month.last)


def is_worse(node: TargetNode, actual: Decimal, due: Decimal) -> bool:
    """Whether the actual lies on the bad side of what is due; costs and refunds are bad when high."""
    metric = METRICS.get(node.metric)
    direction = metric.direction if metric else "up"
    if direction == "neutral":
        return False
    slack = abs(due) * MARGIN
    return actual > due + slack if direction == "down" else actual < due - slack


def of_metric(node: TargetNode, rest: Rest, asked: Asked, desk: Desk) -> Landing:
    """What has come plus the outlook on the rest; a rate weighs both by their days."""
    if rest.is_over:
        return Landing(rest.actual, rest.actual, rest.actual)
    if not asked.can_be_foreseen:
        return Landing()
    answer = desk.outlook(asked, rest.left)
    if answer.total is None or answer.low is None or answer.high is None:
        return Landing()
    step = step_of(node)
    ends = (answer.total, answer.low, answer.high)
    if node.is_additive:
        return Landing(*(splits.rounded(rest.actual + end, step) for end in ends))
    part = Decimal(len(rest.left)) / len(rest.month)
    return Landing(
        *(splits.rounded(rest.actual * (1 - part) + end * part, splits.RATE_STEP) for end in ends)
    )


def of_formula(formula: str, parts: Sequence[Landing]) -> Landing:
    """The formula over the children's landings; ranges join as those of independent errors."""
    expected = formulas.result(formula, [part.expected for part in parts])
    if expected is None:
        return Landing()
    below = above = Decimal(0)
    for n, part in enumerate(parts):
        for end in (part.low, part.high):
            if end is None:
                return Landing(expected)
            moved = [end if k == n else one.expected for k, one in enumerate(parts)]
            change = (formulas.result(formula, moved) or expected) - expected
            if change < 0:
                below += change * change
            else:
                above += change * change
    return Landing(expected, expected - below.sqrt(), expected + above.sqrt())

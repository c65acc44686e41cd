"""Where a month lands: what has come, and the outlook on the days that are left (6.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from luoxuan.metrics import METRICS
from luoxuan.metrics.period import Period
from luoxuan.plan.targets import formulas
from luoxuan.plan.targets.actuals import Measured
from luoxuan.plan.targets.models import TargetNode

MARGIN = Decimal("0.001")


@dataclass(frozen=True)
class Landing:
    """The month's end as it looks now, with its range; None where nobody can say."""

    expected: Decimal | None
    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True)
class Rest:
    """What has come of a month."""

    so_far: Period
    month: Period
    actual: Decimal


def is_worse(node: TargetNode, actual: Decimal, due: Decimal) -> bool:
    """Whether the actual lies on the bad side of what is due; costs and refunds are bad when high."""
    metric = METRICS.get(node.metric)
    direction = metric.direction if metric else "up"
    if direction == "neutral":
        return False
    slack = abs(due) * MARGIN
    return actual > due + slack if direction == "down" else actual < due - slack


def of_metric(_node: TargetNode, rest: Rest, _measured: Measured) -> Landing:
    """What has come plus the outlook on the rest."""
    if rest.so_far.last >= rest.month.last:
        return Landing(rest.actual, rest.actual, rest.actual)
    return Landing(None, None, None)


def of_formula(formula: str, parts: Sequence[Landing]) -> Landing:
    """The formula over the children's landings; ranges join as those of independent errors."""
    expected = formulas.result(formula, [part.expected for part in parts])
    if expected is None:
        return Landing(None, None, None)
    below = above = Decimal(0)
    for n, part in enumerate(parts):
        for end in (part.low, part.high):
            if end is None:
                return Landing(expected, None, None)
            moved = [end if k == n else one.expected for k, one in enumerate(parts)]
            change = (formulas.result(formula, moved) or expected) - expected
            if change < 0:
                below += change * change
            else:
                above += change * change
    return Landing(expected, expected - below.sqrt(), expected + above.sqrt())

"""What a month and a day are to bring (6.4)."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from luoxuan.plan.targets import splits
from luoxuan.plan.targets.models import TargetNode, TargetValue
from luoxuan.plan.targets.planned import step_of
from luoxuan.plan.targets.selectors.trees import planned_of, tree_approved

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand

DAY = timedelta(days=1)


@dataclass(frozen=True)
class NodeMonth:
    """A node's target of one month; None where the tree says nothing of it."""

    node: TargetNode
    metric: str
    shop_key: str
    target: Decimal | None


def month_targets(brand: "Brand", month: date) -> list[NodeMonth]:
    """Every node of the approved tree, from the top; empty where no tree of the year is approved."""
    tree = tree_approved(brand, month.year)
    if tree is None:
        return []
    planned = planned_of(tree)
    first = month.replace(day=1)
    return [
        NodeMonth(node, node.metric, node.shop_key, planned.target(node, first))
        for node, _depth in planned.walk()
    ]


def target_days(
    node: TargetNode, first: date, last: date, months: dict[date, Decimal] | None = None
) -> dict[date, Decimal]:
    """The target of each day that has one: months split by the season's weights, rates carried.

    The days of a month add up to its target to the cent. `months` spares the query where they are at hand.
    """
    if months is None:
        rows = TargetValue.objects.filter(node=node, month__range=(first.replace(day=1), last))
        months = {row.month: row.value for row in rows}
    found: dict[date, Decimal] = {}
    for month, value in sorted(months.items()):
        found |= days_of_month(node, month, value)
    return {day: value for day, value in found.items() if first <= day <= last}


def days_of_month(node: TargetNode, month: date, value: Decimal) -> dict[date, Decimal]:
    """The days of one month."""
    step = step_of(node)
    if not node.is_additive:
        return dict.fromkeys(splits.month_split(Decimal(0), month, (), step), value)
    return splits.month_split(splits.rounded(value, step), month, node.season, step)

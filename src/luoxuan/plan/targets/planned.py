"""A tree with its months in memory: targets of their own, what the children make, and the gap (6.6)."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from luoxuan.plan.targets import formulas, splits
from luoxuan.plan.targets.models import TargetNode, TargetTree, TargetValue


@dataclass(frozen=True)
class Gap:
    """A month in which a node's own target and its children's formula say different things."""

    node: TargetNode
    month: date
    own: Decimal
    from_children: Decimal

    @property
    def amount(self) -> Decimal:
        """What the children lack; negative where they promise more."""
        return self.own - self.from_children


@dataclass
class Planned:
    """Nodes, values and who hangs under whom."""

    tree: TargetTree
    nodes: list[TargetNode]
    values: dict[tuple[int, date], TargetValue]
    below: dict[int | None, list[TargetNode]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for node in self.nodes:
            self.below[node.parent_id].append(node)

    def walk(
        self, parent_id: int | None = None, depth: int = 0
    ) -> Iterator[tuple[TargetNode, int]]:
        """Every node from the top, children after their parent, with its depth."""
        for node in self.below.get(parent_id, []):
            yield node, depth
            yield from self.walk(node.pk, depth + 1)

    def node(self, node_id: int | None) -> TargetNode | None:
        """The node of the tree, None where it has none such."""
        return next((node for node in self.nodes if node.pk == node_id), None)

    def own(self, node: TargetNode, month: date) -> Decimal | None:
        """The target somebody set."""
        value = self.values.get((node.pk, month))
        return splits.rounded(value.value, step_of(node)) if value is not None else None

    def from_children(self, node: TargetNode, month: date) -> Decimal | None:
        """The formula over the children's targets."""
        children = self.below.get(node.pk, [])
        if not node.formula or not children:
            return None
        return formulas.result(node.formula, [self.target(child, month) for child in children])

    def target(self, node: TargetNode, month: date) -> Decimal | None:
        """Its own, else what its children make."""
        own = self.own(node, month)
        return own if own is not None else self.from_children(node, month)

    def is_closed(self, node: TargetNode, month: date) -> bool:
        """Whether the month's target is fixed for good."""
        value = self.values.get((node.pk, month))
        return value is not None and value.is_closed

    def year(self, node: TargetNode) -> Decimal | None:
        """The year's target: the sum of the months; of a rate its formula over the year, or the months' plain mean."""
        months = [self.target(node, month) for month in self.tree.months()]
        known = [value for value in months if value is not None]
        if not known:
            return None
        total = sum(known, Decimal(0))
        if not node.is_rate:
            return total
        children = self.below.get(node.pk, [])
        made = formulas.result(node.formula, [self.year(child) for child in children])
        if made is not None and not self._has_own(node):
            return splits.rounded(made, splits.RATE_STEP)
        return splits.rounded(total / len(known), splits.RATE_STEP)

    def gaps(self) -> list[Gap]:
        """Every open month in which parent and children disagree."""
        return [gap for node in self.nodes for gap in self.gaps_of(node)]

    def gaps_of(self, node: TargetNode) -> list[Gap]:
        """The node's own."""
        found = []
        for month in self.tree.months():
            own, made = self.own(node, month), self.from_children(node, month)
            if own is None or made is None or self.is_closed(node, month):
                continue
            if not formulas.is_agreed(node.formula, own, made):
                found.append(Gap(node, month, own, splits.rounded(made, step_of(node))))
        return found

    def fingerprint(self) -> str:
        """Of nodes, seasons and targets as they are now."""
        rows = sorted((pk, str(month), f"{v.value:f}") for (pk, month), v in self.values.items())
        shape = [
            (n.pk, n.parent_id, n.position, n.metric, n.formula, n.unit, n.is_assumption,
             n.shop_key, n.platform, tuple(n.season))
            for n in self.nodes
        ]  # fmt: skip
        return hashlib.sha256(repr((rows, shape)).encode()).hexdigest()

    def _has_own(self, node: TargetNode) -> bool:
        return any((node.pk, month) in self.values for month in self.tree.months())


def step_of(node: TargetNode) -> Decimal:
    """The smallest step of the node's targets."""
    return splits.step_of(node.unit, is_rate=node.is_rate)

"""Which targets there are, and what they say of a month and a day (6.4-6.7)."""

from luoxuan.plan.targets.selectors.months import NodeMonth, month_targets, target_days
from luoxuan.plan.targets.selectors.shares import BasisShare, basis_share, month_is_planned
from luoxuan.plan.targets.selectors.trees import (
    benchmark_of,
    benchmarks_of,
    node_of,
    nodes_of,
    nodes_seen,
    planned_of,
    resplits_of,
    shops_of_node,
    tree_approved,
    tree_latest,
    tree_of,
    trees_of,
)

__all__ = [
    "BasisShare",
    "NodeMonth",
    "basis_share",
    "benchmark_of",
    "benchmarks_of",
    "month_is_planned",
    "month_targets",
    "node_of",
    "nodes_of",
    "nodes_seen",
    "planned_of",
    "resplits_of",
    "shops_of_node",
    "target_days",
    "tree_approved",
    "tree_latest",
    "tree_of",
    "trees_of",
]

"""Writing trees, nodes, targets, re-splits and benchmarks (6.4-6.7)."""

from luoxuan.plan.targets.services.approval import (
    tree_ask_approval,
    tree_closed,
    tree_decided,
)
from luoxuan.plan.targets.services.benchmarks import (
    BenchmarkDraft,
    benchmark_remove,
    benchmark_save,
)
from luoxuan.plan.targets.services.errors import TargetError
from luoxuan.plan.targets.services.family import months_distribute, months_take_over
from luoxuan.plan.targets.services.nodes import NodeDraft, node_remove, node_set
from luoxuan.plan.targets.services.resplits import (
    months_close,
    months_close_all,
    months_resplit,
)
from luoxuan.plan.targets.services.trees import (
    TreeDraft,
    tree_approve,
    tree_create,
    tree_remove,
    tree_revise,
    tree_save,
)
from luoxuan.plan.targets.services.values import (
    Basis,
    season_set,
    target_set,
    targets_set,
    year_set,
)

__all__ = [
    "Basis",
    "BenchmarkDraft",
    "NodeDraft",
    "TargetError",
    "TreeDraft",
    "benchmark_remove",
    "benchmark_save",
    "months_close",
    "months_close_all",
    "months_distribute",
    "months_resplit",
    "months_take_over",
    "node_remove",
    "node_set",
    "season_set",
    "target_set",
    "targets_set",
    "tree_approve",
    "tree_ask_approval",
    "tree_closed",
    "tree_create",
    "tree_decided",
    "tree_remove",
    "tree_revise",
    "tree_save",
    "year_set",
]

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
    benchmarks_save,
)
from luoxuan.plan.targets.services.errors import TargetError
from luoxuan.plan.targets.services.family import months_distribute, months_take_over
from luoxuan.plan.targets.services.nodes import NodeDraft, node_remove, node_set
from luoxuan.plan.targets.services.preparing import standings_prepare
from luoxuan.plan.targets.services.resplits import (
    months_close,
    months_close_all,
    months_resplit,
)
from luoxuan.plan.targets.services.templates import (
    TEMPLATES,
    TemplateChoice,
    basis_of,
    tree_from_template,
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
    changed_months,
    grid_set,
    season_set,
    target_set,
    targets_set,
    year_set,
)

__all__ = [
    "TEMPLATES",
    "Basis",
    "BenchmarkDraft",
    "NodeDraft",
    "TargetError",
    "TemplateChoice",
    "TreeDraft",
    "basis_of",
    "benchmark_remove",
    "benchmark_save",
    "benchmarks_save",
    "changed_months",
    "grid_set",
    "months_close",
    "months_close_all",
    "months_distribute",
    "months_resplit",
    "months_take_over",
    "node_remove",
    "node_set",
    "season_set",
    "standings_prepare",
    "target_set",
    "targets_set",
    "tree_approve",
    "tree_ask_approval",
    "tree_closed",
    "tree_create",
    "tree_decided",
    "tree_from_template",
    "tree_remove",
    "tree_revise",
    "tree_save",
    "year_set",
]

"""A tree, a node and a benchmark of a brand, for tests that only need some to be there."""

from collections.abc import Callable
from decimal import Decimal

from luoxuan.foundation.people.models import Brand
from luoxuan.plan.targets import services
from luoxuan.plan.targets.models import TargetTree
from tests.people_there import AT


def tree_there(brand: Brand) -> TargetTree:
    """A draft."""
    draft = services.TreeDraft(2026, "x")
    return services.tree_create(brand=brand, draft=draft, actor=None, at=AT)


def node_there(brand: Brand) -> str:
    """A node of a draft."""
    draft = services.NodeDraft("x", "company", metric="gmv_paid")
    tree = tree_there(brand)
    return str(services.node_set(tree=tree, draft=draft, actor=None, at=AT).pk)


def benchmark_there(brand: Brand) -> str:
    """A figure of the trade."""
    draft = services.BenchmarkDraft("conversion", Decimal("0.03"), 2026, "x")
    return str(services.benchmark_save(brand=brand, draft=draft, actor=None, at=AT).pk)


def target_objects(brand: Brand) -> dict[str, Callable[[], str]]:
    """What names them in an address."""
    return {
        "tree_id": lambda: str(tree_there(brand).pk),
        "node_id": lambda: node_there(brand),
        "benchmark_id": lambda: benchmark_there(brand),
    }

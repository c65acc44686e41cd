"""Trees, nodes, re-splits and benchmarks of a brand."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from luoxuan.foundation.people import selectors as people
from luoxuan.metrics.scope import NOBODY
from luoxuan.plan.targets.models import (
    BenchmarkFigure,
    Resplit,
    TargetNode,
    TargetTree,
    TargetValue,
)
from luoxuan.plan.targets.planned import Planned

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand


def trees_of(brand: "Brand", year: int | None = None) -> QuerySet[TargetTree]:
    """Every version, the newest first."""
    rows = TargetTree.objects.filter(brand=brand).select_related("author", "brand")
    return rows.filter(year=year) if year is not None else rows


def tree_of(brand: "Brand", id: int) -> TargetTree | None:  # noqa: A002  # as everywhere
    """One tree of the brand."""
    return trees_of(brand).filter(pk=id).first()


def tree_approved(brand: "Brand", year: int) -> TargetTree | None:
    """The targets that hold in the year, None where none are approved."""
    return trees_of(brand, year).filter(state=TargetTree.State.APPROVED).first()


def tree_latest(brand: "Brand", year: int) -> TargetTree | None:
    """The approved tree, else the newest draft."""
    return tree_approved(brand, year) or trees_of(brand, year).first()


def nodes_of(tree: TargetTree) -> list[TargetNode]:
    """Its nodes, siblings in their order."""
    return list(tree.nodes.select_related("owner", "tree", "tree__brand"))


def nodes_seen(nodes: Iterable[TargetNode], shop_keys: Collection[str] | None) -> list[TargetNode]:
    """Those a person limited to some shops may see: the nodes of these shops, nothing above them."""
    return [node for node in nodes if shop_keys is None or node.shop_key in shop_keys]


def node_of(brand: "Brand", id: int) -> TargetNode | None:  # noqa: A002  # as everywhere
    """One node of the brand."""
    rows = TargetNode.objects.filter(tree__brand=brand, pk=id)
    return rows.select_related("owner", "tree", "tree__brand", "parent").first()


def planned_of(tree: TargetTree) -> Planned:
    """The tree with all its months, in two queries."""
    values = TargetValue.objects.filter(node__tree=tree)
    return Planned(tree, nodes_of(tree), {(value.node_id, value.month): value for value in values})


def resplits_of(tree: TargetTree, node: TargetNode | None = None) -> list[Resplit]:
    """What was split anew, latest first."""
    rows = Resplit.objects.filter(node__tree=tree).select_related("node", "actor")
    return list(rows.filter(node=node) if node is not None else rows)


def shops_of_node(node: TargetNode, platforms: dict[str, str] | None = None) -> tuple[str, ...]:
    """The shops a node speaks of; empty: all of the brand."""
    if node.shop_key:
        return (node.shop_key,)
    if not node.platform:
        return ()
    if platforms is None:
        platforms = {shop.key: shop.platform for shop in people.shops_of(node.tree.brand)}
    found = tuple(key for key, platform in platforms.items() if platform == node.platform)
    return found or NOBODY


def benchmarks_of(brand: "Brand", metric: str = "") -> QuerySet[BenchmarkFigure]:
    """The trade's figures, by metric."""
    rows = BenchmarkFigure.objects.filter(brand=brand).select_related("author")
    return rows.filter(metric=metric) if metric else rows


def benchmark_of(brand: "Brand", id: int) -> BenchmarkFigure | None:  # noqa: A002  # as everywhere
    """One of them."""
    return benchmarks_of(brand).filter(pk=id).first()

"""What the pages of the targets show."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from luoxuan.foundation.gates import selectors as gates
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.access import Scope
from luoxuan.foundation.tasks import selectors as tasks
from luoxuan.metrics import METRICS
from luoxuan.metrics.period import month_of
from luoxuan.metrics.sentences import Sentence
from luoxuan.plan.strategy import selectors as strategy
from luoxuan.plan.targets import (
    actuals,
    drawings,
    drivers,
    gatekeeping,
    selectors,
    smart,
    suggestions,
    tables,
    words,
)
from luoxuan.plan.targets.kept import kept
from luoxuan.plan.targets.models import TargetNode, TargetTree
from luoxuan.plan.targets.planned import Planned
from luoxuan.plan.targets.prospects import Desk
from luoxuan.plan.targets.seen import When
from luoxuan.plan.targets.standing import NodeStanding, standing_of


@dataclass(frozen=True)
class TreeRow:
    """One node on the tree page."""

    one: NodeStanding
    unit: str
    drivers: list[drivers.Driver]
    gaps: int
    progress: Decimal | None

    @property
    def headline(self) -> Sentence:
        """The month in a sentence."""
        return words.headline(self.one)

    @property
    def depth(self) -> int:
        """Steps from the left; further in they stand together."""
        return min(self.one.depth, 4)

    @property
    def look(self) -> str:
        """The kind of its status."""
        behind = self.one.is_behind
        return "neutral" if behind is None else "bad" if behind else "good"


def tree_context(scope: Scope, tree: TargetTree, when: When, desk: Desk) -> dict[str, Any]:
    """The whole tree in one month."""
    planned = selectors.planned_of(tree)
    standings = standing_of(scope, day=when.day, session=desk.session, tree=tree)
    names = {shop.key: shop.name for shop in people.shops_of(scope.brand)}
    rows = [_row(planned, one, desk, names) for one in standings]
    gate = gates.gate_latest(scope.brand, gatekeeping.SUBJECT, str(tree.pk))
    return {
        "tree": tree,
        "tree_look": words.STATE_LOOKS[tree.state],
        "rows": rows,
        "top": rows[0] if rows else None,
        "behind": [row for row in rows if row.one.is_behind],
        "when": when,
        "months": tree.months(),
        "trees": list(selectors.trees_of(scope.brand)[:12]),
        "gap_months": sum(row.gaps for row in rows),
        "gate": gate if gate is not None and tree.state != tree.State.APPROVED else None,
        "resplits": selectors.resplits_of(tree)[:5] if scope.shop_keys is None else [],
        **may(scope, tree),
    }


def _row(planned: Planned, one: NodeStanding, desk: Desk, names: dict[str, str]) -> TreeRow:
    found: list[drivers.Driver] = []
    if one.is_behind and one.through is not None:
        answer = drivers.drivers_of(one.node, one.through, desk)
        found = drivers.links(answer, desk.brand.key, names) if answer else []
    progress = one.actual / one.target if one.actual is not None and one.target else None
    gaps = len(planned.gaps_of(planned.node(one.node.pk) or one.node))
    return TreeRow(one, words.unit_of(one.node), found, gaps, progress)


@dataclass(frozen=True)
class GridCell:
    """One month of one node."""

    month: date
    text: str
    is_closed: bool
    basis: str
    suggestion: Decimal | None
    gap: Decimal | None


@dataclass(frozen=True)
class GridRow:
    """One node over the year."""

    node: TargetNode
    depth: int
    unit: str
    cells: tuple[GridCell, ...]
    year: Decimal | None
    suggested: Decimal | None
    has_children: bool


def grid_context(scope: Scope, tree: TargetTree, desk: Desk) -> dict[str, Any]:
    """Nodes by months, with the outlook beside each number."""
    planned = selectors.planned_of(tree)
    seen = {node.pk for node in selectors.nodes_seen(planned.nodes, scope.shop_keys)}
    walked = [(node, min(depth, 4)) for node, depth in planned.walk() if node.pk in seen]
    desk.prepare(
        suggestions.asked_of(node, desk) for node, _depth in walked if node.metric in METRICS
    )
    return {
        "tree": tree,
        "tree_look": words.STATE_LOOKS[tree.state],
        "months": tree.months(),
        "rows": [_grid_row(planned, node, depth, desk) for node, depth in walked],
        **may(scope, tree),
    }


def _grid_row(planned: Planned, node: TargetNode, depth: int, desk: Desk) -> GridRow:
    found = suggestions.outlook_for(node, desk)
    gaps = {gap.month: gap.amount for gap in planned.gaps_of(node)}
    cells = []
    for n, month in enumerate(planned.tree.months()):
        value = planned.values.get((node.pk, month))
        cells.append(
            GridCell(
                month,
                words.shown(planned.target(node, month), node.unit, is_rate=node.is_rate),
                value is not None and value.is_closed,
                words.kind_word(value.basis.get("kind", "")) if value else "",
                found.months[n] if found else None,
                gaps.get(month),
            )
        )
    below = bool(planned.below.get(node.pk))
    return GridRow(
        node, depth, words.unit_of(node), tuple(cells), planned.year(node),
        found.value if found else None, below,
    )  # fmt: skip


def node_context(scope: Scope, node: TargetNode, when: When, desk: Desk) -> dict[str, Any]:
    """One node: its month, its year, what it rests on, whether it is SMART."""
    planned = selectors.planned_of(node.tree)
    node = planned.node(node.pk) or node
    standings = standing_of(scope, day=when.day, session=desk.session, tree=node.tree)
    one = next((found for found in standings if found.node.pk == node.pk), None)
    names = {shop.key: shop.name for shop in people.shops_of(scope.brand)}
    row = _row(planned, one, desk, names) if one else None
    goal = smart.is_goal(planned, node)
    objective_id = smart.objective_id_of(planned, node)
    found = suggestions.suggestions_of(node, desk)
    return {
        "node": node,
        "tree": node.tree,
        "row": row,
        "unit": words.unit_of(node),
        "when": when,
        "months": node.tree.months(),
        "metric_word": words.metric_word(node.metric),
        "drawing": drawings.month_drawing(one, scope.brand.currency) if one else None,
        "months_table": tables.months_table(planned, node.pk, _actuals(planned, node, when, desk)),
        "smart_table": tables.smart_table(
            smart.smart_findings(planned, node, desk) if goal else ()
        ),
        "is_goal": goal,
        "tasks": tasks.tasks_by_source(scope.brand, "target_node", str(node.pk)),
        "suggestions": [(words.kind_word(s.kind), s) for s in found],
        "year": planned.year(node),
        "objective": strategy.objective_of(scope.brand, objective_id) if objective_id else None,
        "children": planned.below.get(node.pk, []),
        "gaps": planned.gaps_of(node),
        "basis": node.basis,
        "basis_word": words.kind_word(node.basis.get("kind", "")),
        "resplits": tables.resplit_table(
            selectors.resplits_of(node.tree, node), words.unit_of(node)
        ),
        **may(scope, node.tree),
    }


def _actuals(
    planned: Planned, node: TargetNode, when: When, desk: Desk
) -> dict[date, Decimal | None]:
    """The node's months up to the one the page speaks of."""
    if node.metric in METRICS:
        asked = suggestions.asked_of(node, desk)
        if asked.can_be_foreseen:
            prospect = desk.prospect(asked, planned.tree.year)
            return dict(zip(planned.tree.months(), prospect.months, strict=True))

    def made() -> dict[date, Decimal | None]:
        measured = actuals.measured_of(planned, desk.session)
        return {
            month: actuals.actual_of(planned, node, month_of(month), measured).value
            for month in planned.tree.months()
            if month < when.month
        }

    key = ("months", node.pk, when.month, planned.fingerprint())
    return kept(desk.snapshot, key, dict, made)


def may(scope: Scope, tree: TargetTree) -> dict[str, Any]:
    """Who looks, and what they may do here."""
    writes = scope.may("plan.write") and scope.shop_keys is None
    return {
        "scope": scope,
        "may_write": writes,
        "may_edit": writes and tree.is_open,
        "may_resplit": writes and tree.state == tree.State.APPROVED,
    }

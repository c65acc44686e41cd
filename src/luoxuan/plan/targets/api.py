"""Targets over the interface (6.4-6.7)."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Router, Schema
from ninja.errors import HttpError

from luoxuan.foundation.people.access import Scope, scope_from
from luoxuan.metrics.period import PeriodError, month_named
from luoxuan.metrics.question import plain
from luoxuan.plan.targets import selectors, services
from luoxuan.plan.targets.models import TargetTree
from luoxuan.plan.targets.seen import desk_of, node_seen, tree_seen, when_of, whole_brand
from luoxuan.plan.targets.standing import standing_of

router = Router(tags=["targets"])


class TargetIn(Schema):
    """One month's target."""

    month: str
    value: str | None
    note: str = ""


@router.get("/", summary="Trees of targets")
def trees(request: HttpRequest, brand: Path[str]) -> list[dict[str, Any]]:  # noqa: ARG001
    """Every version, the newest first."""
    scope = scope_from(request, "plan.read")
    return [_tree(tree) for tree in selectors.trees_of(scope.brand)]


@router.get("/standing/{month}", summary="How the approved targets stand in a month")
def standing(request: HttpRequest, brand: Path[str], month: str) -> dict[str, Any]:  # noqa: ARG001
    """Target, actual, due, pace and landing of every node; numbers are decimal texts, null has its reason beside it."""
    scope = scope_from(request, "plan.read")
    return month_document(scope, month)


def month_document(scope: Scope, month: str) -> dict[str, Any]:
    """The standing of a month. Raises HttpError for a malformed month."""
    try:
        first = month_named(month).first
    except PeriodError as error:
        raise HttpError(422, str(error)) from error
    when = when_of(scope, first.year, month, timezone.now())
    with desk_of(scope, when.day) as desk:
        rows = standing_of(scope, day=when.day, session=desk.session)
    nodes = [row.to_json() for row in rows]
    return {"brand": scope.brand.key, "month": month, "day": when.day.isoformat(), "nodes": nodes}


@router.get("/{tree_id}", summary="A tree with its targets by month")
def tree_read(request: HttpRequest, brand: Path[str], tree_id: int) -> dict[str, Any]:  # noqa: ARG001
    """Nodes from the top; months as decimal texts."""
    scope = scope_from(request, "plan.read")
    tree = tree_seen(scope, tree_id)
    planned = selectors.planned_of(tree)
    seen = {node.pk for node in selectors.nodes_seen(planned.nodes, scope.shop_keys)}
    nodes = [
        {
            "id": node.pk, "parent": node.parent_id, "title": node.title, "level": node.level,
            "metric": node.metric, "formula": node.formula, "unit": node.unit,
            "shop": node.shop_key, "is_assumption": node.is_assumption, "source": node.source,
            "year": plain(planned.year(node)),
            "months": {
                f"{month:%Y-%m}": plain(planned.target(node, month)) for month in tree.months()
            },
        }
        for node, _depth in planned.walk()
        if node.pk in seen
    ]  # fmt: skip
    return {**_tree(tree), "nodes": nodes}


@router.post("/nodes/{node_id}/months", summary="Set a month's target of a draft")
def target_write(
    request: HttpRequest,
    brand: Path[str],  # noqa: ARG001
    node_id: int,
    said: TargetIn,
) -> dict[str, Any]:
    """`value` null takes the target back. An approved tree refuses: revise it or split its rest anew."""
    scope = scope_from(request, "plan.write")
    whole_brand(scope)
    node = node_seen(scope, node_id)
    try:
        month = month_named(said.month).first
        value = None if said.value is None else Decimal(said.value)
        basis = services.Basis("typed", note=said.note)
        services.target_set(
            node=node, month=month, value=value, basis=basis, actor=scope.user, at=timezone.now()
        )
    except (PeriodError, InvalidOperation, services.TargetError) as error:
        raise HttpError(422, str(error) or "Write the value as a decimal text.") from error
    return {"node": node.pk, "month": said.month, "value": said.value}


def _tree(tree: TargetTree) -> dict[str, Any]:
    approved: date | None = tree.approved_at.date() if tree.approved_at else None
    return {
        "id": tree.pk, "year": tree.year, "version": tree.version, "title": tree.title,
        "state": tree.state, "approved_on": approved.isoformat() if approved else None,
    }  # fmt: skip

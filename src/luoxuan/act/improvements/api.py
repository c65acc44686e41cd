"""Improvements over the interface: findings, actions, effects (12.2, 12.4)."""

from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Path, Router, Schema
from ninja.errors import HttpError

from luoxuan.act.improvements import faces, selectors, services
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.access import Scope, scope_from

router = Router(tags=["improvements"])


class FindingIn(Schema):
    """What was found."""

    title: str
    detail: str = ""
    source: str = "hand"
    source_id: str = ""
    source_url: str = ""
    metric: str = ""
    shop_key: str = ""


class ActionIn(Schema):
    """What is done, and what it should do."""

    title: str
    owner: str
    """The log-in name."""
    due_on: date
    check_on: date
    metric: str
    expected: Decimal
    shops: list[str]
    detail: str = ""
    direction: str = "up"
    expected_kind: Literal["amount", "share"] = "amount"
    controls: list[str] = []
    products: list[str] = []
    campaign: str = ""
    cost: Decimal | None = None


@router.get("/findings", summary="Findings, newest first")
def finding_list(
    request: HttpRequest,
    brand: Path[str],  # noqa: ARG001
    state: str = "live",
) -> list[dict[str, Any]]:
    """`state`: live (not closed), open, acting, closed, or empty for all."""
    scope = scope_from(request, "improvements.read")
    return [faces.finding_json(one) for one in selectors.findings_seen(scope, state=state)]


@router.post("/findings", summary="Open a finding")
def finding_open(request: HttpRequest, brand: Path[str], body: FindingIn) -> dict[str, Any]:  # noqa: ARG001
    """The open finding of the same source comes back instead of a second one."""
    scope = scope_from(request, "improvements.write")
    _shops_seen(scope, [body.shop_key] if body.shop_key else [])
    draft = services.FindingDraft(**body.dict())
    try:
        made = services.finding_open(
            brand=scope.brand, draft=draft, actor=scope.user, at=timezone.now()
        )
    except services.ImprovementError as error:
        raise HttpError(422, str(error)) from error
    return faces.finding_json(made)


@router.get("/findings/{finding_id}", summary="A finding with its causes and actions")
def finding_read(request: HttpRequest, brand: Path[str], finding_id: int) -> dict[str, Any]:  # noqa: ARG001
    """Everything that hangs on the finding."""
    scope = scope_from(request, "improvements.read")
    found = selectors.finding_of(scope, finding_id)
    if found is None:
        raise Http404
    return faces.finding_whole(found)


@router.post("/findings/{finding_id}/actions", summary="Plan an action")
def action_plan(
    request: HttpRequest,
    brand: Path[str],  # noqa: ARG001
    finding_id: int,
    body: ActionIn,
) -> dict[str, Any]:
    """Its owner gets a task; at the check day the effect is measured."""
    scope = scope_from(request, "improvements.write")
    found = selectors.finding_of(scope, finding_id)
    if found is None:
        raise Http404
    _shops_seen(scope, [*body.shops, *body.controls])
    owner = people.user_by_name(body.owner)
    if owner is None:
        raise HttpError(422, f"Nobody is called {body.owner}.")
    said = {**body.dict(), "owner": owner}
    for name in ("shops", "controls", "products"):
        said[name] = tuple(said[name])
    try:
        made = services.action_plan(
            finding=found, draft=services.ActionDraft(**said), actor=scope.user, at=timezone.now()
        )
    except services.ImprovementError as error:
        raise HttpError(422, str(error)) from error
    return faces.action_json(made)


@router.get("/actions", summary="Actions with what they brought")
def action_list(request: HttpRequest, brand: Path[str]) -> list[dict[str, Any]]:  # noqa: ARG001
    """By due day; the newest measurement of each, or the one it was closed on."""
    scope = scope_from(request, "improvements.read")
    return [faces.action_json(one) for one in selectors.actions_seen(scope)]


@router.get("/actions/{action_id}", summary="An action with every measurement")
def action_read(request: HttpRequest, brand: Path[str], action_id: int) -> dict[str, Any]:  # noqa: ARG001
    """With days, intervals and sentences."""
    scope = scope_from(request, "improvements.read")
    found = selectors.action_of(scope, action_id)
    if found is None:
        raise Http404
    return faces.action_whole(found)


def _shops_seen(scope: Scope, keys: list[str]) -> None:
    if not all(scope.sees_shop(key) for key in keys):
        raise Http404

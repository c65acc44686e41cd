"""Teams over the interface (6.1)."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Path, Router, Schema
from ninja.errors import HttpError

from luoxuan.foundation.people.access import scope_from
from luoxuan.plan.teams import selectors, services
from luoxuan.plan.teams.matrix import matrix_of

router = Router(tags=["teams"])


class DutyIn(Schema):
    """What a party has to do with a process: R, A, AR, C, I, or nothing."""

    party: str
    duty: str


@router.get("/roles", summary="The six core roles and whether each is held")
def roles_list(request: HttpRequest, brand: Path[str]) -> list[dict[str, Any]]:  # noqa: ARG001
    """Held by a member, or by a post with a holder."""
    scope = scope_from(request, "plan.read")
    return [
        {"role": core.role, "is_held": core.is_held, "posts": list(core.posts)}
        for core in selectors.core_roles_held(scope.brand)
    ]


@router.get("/raci", summary="The RACI matrix and its gaps")
def raci(request: HttpRequest, brand: Path[str]) -> dict[str, Any]:  # noqa: ARG001
    """Duties by process and party; each gap in a sentence."""
    scope = scope_from(request, "plan.read")
    found = matrix_of(scope.brand)
    return {
        "processes": [
            {
                "id": row.process.pk, "key": row.process.key, "title": row.process.title,
                "clause": row.process.clause, "is_sound": row.is_sound,
                "duties": {party: duty for party, _word, duty in row.cells if duty},
            }
            for row in found.rows
        ],
        "gaps": [
            {"process": gap.process_id, "rule": gap.rule, "sentence": gap.sentence}
            for gap in found.gaps
        ],
    }  # fmt: skip


@router.post("/raci/{process_id}", summary="Set a duty")
def duty_set(
    request: HttpRequest,
    brand: Path[str],  # noqa: ARG001
    process_id: int,
    said: DutyIn,
) -> dict[str, Any]:
    """An empty duty takes it away."""
    scope = scope_from(request, "plan.write")
    process = selectors.process_of(scope.brand, process_id)
    if process is None:
        raise Http404
    try:
        services.duty_set(
            process=process, party=said.party, duty=said.duty, actor=scope.user, at=timezone.now()
        )
    except services.TeamError as error:
        raise HttpError(422, str(error)) from None
    return {"process": process.pk, "party": said.party, "duty": said.duty}


@router.get("/posts", summary="Posts")
def posts_list(request: HttpRequest, brand: Path[str]) -> list[dict[str, Any]]:  # noqa: ARG001
    """By department."""
    scope = scope_from(request, "plan.read")
    return [
        {
            "id": post.pk, "title": post.title, "department": post.department, "role": post.role,
            "is_held": post.holder_id is not None, "headcount": post.headcount,
            "reports_to": post.reports_to_id,
        }
        for post in selectors.posts_of(scope.brand)
    ]  # fmt: skip

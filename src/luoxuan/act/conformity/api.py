"""Conformity over the interface: the newest run, one requirement, runs, the register of citations."""

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Path, Router
from ninja.errors import HttpError

from luoxuan.act.conformity import selectors, services
from luoxuan.act.conformity.citations import citations_standing
from luoxuan.act.conformity.errors import ConformityError
from luoxuan.act.conformity.listing import detailed, listed
from luoxuan.act.conformity.models import ConformityRun
from luoxuan.foundation.jobs import services as jobs
from luoxuan.foundation.people.access import Scope, scope_from
from luoxuan.metrics.question import plain
from luoxuan.standard import CURRENT, edition

router = Router(tags=["conformity"])


@router.get("/", summary="The newest run: score and every requirement")
def conformity(request: HttpRequest, brand: Path[str]) -> dict[str, Any]:  # noqa: ARG001
    """`requirements` is empty before the first run."""
    scope = scope_from(request, "conformity.read")
    run = selectors.run_latest(scope.brand, CURRENT)
    return _run_json(run) if run else {"edition": edition().number, "requirements": []}


@router.post("/measure", summary="Measure now")
def conformity_measure(request: HttpRequest, brand: Path[str]) -> dict[str, str]:  # noqa: ARG001
    """The job that makes the run."""
    scope = scope_from(request, "conformity.write")
    payload = {"brand": scope.brand.key, "username": scope.user.username}
    asked = jobs.job_enqueue(
        kind="conformity.measure", payload=payload, brand=scope.brand, requested_by=scope.user,
        at=timezone.now(),
    )  # fmt: skip
    return {"job": asked.job_id}


@router.get("/requirements/{requirement_id}", summary="One requirement with its rows and history")
def conformity_requirement(
    request: HttpRequest,
    brand: Path[str],  # noqa: ARG001
    requirement_id: str,
) -> dict[str, Any]:
    """Rows of shops outside the person's scope are left out."""
    scope = scope_from(request, "conformity.read")
    result = _result(scope, requirement_id)
    history = selectors.history_of(scope.brand, CURRENT, requirement_id)
    return {
        **detailed(result),
        "clause": edition().requirements[requirement_id].clause,
        "rows": selectors.rows_seen(result, scope),
        "history": [
            {"at": one.at.isoformat(), "state": one.state, "value": plain(one.value)}
            for one in history
        ],
    }


@router.post("/requirements/{requirement_id}/task", summary="Make a task of a gap")
def conformity_task(
    request: HttpRequest,
    brand: Path[str],
    requirement_id: str,
) -> dict[str, Any]:
    """The gap's open task comes back instead of a second one."""
    scope = scope_from(request, "conformity.write")
    _result(scope, requirement_id)
    run = selectors.run_latest(scope.brand, CURRENT)
    url = reverse("conformity:requirement", args=[brand, requirement_id])
    if run is None:
        raise Http404
    try:
        made = services.gap_to_task(
            run=run, requirement_id=requirement_id, url=url, actor=scope.user, at=timezone.now()
        )
    except ConformityError as error:
        raise HttpError(422, str(error)) from error
    return {"task": made.pk}


@router.get("/runs", summary="Every run")
def conformity_runs(request: HttpRequest, brand: Path[str]) -> list[dict[str, Any]]:  # noqa: ARG001
    """Latest first."""
    scope = scope_from(request, "conformity.read")
    return [_head(run) for run in selectors.runs_of(scope.brand)]


@router.get("/runs/{run_id}", summary="One run")
def conformity_run(request: HttpRequest, brand: Path[str], run_id: int) -> dict[str, Any]:  # noqa: ARG001
    """Its requirements, and whether it still is what was hashed."""
    scope = scope_from(request, "conformity.read")
    run = selectors.run_of(scope.brand, run_id)
    if run is None:
        raise Http404
    return {**_run_json(run), "is_whole": services.run_is_whole(run)}


@router.get("/citations", summary="The laws and standards cited")
def conformity_citations(request: HttpRequest, brand: Path[str]) -> list[dict[str, Any]]:  # noqa: ARG001
    """What is cited and what stands are two fields."""
    scope = scope_from(request, "conformity.read")
    day = timezone.now().date()
    return [
        {
            "id": one.citation.id,
            "title": one.citation.title,
            "number": one.citation.number,
            "cited_edition": one.citation.cited,
            "current_edition": one.verified,
            "status": one.citation.status,
            "is_sound": one.is_sound,
            "next_review_on": one.review_on.isoformat(),
        }
        for one in citations_standing(scope.brand, edition(), day)
    ]


def _result(scope: Scope, requirement_id: str) -> dict[str, Any]:
    run = selectors.run_latest(scope.brand, CURRENT)
    result = selectors.result_of(run, requirement_id) if run else None
    if result is None:
        raise Http404
    return result


def _head(run: ConformityRun) -> dict[str, Any]:
    return {
        "id": run.pk,
        "edition": run.edition,
        "measured_at": run.at.isoformat(),
        "data_version": run.data_version,
        "score": plain(run.score),
        "chapters": run.scores,
        "sha256": run.digest,
    }


def _run_json(run: ConformityRun) -> dict[str, Any]:
    return {**_head(run), "requirements": listed(run.results)}

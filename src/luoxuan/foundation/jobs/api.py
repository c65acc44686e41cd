"""Background work for programs: look, cancel, repeat."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Path, Router, Schema
from ninja.errors import HttpError

from luoxuan.foundation.jobs import selectors, services
from luoxuan.foundation.jobs.models import Job
from luoxuan.foundation.people.access import Scope, scope_from

MOST = 200
router = Router(tags=["jobs"])


class JobOut(Schema):
    """One piece of background work."""

    job_id: str
    kind: str
    state: str
    done: int
    total: int
    note: str
    reason: str
    attempts: int
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


@router.get("/", response=list[JobOut], summary="Jobs, newest first")
def jobs_list(request: HttpRequest, brand: Path[str], state: str = "") -> Any:  # noqa: ARG001
    """At most 200; `state`: ready, running, done, failed or cancelled."""
    scope = scope_from(request, "jobs.read")
    return selectors.jobs_of(brand=scope.brand, state=state)[:MOST]


@router.get("/{job_id}", response=JobOut, summary="One job")
def job_look(request: HttpRequest, brand: Path[str], job_id: str) -> Any:  # noqa: ARG001
    """How far it is."""
    return _job(scope_from(request, "jobs.read"), job_id)


@router.post("/{job_id}/cancel", response=JobOut, summary="Cancel a job")
def job_cancel(request: HttpRequest, brand: Path[str], job_id: str) -> Any:  # noqa: ARG001
    """At once where it waits, at its next sign of progress where it runs; 409 where it is over."""
    scope = scope_from(request, "jobs.manage")
    if not services.job_cancel(job=_job(scope, job_id), actor=scope.user, at=timezone.now()):
        raise HttpError(409, "The job is over.")
    return _job(scope, job_id)


@router.post("/{job_id}/retry", response=JobOut, summary="Run a job again")
def job_retry(request: HttpRequest, brand: Path[str], job_id: str) -> Any:  # noqa: ARG001
    """Only where it failed or was cancelled, else 409."""
    scope = scope_from(request, "jobs.manage")
    if not services.job_retry(job=_job(scope, job_id), actor=scope.user, at=timezone.now()):
        raise HttpError(409, "Only a failed or cancelled job can run again.")
    return _job(scope, job_id)


def _job(scope: Scope, job_id: str) -> Job:
    found = selectors.job_of(brand=scope.brand, job_id=job_id)
    if found is None:
        raise Http404
    return found

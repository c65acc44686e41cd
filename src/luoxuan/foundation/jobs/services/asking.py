"""What people and apps ask of jobs: do this, stop that, once more."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from luoxuan.foundation.jobs.models import Job
from luoxuan.foundation.jobs.registry import Payload
from luoxuan.foundation.trail.services import trail_record

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User


def job_enqueue(
    *,
    kind: str,
    payload: Payload,
    brand: "Brand | None",
    requested_by: "User | None",
    at: datetime,
    key: str | None = None,
    run_after: datetime | None = None,
) -> Job:
    """Ask for work. With a `key`, the job that was asked for before under it comes back instead of a second one."""
    wanted = {
        "kind": kind,
        "payload": payload,
        "brand": brand,
        "requested_by": requested_by,
        "created_at": at,
        "run_after": run_after or at,
    }
    if key is None:
        return Job.objects.create(**wanted)
    try:
        with transaction.atomic():
            return Job.objects.create(key=key, **wanted)
    except IntegrityError:
        return Job.objects.get(key=key)


@transaction.atomic
def job_cancel(*, job: Job, actor: "User | None", at: datetime) -> bool:
    """A waiting job will not run; a running one stops at its next sign of progress. False where it is over."""
    waiting = Job.objects.filter(pk=job.pk, state=Job.State.READY)
    running = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING)
    was_heard = bool(
        waiting.update(state=Job.State.CANCELLED, finished_at=at)
        or running.update(cancel_asked=True)
    )
    if was_heard:
        _trailed(job, "job.cancelled", actor, at)
    return was_heard


@transaction.atomic
def job_retry(*, job: Job, actor: "User | None", at: datetime) -> bool:
    """Let a failed or cancelled job run again; False where it is neither."""
    over = Job.objects.filter(pk=job.pk, state__in=[Job.State.FAILED, Job.State.CANCELLED])
    fresh = {"attempts": 0, "done": 0, "total": 0, "note": "", "reason": "", "finished_at": None}
    was_over = bool(over.update(state=Job.State.READY, run_after=at, cancel_asked=False, **fresh))
    if was_over:
        _trailed(job, "job.repeated", actor, at)
    return was_over


def _trailed(job: Job, verb: str, actor: "User | None", at: datetime) -> None:
    if job.brand is None:
        return
    trail_record(
        brand=job.brand,
        actor=actor,
        verb=verb,
        subject_type="job",
        subject_id=job.job_id,
        detail={"kind": job.kind},
        at=at,
    )

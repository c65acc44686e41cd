"""Asking for work, doing it, giving it back when a worker died.

A job is claimed by one compare-and-set, so no two workers own it. Its owner beats while it runs; a job whose owner fell
silent is given back and counts as one more attempt. Work is therefore done at least once: handlers are safe to run twice.
"""

import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from croniter import croniter
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from luoxuan.foundation.jobs.models import Job
from luoxuan.foundation.jobs.registry import JobCancelled, Payload, scheduled_works, work_of

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

SILENCE = timedelta(seconds=60)
"""A worker that has not beaten for so long is taken for dead. Long, since a busy one may be late."""
BACKOFF = timedelta(seconds=10)
KEEP_FINISHED = timedelta(days=90)

log = logging.getLogger("luoxuan.jobs")


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
    work = work_of(kind)
    fields = {
        "kind": kind, "payload": payload, "brand": brand, "requested_by": requested_by,
        "created_at": at, "run_after": run_after or at,
        "most_attempts": work.most_attempts if work else 3,
    }  # fmt: skip
    if key is None:
        return Job.objects.create(**fields)
    try:
        with transaction.atomic():
            return Job.objects.create(key=key, **fields)
    except IntegrityError:
        return Job.objects.get(key=key)


def job_cancel(*, job: Job, at: datetime) -> None:
    """A waiting job will not run; a running one stops at its next sign of progress."""
    waiting = Job.objects.filter(pk=job.pk, state=Job.State.READY)
    if not waiting.update(state=Job.State.CANCELLED, finished_at=at):
        Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(cancel_asked=True)


def job_retry(*, job: Job, at: datetime) -> bool:
    """Let a failed or cancelled job run again; False where it is neither."""
    over = Job.objects.filter(pk=job.pk, state__in=[Job.State.FAILED, Job.State.CANCELLED])
    return bool(
        over.update(
            state=Job.State.READY, run_after=at, attempts=0, cancel_asked=False, reason="",
            finished_at=None, done=0, note="",
        )
    )  # fmt: skip


def job_claim(*, worker: str, at: datetime) -> Job | None:
    """The next ready job, now owned by `worker`; None where nothing is ready. Exactly one claimer gets it."""
    ready = Job.objects.filter(state=Job.State.READY, run_after__lte=at).order_by("run_after")
    for job_id in list(ready.values_list("pk", flat=True)[:10]):
        won = Job.objects.filter(pk=job_id, state=Job.State.READY).update(
            state=Job.State.RUNNING,
            worker=worker,
            beat_at=at,
            started_at=at,
            attempts=F("attempts") + 1,
        )
        if won:
            return Job.objects.select_related("brand", "requested_by").get(pk=job_id)
    return None


def job_beat(*, job_id: str, worker: str, at: datetime) -> bool:
    """Say that the worker lives; False where the job is no longer its own."""
    return bool(_owned(job_id, worker).update(beat_at=at))


def jobs_reap(*, at: datetime) -> int:
    """Give back what silent workers owned; what was tried too often has failed. How many were touched."""
    silence = timedelta(seconds=getattr(settings, "LUOXUAN_JOB_SILENCE", SILENCE.total_seconds()))
    silent = Job.objects.filter(state=Job.State.RUNNING, beat_at__lt=at - silence)
    spent = silent.filter(attempts__gte=F("most_attempts")).update(
        state=Job.State.FAILED, finished_at=at, reason="The worker died each time."
    )
    return spent + silent.update(state=Job.State.READY, run_after=at, worker="")


def jobs_schedule(*, at: datetime) -> int:
    """Ask for what is due by its cron; each moment is asked for once, whoever asks. How many were new."""
    made = 0
    local = at.astimezone(ZoneInfo(settings.TIME_ZONE))
    for work in scheduled_works():
        due = croniter(work.cron, local).get_prev(datetime)
        key = f"{work.kind}@{due:%Y-%m-%dT%H:%M}"
        if not Job.objects.filter(key=key).exists():
            job_enqueue(kind=work.kind, payload={}, brand=None, requested_by=None, at=at, key=key)
            made += 1
    Job.objects.filter(brand=None, finished_at__lt=at - KEEP_FINISHED).delete()
    return made


class Running:
    """A job while it runs: the handler's context."""

    def __init__(self, job: Job, worker: str) -> None:
        self.job_id = job.job_id
        self.worker = worker

    def progress(self, done: int, total: int, note: str = "") -> None:
        """Store how far the work is. Raises JobCancelled where it was cancelled or is no longer ours."""
        owned = _owned(self.job_id, self.worker)
        owned.update(done=done, total=total, note=note[:200], beat_at=timezone.now())
        if not owned.filter(cancel_asked=False).exists():
            raise JobCancelled


def job_run(*, job: Job, worker: str, at: datetime) -> str:
    """Do the claimed job and store how it ended. The state it ended in; an error is tried again, later each time."""
    work = work_of(job.kind)
    if work is None:
        return _end(job, worker, at, Job.State.FAILED, f"No app does {job.kind}.")
    try:
        work.handler(Running(job, worker), **job.payload)
    except JobCancelled:
        return _end(job, worker, timezone.now(), Job.State.CANCELLED, "")
    except Exception as error:
        # The worker outlives whatever a handler does; the log has the place, the page only the kind of error,
        # since a message may quote a cell of somebody's file.
        log.exception("job %s (%s) failed", job.job_id, job.kind)
        return _failed(job, worker, timezone.now(), type(error).__name__)
    return _end(job, worker, timezone.now(), Job.State.DONE, "")


def jobs_run_pending(*, at: datetime, worker: str = "here", most: int = 100) -> int:
    """Do what is ready in this process, one after the other. How many were done."""
    count = 0
    while count < most and (job := job_claim(worker=worker, at=at)) is not None:
        job_run(job=job, worker=worker, at=at)
        count += 1
    return count


def _failed(job: Job, worker: str, at: datetime, reason: str) -> str:
    if job.attempts >= job.most_attempts:
        return _end(job, worker, at, Job.State.FAILED, reason)
    later = at + BACKOFF * 4 ** (job.attempts - 1)
    _owned(job.job_id, worker).update(
        state=Job.State.READY, run_after=later, worker="", reason=reason
    )
    return Job.State.READY


def _end(job: Job, worker: str, at: datetime, state: str, reason: str) -> str:
    _owned(job.job_id, worker).update(
        state=state, finished_at=at, reason=reason, cancel_asked=False
    )
    return state


def _owned(job_id: str, worker: str):  # type: ignore[no-untyped-def]
    return Job.objects.filter(pk=job_id, state=Job.State.RUNNING, worker=worker)

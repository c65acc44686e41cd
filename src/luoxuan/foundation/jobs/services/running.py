"""Claiming a job, doing it, storing how it ended."""

import logging
import traceback
from datetime import datetime, timedelta

from django.db.models import F, QuerySet
from django.utils import timezone

from luoxuan.foundation.jobs.models import Job, Reason
from luoxuan.foundation.jobs.registry import JobCancelled, work_of

BACKOFF = timedelta(seconds=10)
NOTE = 200

log = logging.getLogger("luoxuan.jobs")


class Running:
    """A job while it runs: the handler's context."""

    def __init__(self, job: Job, worker: str) -> None:
        self.job_id = job.job_id
        self.worker = worker

    def progress(self, done: int, total: int, note: str = "") -> None:
        """Store how far the work is. Raises JobCancelled where it was cancelled or is no longer ours."""
        owned = _owned(self.job_id, self.worker)
        owned.update(done=done, total=total, note=note[:NOTE], beat_at=timezone.now())
        if not owned.filter(cancel_asked=False).exists():
            raise JobCancelled(self.job_id)


def job_claim(*, worker: str, at: datetime) -> Job | None:
    """The next ready job, now owned by `worker`; None where nothing is ready. Exactly one claimer gets it."""
    ready = Job.objects.filter(state=Job.State.READY, run_after__lte=at).order_by("run_after")
    for job_id in list(ready.values_list("pk", flat=True)[:10]):
        won = Job.objects.filter(pk=job_id, state=Job.State.READY, run_after__lte=at).update(
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


def job_run(*, job: Job, worker: str, at: datetime) -> str:
    """Do the claimed job and store how it ended. The state it is in; an error is tried again, later each time."""
    work = work_of(job.kind)
    if work is None:
        return _end(job, worker, at, Job.State.FAILED, Reason.NOBODY_DOES_IT)
    if job.most_attempts != work.most_attempts:
        # Whoever asked need not know the work: its own app says how often it is tried.
        job.most_attempts = work.most_attempts
        _owned(job.job_id, worker).update(most_attempts=work.most_attempts)
    try:
        work.handler(Running(job, worker), **job.payload)
    except JobCancelled:
        return _end(job, worker, timezone.now(), Job.State.CANCELLED, "")
    except Exception as error:  # noqa: BLE001  # the worker outlives whatever a handler does
        log.error("job %s (%s) failed: %s", job.job_id, job.kind, _place(error))  # noqa: TRY400
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
    again = {"state": Job.State.READY, "run_after": later, "worker": "", "reason": reason}
    _owned(job.job_id, worker).update(**again)
    return _state(job)


def _end(job: Job, worker: str, at: datetime, state: str, reason: str) -> str:
    """Only its owner ends a job: who was taken for dead finds it with another and lets go."""
    _owned(job.job_id, worker).update(
        state=state, finished_at=at, reason=reason, cancel_asked=False
    )
    return _state(job)


def _place(error: BaseException) -> str:
    """Kind of the error and where it came up; never its message, which may quote a cell of somebody's file."""
    frames = traceback.extract_tb(error.__traceback__)[-4:]
    steps = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} in {steps}"


def _state(job: Job) -> str:
    return Job.objects.values_list("state", flat=True).get(pk=job.pk)


def _owned(job_id: str, worker: str) -> QuerySet[Job]:
    return Job.objects.filter(pk=job_id, state=Job.State.RUNNING, worker=worker)

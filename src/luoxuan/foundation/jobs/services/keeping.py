"""Housekeeping of every worker: take work back from the dead, ask for what is due."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from croniter import croniter
from django.conf import settings
from django.db.models import F

from luoxuan.foundation.jobs.models import Job, Reason
from luoxuan.foundation.jobs.registry import scheduled_works
from luoxuan.foundation.jobs.services.asking import job_enqueue

KEEP_FINISHED = timedelta(days=7)


def jobs_reap(*, at: datetime) -> int:
    """Give back what silent workers owned; what was tried too often has failed. How many were touched."""
    silence = timedelta(seconds=settings.LUOXUAN_JOB_SILENCE)
    silent = Job.objects.filter(state=Job.State.RUNNING, beat_at__lt=at - silence)
    unwanted = silent.filter(cancel_asked=True).update(state=Job.State.CANCELLED, finished_at=at)
    spent = silent.filter(attempts__gte=F("most_attempts")).update(
        state=Job.State.FAILED, finished_at=at, reason=Reason.WORKER_DIED
    )
    return unwanted + spent + silent.update(state=Job.State.READY, run_after=at, worker="")


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
    if made:
        Job.objects.filter(brand=None, finished_at__lt=at - KEEP_FINISHED).delete()
    return made

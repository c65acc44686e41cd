"""Asking for work, doing it, giving it back when a worker died.

A job is claimed by one compare-and-set, so no two workers own it. Its owner beats while it runs; a job whose owner fell
silent is given back and counts as one more attempt. Work is therefore done at least once: handlers are safe to run twice.
"""

from luoxuan.foundation.jobs.services.asking import job_cancel, job_enqueue, job_retry
from luoxuan.foundation.jobs.services.keeping import jobs_reap, jobs_schedule
from luoxuan.foundation.jobs.services.running import (
    job_beat,
    job_claim,
    job_run,
    jobs_run_pending,
)

__all__ = [
    "job_beat",
    "job_cancel",
    "job_claim",
    "job_enqueue",
    "job_retry",
    "job_run",
    "jobs_reap",
    "jobs_run_pending",
    "jobs_schedule",
]

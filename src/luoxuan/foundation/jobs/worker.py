"""The worker process: claim, run, beat, reap, schedule; stops after the job at hand when asked to."""

import logging
import os
import secrets
import signal
import socket
import threading
from datetime import timedelta
from types import FrameType
from typing import Self

from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from luoxuan.foundation.jobs import services

LOOK = 0.5
HOUSEKEEPING = timedelta(seconds=5)

log = logging.getLogger("luoxuan.jobs")


class Worker:
    """One worker. `run` returns after SIGTERM or SIGINT; with `until_idle`, when nothing is ready."""

    def __init__(self) -> None:
        # The tail keeps a process that got an old one's number from owning its jobs.
        self.name = f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"
        self.stop = threading.Event()
        self.kept_house_at = timezone.now() - HOUSEKEEPING

    def ask_to_stop(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        """Finish the job at hand, then leave."""
        self.stop.set()

    def run(self, *, until_idle: bool = False) -> None:
        """Work until asked to stop."""
        signal.signal(signal.SIGTERM, self.ask_to_stop)
        signal.signal(signal.SIGINT, self.ask_to_stop)
        while not self.stop.is_set():
            close_old_connections()
            self._keep_house()
            job = services.job_claim(worker=self.name, at=timezone.now())
            if job is None:
                if until_idle:
                    return
                self.stop.wait(LOOK)
                continue
            with Heart(job.job_id, self.name):
                services.job_run(job=job, worker=self.name, at=timezone.now())

    def _keep_house(self) -> None:
        now = timezone.now()
        if now - self.kept_house_at >= HOUSEKEEPING:
            self.kept_house_at = now
            services.jobs_reap(at=now)
            services.jobs_schedule(at=now)


class Heart:
    """Beats for a job in a thread of its own while the handler works."""

    def __init__(self, job_id: str, worker: str) -> None:
        self.job_id, self.worker = job_id, worker
        self.quiet = threading.Event()
        self.thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.quiet.set()
        self.thread.join()

    def _beat(self) -> None:
        try:
            while not self.quiet.wait(settings.LUOXUAN_JOB_BEAT):
                self._beat_once()
        finally:
            connection.close()

    def _beat_once(self) -> None:
        try:
            services.job_beat(job_id=self.job_id, worker=self.worker, at=timezone.now())
        except DatabaseError as error:
            # A missed beat is made up by the next one; a dead heart would give the job away.
            log.warning("job %s: a beat was missed (%s)", self.job_id, type(error).__name__)

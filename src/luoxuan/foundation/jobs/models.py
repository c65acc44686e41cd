"""Jobs and what a schedule has already asked for."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Reason(models.TextChoices):
    """Why a job failed, where it was not an error of the work itself (then: the kind of error)."""

    WORKER_DIED = "worker_died", _("The worker died each time.")
    NOBODY_DOES_IT = "nobody_does_it", _("No part of this version does such work.")


def new_id() -> str:
    """A job's id, hard to guess."""
    return uuid.uuid4().hex


class Job(models.Model):
    """One piece of background work. A worker owns it while `worker` is its name and `beat_at` is fresh."""

    class State(models.TextChoices):
        """Where it is in its life."""

        READY = "ready", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        CANCELLED = "cancelled", _("Cancelled")

    job_id = models.CharField(max_length=32, primary_key=True, default=new_id)
    kind = models.CharField(max_length=60)
    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, null=True, related_name="+")
    payload = models.JSONField(default=dict)
    key = models.CharField(max_length=120, null=True, unique=True)  # noqa: DJ001  # many have none
    """What must be asked for only once: a second job with the key is the first one."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.READY)
    requested_by = models.ForeignKey(
        "people.User", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    run_after = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)
    worker = models.CharField(max_length=80, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    most_attempts = models.PositiveIntegerField(default=3)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    note = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    cancel_asked = models.BooleanField(default=False)

    class Meta:
        """Newest first; a worker looks for what is ready."""

        ordering: ClassVar = ["-created_at"]
        indexes: ClassVar = [models.Index(fields=["state", "run_after"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.job_id}"

    @property
    def is_over(self) -> bool:
        """Nothing more will happen to it by itself."""
        return self.state in {self.State.DONE, self.State.FAILED, self.State.CANCELLED}

    @property
    def reason_in_words(self) -> str:
        """Why it failed, for a page."""
        return str(dict(Reason.choices).get(self.reason, self.reason))

    @property
    def share(self) -> float | None:
        """How far it is, 0 to 1; None where the work has not said."""
        return min(self.done / self.total, 1.0) if self.total else None

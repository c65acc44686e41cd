"""One queue of work: tasks, what is said and kept with them, and the hours a brand works (7.6, 12.4)."""

import uuid
from datetime import time
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luoxuan.foundation.people.models import User
from luoxuan.foundation.people.roles import Role

USER = settings.AUTH_USER_MODEL


def new_id() -> str:
    """A fresh id as text: it names a sealed file and says nothing of what is in it."""
    return str(uuid.uuid4())


class Task(models.Model):
    """Something a person or a role has to do, where it comes from, and until when."""

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", pgettext_lazy("task", "To do")
        DOING = "doing", _("In progress")
        DONE = "done", _("Done")
        CANCELLED = "cancelled", _("Cancelled")

    class Priority(models.TextChoices):
        """How much it presses."""

        URGENT = "urgent", _("Urgent")
        HIGH = "high", _("High")
        NORMAL = "normal", _("Normal")
        LOW = "low", _("Low")

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    source_type = models.CharField(max_length=40, blank=True)
    source_id = models.CharField(max_length=80, blank=True)
    source_url = models.CharField(max_length=500, blank=True)
    evidence_url = models.CharField(max_length=500, blank=True)
    owner = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    role = models.CharField(max_length=24, choices=Role.choices, blank=True)
    """The queue it waits in while it has no owner."""
    permission = models.CharField(max_length=40, blank=True)
    """Or the queue of everybody who may do this, e.g. gates.decide."""
    shop_key = models.CharField(max_length=60, blank=True)
    priority = models.CharField(max_length=8, choices=Priority, default=Priority.NORMAL)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    due_at = models.DateTimeField(null=True)
    sla = models.DurationField(null=True)
    """Working time it may take; `due_at` comes from it."""
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    finished_by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    outcome = models.TextField(blank=True)
    key = models.CharField(max_length=120, blank=True)

    class Meta:
        """A key names one task that is not over, whoever opens it at the same moment."""

        ordering: ClassVar = ["-opened_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["brand", "state", "due_at"], name="task_brand_due"),
            models.Index(fields=["brand", "owner", "state"], name="task_brand_owner"),
            models.Index(fields=["brand", "source_type", "source_id"], name="task_brand_source"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["brand", "key"],
                condition=Q(state__in=["open", "doing"]) & ~Q(key=""),
                name="task_key_once_open",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        """Done or cancelled."""
        return self.state in {self.State.DONE, self.State.CANCELLED}


class TaskWatcher(models.Model):
    """A person who hears of the task without owning it."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="watchers")
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")

    class Meta:
        """Once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "user"], name="task_watched_once")
        ]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.user_id}"


class TaskComment(models.Model):
    """What somebody said on a task; it is not changed afterwards."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    text = models.TextField()
    mentioned = models.ManyToManyField(User, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """As a conversation."""

        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.task_id} {self.at:%Y-%m-%d %H:%M}"


class TaskAttachment(models.Model):
    """A file on a task, sealed under the brand's key (9.3)."""

    attachment_id = models.CharField(max_length=36, primary_key=True, default=new_id)
    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """As they came."""

        ordering: ClassVar = ["at", "name"]

    def __str__(self) -> str:
        return self.name


class TaskEscalation(models.Model):
    """A step above that heard that a task is late: once per step and promised moment."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="escalations")
    step = models.PositiveSmallIntegerField()
    due_at = models.DateTimeField()
    role = models.CharField(max_length=24, choices=Role.choices)
    at = models.DateTimeField()

    class Meta:
        """A task that was given more time may be late again."""

        ordering: ClassVar = ["at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "step", "due_at"], name="task_step_once")
        ]

    def __str__(self) -> str:
        return f"{self.task_id}#{self.step}"


class TaskFeed(models.Model):
    """A person's calendar address: only the hash of its secret is stored; a new one ends the old."""

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()

    class Meta:
        """One per person and brand."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "user"], name="task_feed_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}@{self.brand_id}"


def monday_to_friday() -> list[int]:
    """The days worked where nobody said otherwise; Monday is 0."""
    return [0, 1, 2, 3, 4]


class WorkHours(models.Model):
    """When a brand works: the clock of every agreed working time runs only then."""

    brand = models.OneToOneField(
        "people.Brand", primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    opens = models.TimeField(default=time(9))
    closes = models.TimeField(default=time(18))
    """00:00 is the end of the day."""
    lunch_from = models.TimeField(null=True, default=time(12))
    lunch_to = models.TimeField(null=True, default=time(13))
    weekdays = models.JSONField(default=monday_to_friday)
    keeps_holidays = models.BooleanField(default=True)
    """Holidays are free and made-up Saturdays are worked, as the State Council announces them."""
    closed_days = models.JSONField(default=list)
    open_days = models.JSONField(default=list)

    def __str__(self) -> str:
        return str(self.brand_id)

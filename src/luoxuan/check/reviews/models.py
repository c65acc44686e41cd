"""Reviews, what was decided in them, and what was signed. A frozen review never changes: the database refuses it."""

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Review(models.Model):
    """One review of a month, a quarter or a year: the pack the system made, and what people said to it (12.1)."""

    class Kind(models.TextChoices):
        """How long the period is."""

        MONTH = "month", _("Monthly review")
        QUARTER = "quarter", _("Quarterly review")
        YEAR = "year", _("Yearly review")

    class State(models.TextChoices):
        """How far it is."""

        PREPARING = "preparing", _("being prepared")
        READY = "ready", _("ready to be held")
        HELD = "held", _("held")
        FROZEN = "frozen", _("frozen")

    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    first = models.DateField()
    last = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARING)
    due_on = models.DateField()
    """The day it has to be held by."""
    data_version = models.PositiveIntegerField(default=0)
    """Number of the catalogue's row the pack was made from."""
    pack = models.JSONField(default=dict)
    scores = models.JSONField(default=list)
    """The incentive sheet, apart from the pack: not everybody may read it (12.3)."""
    pack_hash = models.CharField(max_length=64, blank=True)
    conclusion = models.TextField(blank=True)
    minutes = models.TextField(blank=True)
    created_at = models.DateTimeField()
    prepared_at = models.DateTimeField(null=True)
    held_at = models.DateTimeField(null=True)
    frozen_at = models.DateTimeField(null=True)

    class Meta:
        """One review per brand and period."""

        ordering: ClassVar = ["-last", "-first"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "kind", "first"], name="review_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.when}"

    @property
    def when(self) -> str:
        """The period as an address says it: 2026-10, 2026-Q4, 2026."""
        if self.kind == self.Kind.MONTH:
            return f"{self.first:%Y-%m}"
        if self.kind == self.Kind.QUARTER:
            return f"{self.first.year}-Q{(self.first.month + 2) // 3}"
        return f"{self.first.year}"

    @property
    def is_open(self) -> bool:
        """Whether it may still be changed."""
        return self.state != self.State.FROZEN


class AgendaItem(models.Model):
    """A point of the agenda and the minutes it is given."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    minutes = models.PositiveSmallIntegerField(default=10)

    class Meta:
        """In order."""

        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.title


class Attendance(models.Model):
    """Who was there, and when they signed."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="attendance")
    user = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)

    class Meta:
        """Once per person."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "user"], name="review_attended_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}@{self.review_id}"


class Decision(models.Model):
    """What was decided, and what came of it: nothing more, a task, or what an upper app registered (12.4)."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="decisions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)
    reason = models.CharField(max_length=500, blank=True)
    owner = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField(null=True, blank=True)
    follow = models.CharField(max_length=20, blank=True)
    follow_id = models.CharField(max_length=80, blank=True)
    follow_url = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        """In order."""

        ordering: ClassVar = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class ProposalAnswer(models.Model):
    """Whether a proposed shift of money was adopted, and why (12.3)."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="answers")
    key = models.CharField(max_length=64)
    is_adopted = models.BooleanField()
    reason = models.CharField(max_length=500)
    task_id = models.CharField(max_length=80, blank=True)
    answered_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        """One answer per proposal."""

        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "key"], name="proposal_answered_once")
        ]

    def __str__(self) -> str:
        return f"{self.key}: {'+' if self.is_adopted else '-'}"


class LateNote(models.Model):
    """The data changed after the review was frozen: what differs now. The review itself stays as it was."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="late_notes")
    data_version = models.PositiveIntegerField()
    differences = models.JSONField()
    noticed_at = models.DateTimeField()

    class Meta:
        """Newest first; one per version of the data."""

        ordering: ClassVar = ["-data_version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["review", "data_version"], name="late_note_once")
        ]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.data_version}"


class ReviewSettings(models.Model):
    """When reviews are due, how much money a proposal may move, and how scores are bounded."""

    brand = models.OneToOneField("people.Brand", on_delete=models.PROTECT, related_name="+")
    month_days = models.PositiveSmallIntegerField(default=8)
    """A monthly review is to be held within this many days after the month."""
    quarter_days = models.PositiveSmallIntegerField(default=15)
    year_days = models.PositiveSmallIntegerField(default=31)
    most_moved = models.DecimalField(max_digits=4, decimal_places=3, default=Decimal("0.100"))
    """Of the ad budget, at most this share is proposed to move."""
    score_cap = models.DecimalField(max_digits=4, decimal_places=2, default=Decimal("1.20"))
    score_floor = models.DecimalField(max_digits=4, decimal_places=2, default=Decimal("0.00"))

    def __str__(self) -> str:
        return f"{self.brand_id}"


class ScoreWeight(models.Model):
    """How much a target counts in its owner's score; a target without a row counts 1."""

    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    node_id = models.CharField(max_length=40)
    weight = models.DecimalField(max_digits=6, decimal_places=2)

    class Meta:
        """Once per target."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "node_id"], name="score_weight_once")
        ]

    def __str__(self) -> str:
        return f"{self.node_id}: {self.weight}"

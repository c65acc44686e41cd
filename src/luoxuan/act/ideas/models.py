"""Suggestions of everybody, and innovation projects with a trial budget (5.5, 12.5)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Suggestion(models.Model):
    """What somebody proposes; it gets an answer."""

    class State(models.TextChoices):
        """Where it stands."""

        NEW = "new", _("New")
        CONSIDERED = "considered", _("Being considered")
        ACCEPTED = "accepted", _("Accepted")
        DONE = "done", _("Carried out")
        DECLINED = "declined", _("Declined")

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(
        "people.User", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    title = models.CharField(max_length=120)
    body = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.NEW)
    answer = models.TextField(blank=True)
    thanks = models.CharField(max_length=200, blank=True)
    decided_by = models.ForeignKey(
        "people.User", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-made_at"]

    def __str__(self) -> str:
        return self.title


class SuggestionVote(models.Model):
    """One person finds a suggestion good."""

    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="votes")
    user = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")

    class Meta:
        """Once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["suggestion", "user"], name="suggestion_vote_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.suggestion_id}"


class TrialPool(models.Model):
    """What a year may spend on trials in all (小额试错预算)."""

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    year = models.PositiveIntegerField()
    amount = models.DecimalField(max_digits=14, decimal_places=2)

    class Meta:
        """One per year."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "year"], name="trial_pool_once")
        ]

    def __str__(self) -> str:
        return str(self.year)


class Trial(models.Model):
    """An innovation project: what we believe, what it may cost, when we stop, what it taught."""

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", _("Draft")
        ASKED = "asked", _("Waiting for approval")
        RUNNING = "running", _("Running")
        STOPPED = "stopped", _("Stopped by its rule")
        FINISHED = "finished", _("Finished")
        REFUSED = "refused", _("Not approved")

    class Outcome(models.TextChoices):
        """What came of it."""

        SUCCESS = "success", _("It worked")
        FAILURE = "failure", _("It did not work")
        UNCLEAR = "unclear", _("It cannot be said")

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    suggestion = models.ForeignKey(
        Suggestion, on_delete=models.SET_NULL, null=True, related_name="trials"
    )
    title = models.CharField(max_length=120)
    hypothesis = models.TextField()
    metric = models.CharField(max_length=60)
    shop_key = models.CharField(max_length=40, blank=True)
    budget = models.DecimalField(max_digits=14, decimal_places=2)
    stop_rule = models.CharField(max_length=300)
    stop_below = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    """The metric's value of a week under which the trial stops; None: a person watches the rule."""
    starts_on = models.DateField()
    ends_on = models.DateField()
    owner = models.ForeignKey("people.User", on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    learnt = models.TextField(blank=True)
    article_slug = models.CharField(max_length=60, blank=True)
    """The SOP or the lesson it ended in."""
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """A finished trial has an outcome and an article: the database says so as well."""

        ordering: ClassVar = ["-made_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state="finished") | (~Q(outcome="") & ~Q(article_slug="")),
                name="trial_ends_in_knowledge",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="trial_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class TrialCost(models.Model):
    """Money a trial spent."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="costs")
    on = models.DateField()
    what = models.CharField(max_length=120)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    made_at = models.DateTimeField()

    class Meta:
        """In order of days."""

        ordering: ClassVar = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.on} {self.amount}"

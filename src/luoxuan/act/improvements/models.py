"""Findings, why they are, what was decided to do, and what it did. An action never closes without one or the other (12.2, 12.4)."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

USER = settings.AUTH_USER_MODEL


class Finding(models.Model):
    """Something that is not as it should be, and where that was seen."""

    class Source(models.TextChoices):
        """Where it was seen."""

        REPORT = "report", _("Report")
        FIGURE = "figure", _("Figure")
        REVIEW = "review", _("Review")
        ALERT = "alert", _("Alert")
        CONFORMITY = "conformity", _("Conformity gap")
        SUGGESTION = "suggestion", _("Suggestion")
        HAND = "hand", _("By hand")

    class State(models.TextChoices):
        """How far it is."""

        OPEN = "open", _("not acted on")
        ACTING = "acting", _("being acted on")
        CLOSED = "closed", _("closed")

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    title = models.CharField(max_length=200)
    detail = models.TextField(blank=True)
    source = models.CharField(max_length=12, choices=Source, default=Source.HAND)
    source_id = models.CharField(max_length=120, blank=True)
    source_url = models.CharField(max_length=500, blank=True)
    metric = models.CharField(max_length=60, blank=True)
    shop_key = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    owner = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    close_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        """Newest first; one open finding per source."""

        ordering: ClassVar = ["-opened_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["brand", "source", "source_id"],
                condition=~Q(source_id="") & ~Q(state="closed"),
                name="finding_open_once_per_source",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__isnull=False),
                name="finding_closed_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.state != self.State.CLOSED


class RootCause(models.Model):
    """One bone of the fishbone: its branch, the statement, and the chain of whys behind it."""

    class Branch(models.TextChoices):
        """人机料法环测, as a shop knows them."""

        PEOPLE = "people", _("People")
        PLATFORM = "platform", _("Platform and tools")
        PRODUCT = "product", _("Product and supply")
        PROCESS = "process", _("Process")
        ENVIRONMENT = "environment", _("Market and rivals")
        DATA = "data", _("Data and measurement")

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="causes")
    branch = models.CharField(max_length=12, choices=Branch)
    statement = models.CharField(max_length=300)
    whys = models.JSONField(default=list)
    """Up to five answers, each to "why?" of the one before."""
    is_root = models.BooleanField(default=False)
    """Confirmed as what has to be acted on."""
    added_by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        """By branch, first come first."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.statement


class Evidence(models.Model):
    """An analysis or a page that shows something about the finding, with the figure seen there."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="evidence")
    title = models.CharField(max_length=200)
    url = models.CharField(max_length=500)
    figure = models.CharField(max_length=200, blank=True)
    added_by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        """First come first."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.title


class Action(models.Model):
    """What is done about a finding: by whom, until when, and what it should do to which metric where."""

    class State(models.TextChoices):
        """Where it stands; the last three are ends."""

        OPEN = "open", _("to do")
        DONE = "done", _("done, waiting to be measured")
        MEASURED = "measuring", _("measured, to be decided")
        KEPT = "kept", _("kept")
        NOT_KEPT = "not_kept", _("not kept")
        REASON = "closed_with_reason", _("closed with a reason")

    class Direction(models.TextChoices):
        """Which way is good."""

        UP = "up", _("should rise")
        DOWN = "down", _("should fall")

    class Kind(models.TextChoices):
        """What the expected effect is a number of."""

        AMOUNT = "amount", _("amount per day")
        SHARE = "share", _("share of what it would be")

    ENDS = (State.KEPT, State.NOT_KEPT, State.REASON)

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="actions")
    cause = models.ForeignKey(RootCause, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=200)
    detail = models.TextField(blank=True)
    owner = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    due_on = models.DateField()
    check_on = models.DateField()
    metric = models.CharField(max_length=60)
    direction = models.CharField(max_length=4, choices=Direction, default=Direction.UP)
    expected = models.DecimalField(max_digits=18, decimal_places=6)
    """Always positive: the direction says which way."""
    expected_kind = models.CharField(max_length=6, choices=Kind, default=Kind.AMOUNT)
    shops = models.JSONField(default=list)
    controls = models.JSONField(default=list)
    products = models.JSONField(default=list)
    campaign = models.CharField(max_length=120, blank=True)
    objective_id = models.CharField(max_length=40, blank=True)
    """The objective or target it serves, if any: the loop page finds it by this."""
    node_id = models.CharField(max_length=40, blank=True)
    cost = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    state = models.CharField(max_length=20, choices=State, default=State.OPEN)
    planned_by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    planned_at = models.DateTimeField()
    started_on = models.DateField(null=True)
    """The first day it was in force."""
    done_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=500, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    close_reason = models.CharField(max_length=500, blank=True)
    closing_effect = models.ForeignKey(
        "Effect", null=True, on_delete=models.PROTECT, related_name="+"
    )

    article_slug = models.CharField(max_length=120, blank=True)
    """The SOP a kept action became."""

    class Meta:
        """By due day. The database itself knows no closed action without effect or reason."""

        ordering: ClassVar = ["due_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state__in=["kept", "not_kept"]) | Q(closing_effect__isnull=False),
                name="action_kept_on_effect",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed_with_reason") | ~Q(close_reason=""),
                name="action_closed_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(check_on__gt=models.F("due_on")), name="action_checked_after_due"
            ),
            models.CheckConstraint(condition=Q(expected__gt=0), name="action_expects_something"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_over(self) -> bool:
        """Whether it is closed."""
        return self.state in self.ENDS


class Effect(models.Model):
    """One measurement of an action, with everything it was made of. It is never changed: measuring again adds one."""

    class Verdict(models.TextChoices):
        """What the numbers propose."""

        KEPT = "kept", _("works")
        NOT_KEPT = "not_kept", _("does not bring what was expected")
        UNCLEAR = "unclear", _("cannot be told")

    class Method(models.TextChoices):
        """How it was measured."""

        CONTROL = "control", _("against other shops")
        BEFORE_AFTER = "before_after", _("before and after")

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="effects")
    measured_at = models.DateTimeField()
    measured_by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    data_version = models.PositiveIntegerField(default=0)
    """Number of the catalogue's row it was made from."""
    method = models.CharField(max_length=14, choices=Method)
    verdict = models.CharField(max_length=10, choices=Verdict)
    per_day = models.DecimalField(max_digits=24, decimal_places=8, null=True)
    per_day_low = models.DecimalField(max_digits=24, decimal_places=8, null=True)
    per_day_high = models.DecimalField(max_digits=24, decimal_places=8, null=True)
    total = models.DecimalField(max_digits=24, decimal_places=4, null=True)
    total_low = models.DecimalField(max_digits=24, decimal_places=4, null=True)
    total_high = models.DecimalField(max_digits=24, decimal_places=4, null=True)
    share_of_expected = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    first = models.DateField()
    last = models.DateField()
    """The days after the start that were measured."""
    answer = models.JSONField()
    """The whole answer, days and sentences in both languages."""

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-measured_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.action_id}: {self.verdict}"

    @property
    def is_measured(self) -> bool:
        """Whether there is a number at all."""
        return self.per_day is not None

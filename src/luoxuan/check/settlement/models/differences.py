"""A difference between order, bill and money, and what people did about it (11.12)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DifferenceRecord(models.Model):
    """What the analysis found under a key stays one record, however often it is found."""

    class State(models.TextChoices):
        """How far people are with it."""

        OPEN = "open", pgettext_lazy("difference", "Unexplained")
        EXPLAINED = "explained", _("Explained")
        CLAIMED = "claimed", _("Claimed")
        SETTLED = "settled", pgettext_lazy("difference", "Settled")
        WRITTEN_OFF = "written_off", _("Written off")

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    month = models.CharField(max_length=7)
    key = models.CharField(max_length=80)
    kind = models.CharField(max_length=24)
    side = models.CharField(max_length=20)
    platform = models.CharField(max_length=40, blank=True)
    shop_key = models.CharField(max_length=60, blank=True)
    provider = models.CharField(max_length=40, blank=True)
    account = models.CharField(max_length=120, blank=True)
    order_id = models.CharField(max_length=80, blank=True)
    flow_nos = models.JSONField(default=list)
    expected = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    found = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    currency = models.CharField(max_length=3)
    occurred_on = models.DateField()
    age_days = models.IntegerField()
    is_explained = models.BooleanField(default=False)
    """Whether the data explain it, or a tolerance covers it."""
    is_tolerated = models.BooleanField(default=False)
    cause = models.CharField(max_length=300, blank=True)
    """What the analysis says of it."""
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    is_by_hand = models.BooleanField(default=False)
    """A person set the state: data that explain nothing new leave it as it is."""
    owner = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    reference = models.CharField(max_length=200, blank=True)
    """Number of the claim, of a document: the evidence a person names."""
    off_amount = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    """The amount that was written off: another amount is another matter."""
    gate_id = models.PositiveBigIntegerField(null=True)
    """The approval its write-off waits for."""
    first_seen_on = models.DateField()
    seen_last = models.DateField()
    settled_on = models.DateField(null=True)
    run_id = models.PositiveBigIntegerField()
    """The run that saw it last; runs go, what they saw stays."""
    changed_at = models.DateTimeField()

    class Meta:
        """One record per month and key."""

        ordering: ClassVar = ["-age_days", "key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "month", "key"], name="difference_once")
        ]
        indexes: ClassVar = [
            models.Index(fields=["brand", "month", "state", "kind"], name="difference_list"),
            models.Index(fields=["brand", "month", "run_id"], name="difference_run"),
            models.Index(
                fields=["brand", "owner"], condition=Q(owner__isnull=False), name="difference_owner"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"

    @property
    def task_key(self) -> str:
        """Names the task somebody works on it with."""
        return f"difference:{self.pk}"

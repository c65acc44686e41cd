"""Closed months. What was signed never changes: the database itself refuses it (11.12)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy


class MonthClose(models.Model):
    """One closing of one month: asked, closed, perhaps opened again; the next one gets the next number."""

    class State(models.TextChoices):
        """Where it stands."""

        ASKED = "asked", pgettext_lazy("month", "Waiting for approval")
        CLOSED = "closed", pgettext_lazy("month", "Closed")
        REFUSED = "refused", pgettext_lazy("month", "Turned down")
        REOPENED = "reopened", pgettext_lazy("month", "Opened again")

    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    month = models.CharField(max_length=7)
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    figures = models.TextField()
    """Canonical JSON: standing, adjustments, counts; the same figures are the same bytes."""
    differences = models.BinaryField()
    """Every difference as it stood, canonical JSON, packed."""
    digest = models.CharField(max_length=64)
    """SHA-256 of figures and differences."""
    data_version = models.PositiveIntegerField()
    """Number of the catalogue's row the figures were read from."""
    gate_id = models.PositiveBigIntegerField(null=True)
    asked_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        "people.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)
    reopened_by = models.ForeignKey(
        "people.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    reopened_at = models.DateTimeField(null=True)
    reopen_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        """Newest first; a month is asked or closed once at a time."""

        ordering: ClassVar = ["-month", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "month", "number"], name="closing_number"),
            models.UniqueConstraint(
                fields=["brand", "month"],
                condition=Q(state__in=["asked", "closed"]),
                name="closing_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.number}"

    @property
    def is_closed(self) -> bool:
        """Whether it holds."""
        return self.state == self.State.CLOSED


class Adjustment(models.Model):
    """What came late for a closed month: counted in a month that is open."""

    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    closing = models.ForeignKey(MonthClose, on_delete=models.PROTECT, related_name="adjustments")
    month = models.CharField(max_length=7)
    """The open month it is counted in."""
    account_key = models.CharField(max_length=220)
    """provider|account|ledger|currency."""
    amount = models.DecimalField(max_digits=18, decimal_places=4)
    """What the account moved more than it was closed with, less what other months took over."""
    lines = models.BigIntegerField()
    evidence = models.JSONField(default=dict)
    """The files that came since, and the differences that came and went."""
    at = models.DateTimeField()

    class Meta:
        """One per closing, month and account."""

        ordering: ClassVar = ["month", "closing_id", "account_key"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["closing", "month", "account_key"], name="adjustment_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.closing_id} → {self.month}: {self.amount}"

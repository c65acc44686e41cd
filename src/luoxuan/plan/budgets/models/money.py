"""Where the money goes: commitments, own costs, ad spend read from the data, spend nobody planned (11.10)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class BudgetCommitment(models.Model):
    """Money promised to somebody."""

    class State(models.TextChoices):
        """What became of it."""

        RESERVED = "reserved", _("Reserved")
        SPENT = "spent", _("Spent")
        RELEASED = "released", _("Released")

    line = models.ForeignKey(
        "budgets.BudgetLine", on_delete=models.PROTECT, related_name="commitments"
    )
    month = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    counterparty = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.RESERVED)
    is_over = models.BooleanField(default=False)
    """Whether a line that only warns was over its money when this was promised."""
    source_type = models.CharField(max_length=60, blank=True)
    source_id = models.CharField(max_length=80, blank=True)
    author = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(month__gte=1, month__lte=12, amount__gt=0),
                name="budget_commitment_sane",
            )
        ]

    def __str__(self) -> str:
        return f"{self.line_id} {self.month}: {self.amount}"


class CostEntry(models.Model):
    """A cost that was paid and stands in no ad report; one that settles a commitment names it."""

    line = models.ForeignKey("budgets.BudgetLine", on_delete=models.PROTECT, related_name="costs")
    commitment = models.OneToOneField(
        BudgetCommitment, on_delete=models.PROTECT, null=True, related_name="cost"
    )
    spent_on = models.DateField()
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    """Below zero: a credit note."""
    text = models.CharField(max_length=200)
    reference = models.CharField(max_length=80, blank=True)
    """Number of the voucher; the same number is not booked twice on a line."""
    author = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-spent_on", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["line", "reference"],
                condition=~models.Q(reference=""),
                name="budget_cost_reference_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.spent_on} {self.amount}"


class BudgetActual(models.Model):
    """Ad spend of a line and month as the data say it, and the value the platforms attribute to it."""

    line = models.ForeignKey("budgets.BudgetLine", on_delete=models.CASCADE, related_name="actuals")
    month = models.PositiveSmallIntegerField()
    spend = models.DecimalField(max_digits=18, decimal_places=4)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    """None where no report gives it."""

    class Meta:
        """One per line and month."""

        ordering: ClassVar = ["month"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["line", "month"], name="budget_actual_once")
        ]

    def __str__(self) -> str:
        return f"{self.line_id} {self.month}: {self.spend}"


class UnplannedSpend(models.Model):
    """Ad spend of the data that no line covers."""

    budget = models.ForeignKey("budgets.Budget", on_delete=models.CASCADE, related_name="unplanned")
    shop_key = models.CharField(max_length=60)
    campaign_id = models.CharField(max_length=80, blank=True)
    month = models.PositiveSmallIntegerField()
    spend = models.DecimalField(max_digits=18, decimal_places=4)

    class Meta:
        """The dearest first."""

        ordering: ClassVar = ["-spend"]

    def __str__(self) -> str:
        return f"{self.shop_key} {self.campaign_id} {self.month}: {self.spend}"

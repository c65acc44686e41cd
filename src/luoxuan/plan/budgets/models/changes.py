"""How a budget moves: approved versions, changes, exceptions (11.10)."""

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _


class Asked(models.TextChoices):
    """How far a request is."""

    WAITING = "waiting", _("Waiting for approval")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Turned down")
    ENDED = "ended", _("Withdrawn or expired")


class BudgetVersion(models.Model):
    """The budget as it was approved, whole."""

    budget = models.ForeignKey("budgets.Budget", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    gate_id = models.BigIntegerField()
    at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)
    lines = models.JSONField(encoder=DjangoJSONEncoder)
    """[{"id", "name", "months": twelve decimal texts}]"""

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["budget", "number"], name="budget_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.budget_id} v{self.number}"


class BudgetChange(models.Model):
    """Other amounts for an approved budget: in force once they are approved."""

    budget = models.ForeignKey("budgets.Budget", on_delete=models.CASCADE, related_name="changes")
    state = models.CharField(max_length=10, choices=Asked, default=Asked.WAITING)
    reason = models.CharField(max_length=300)
    amounts = models.JSONField()
    """{line id: {month: decimal text}}; only months that change."""
    based_on = models.PositiveIntegerField()
    """The version that was seen when it was asked."""
    author = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.reason


class BudgetException(models.Model):
    """More money for one month of a line, once: the way past a hard stop."""

    line = models.ForeignKey(
        "budgets.BudgetLine", on_delete=models.CASCADE, related_name="exceptions"
    )
    month = models.PositiveSmallIntegerField()
    amount = models.DecimalField(max_digits=18, decimal_places=2)
    reason = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=Asked, default=Asked.WAITING)
    author = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(month__gte=1, month__lte=12, amount__gt=0),
                name="budget_exception_sane",
            )
        ]

    def __str__(self) -> str:
        return f"{self.line_id} {self.month}: +{self.amount}"

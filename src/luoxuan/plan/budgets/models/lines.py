"""A year's budget, its lines, and what each month of a line may cost (11.10, 6.3)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CostKind(models.TextChoices):
    """What the money is for."""

    ADVERTISING = "advertising", _("Advertising")
    INFLUENCER = "influencer", _("Influencers")
    SAMPLES = "samples", _("Samples")
    STAFF = "staff", _("Staff")
    TOOLS = "tools", _("Tools")
    OTHER = "other", _("Other")


class Budget(models.Model):
    """The budget of one year: a draft until it is approved; afterwards only approved changes move it."""

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", _("Draft")
        WAITING = "waiting", _("Waiting for approval")
        APPROVED = "approved", _("Approved")

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="budgets")
    year = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=0)
    """How often it was approved, changes included."""
    created_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)
    actuals_at = models.DateTimeField(null=True, blank=True)
    """When ad spend was last read from the data."""
    actuals_data = models.CharField(max_length=64, blank=True)
    """Version of the data it was read from."""

    class Meta:
        """One budget per year."""

        ordering: ClassVar = ["-year"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "year"], name="budget_year_once")
        ]

    def __str__(self) -> str:
        return f"{self.year}"

    @property
    def is_in_force(self) -> bool:
        """Whether money may be committed."""
        return self.version > 0


class BudgetLine(models.Model):
    """Money for one purpose in one place: the row a commitment locks."""

    class Control(models.TextChoices):
        """What happens where the money is not enough."""

        STOP = "stop", _("Stop")
        WARN = "warn", _("Warn")

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="lines")
    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    objective = models.ForeignKey(
        "strategy.Objective", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    channel = models.CharField(max_length=30, blank=True)
    """A platform; empty with a shop (the shop says it) and for the whole brand."""
    shop_key = models.CharField(max_length=60, blank=True)
    campaign_id = models.CharField(max_length=80, blank=True)
    cost_kind = models.CharField(max_length=12, choices=CostKind, default=CostKind.ADVERTISING)
    control = models.CharField(max_length=4, choices=Control, default=Control.STOP)
    owner = models.ForeignKey(
        "people.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    roi_floor = models.DecimalField(max_digits=8, decimal_places=2, null=True, blank=True)
    """Below this return on ad spend the owner gets a task."""
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        """By name; ad spend of one place belongs to one line."""

        ordering: ClassVar = ["cost_kind", "name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["budget", "name"], name="budget_line_name_once"),
            models.UniqueConstraint(
                fields=["budget", "channel", "shop_key", "campaign_id"],
                condition=Q(cost_kind="advertising"),
                name="budget_ad_line_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_advertising(self) -> bool:
        """Whether ad spend of the data belongs to it."""
        return self.cost_kind == CostKind.ADVERTISING

    @property
    def is_hard(self) -> bool:
        """Whether it stops."""
        return self.control == self.Control.STOP


class BudgetMonth(models.Model):
    """What a line may cost in a month, as approved; of a draft: as planned."""

    line = models.ForeignKey(BudgetLine, on_delete=models.CASCADE, related_name="months")
    month = models.PositiveSmallIntegerField()
    planned = models.DecimalField(max_digits=18, decimal_places=2)
    unpromised = models.DecimalField(max_digits=18, decimal_places=4, default=0)
    """Ad spend that ran outside of promises when the last one was made."""

    class Meta:
        """Twelve per line."""

        ordering: ClassVar = ["month"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["line", "month"], name="budget_month_once"),
            models.CheckConstraint(
                condition=Q(month__gte=1, month__lte=12, planned__gte=0), name="budget_month_sane"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month}: {self.planned}"

"""What the company wants, and the figures it puts weight on (5.1)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Objective(models.Model):
    """One aim of a period; targets, budget lines, entries and plans link to it."""

    class Kind(models.TextChoices):
        """What it is about; each kind brings its emphasis (presets)."""

        NEW_MARKET = "new_market", _("Open a new market")
        MARKET_SHARE = "market_share", _("Win market share")
        PROFIT = "profit", _("Raise profit")
        BRAND = "brand", _("Strengthen the brand")
        NEW_PRODUCT = "new_product", _("Launch new products")
        CUSTOMER = "customer", _("Keep customers")
        EFFICIENCY = "efficiency", _("Work more efficiently")

    class State(models.TextChoices):
        """How far it is."""

        DRAFT = "draft", _("Draft")
        ACTIVE = "active", _("Under way")
        ACHIEVED = "achieved", _("Achieved")
        DROPPED = "dropped", _("Dropped")

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="objectives")
    kind = models.CharField(max_length=16, choices=Kind.choices)
    title = models.CharField(max_length=120)
    body = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    owner = models.ForeignKey(
        "people.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    state_reason = models.CharField(max_length=300, blank=True)
    emphasis = models.JSONField(default=list)
    """[{"metric": id of the registry, "weight": decimal text}]; the weights add up to 1."""
    origin = models.ForeignKey(
        "strategy.SwotMove", on_delete=models.SET_NULL, null=True, blank=True,
        related_name="objectives",
    )  # fmt: skip
    """The move of a SWOT board it was made of."""
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        """Those that run first, by their begin."""

        ordering = ["starts_on", "pk"]
        indexes = [models.Index(fields=["brand", "state"], name="objective_by_state")]

    def __str__(self) -> str:
        return self.title

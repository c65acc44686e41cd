"""The KPI tree of a year, its monthly targets, what they rest on, and every re-split (6.4-6.7)."""

from datetime import date
from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.people.roles import Role
from luoxuan.metrics.registry import METRICS


class TargetTree(models.Model):
    """One version of a brand's targets of a year; one version at a time is approved."""

    class State(models.TextChoices):
        """Where it stands."""

        DRAFT = "draft", _("Draft")
        ASKED = "asked", _("Waiting for approval")
        APPROVED = "approved", _("Approved")
        REPLACED = "replaced", _("Replaced")

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=80)
    template = models.CharField(max_length=20, blank=True)
    """Which template it was made from."""
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    objective_id = models.BigIntegerField(null=True, blank=True)
    """Of the strategy: nodes without one of their own serve it."""
    author = models.ForeignKey(
        "people.User", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest version first."""

        ordering: ClassVar = ["-year", "-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "year", "version"], name="tree_version"),
            models.UniqueConstraint(
                fields=["brand", "year"], condition=Q(state="approved"), name="tree_approved_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.year}"

    @property
    def is_open(self) -> bool:
        """Whether targets may be edited: an approved one is revised or re-split instead."""
        return self.state == self.State.DRAFT

    def months(self) -> tuple[date, ...]:
        """The first day of each month of its year."""
        return tuple(date(self.year, month, 1) for month in range(1, 13))


class TargetNode(models.Model):
    """One figure of the tree: a metric of the registry, a formula over its children, or an assumption."""

    class Level(models.TextChoices):
        """The standard's four levels, and the shop between channel and project (6.6)."""

        COMPANY = "company", _("Company")
        DEPARTMENT = "department", _("Department")
        CHANNEL = "channel", _("Channel")
        SHOP = "shop", _("Shop")
        PROJECT = "project", _("Project")

    class Formula(models.TextChoices):
        """How the node comes of its children, in their order."""

        NONE = "", _("none")
        SUM = "sum", _("sum")
        PRODUCT = "product", _("multiplied")
        DIFFERENCE = "difference", _("first minus the others")
        RATIO = "ratio", _("first over second")

    tree = models.ForeignKey(TargetTree, on_delete=models.CASCADE, related_name="nodes")
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="children"
    )
    position = models.PositiveSmallIntegerField(default=0)
    level = models.CharField(max_length=10, choices=Level)
    title = models.CharField(max_length=80)
    metric = models.CharField(max_length=60, blank=True)
    """Id of the registry; empty: only a formula, or an assumption."""
    formula = models.CharField(max_length=10, choices=Formula, default="", blank=True)
    unit = models.CharField(max_length=10)
    """money, count, share or ratio."""
    is_assumption = models.BooleanField(default=False)
    source = models.CharField(max_length=200, blank=True)
    """Of an assumption: where the typed number comes from."""
    shop_key = models.CharField(max_length=60, blank=True)
    platform = models.CharField(max_length=30, blank=True)
    """Of a channel: all its shops."""
    owner = models.ForeignKey(
        "people.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    role = models.CharField(max_length=24, choices=Role.choices, blank=True)
    objective_id = models.BigIntegerField(null=True, blank=True)
    basis = models.JSONField(default=dict, encoder=DjangoJSONEncoder, blank=True)
    """Of the year's number: which suggestion, its range, who, when."""
    season = models.JSONField(default=list, blank=True)
    """Learned weight of each day of the year, whole numbers; empty: every day weighs the same."""

    class Meta:
        """Siblings in their order."""

        ordering: ClassVar = ["tree", "position", "pk"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_additive(self) -> bool:
        """Money and counts are split over months and days; rates are carried."""
        return self.unit in {"money", "count"} and not self.is_rate

    @property
    def is_rate(self) -> bool:
        """Money per order and the like: a value of its own in every month."""
        known = METRICS.get(self.metric)
        if known is not None:
            return known.additivity != "additive"
        return self.formula == self.Formula.RATIO or self.unit in {"share", "ratio"}


class TargetValue(models.Model):
    """A node's target of one month. Once the month is closed the database itself refuses to change it."""

    node = models.ForeignKey(TargetNode, on_delete=models.CASCADE, related_name="values")
    month = models.DateField()
    """Its first day."""
    value = models.DecimalField(max_digits=20, decimal_places=6)
    is_closed = models.BooleanField(default=False)
    basis = models.JSONField(default=dict, encoder=DjangoJSONEncoder, blank=True)

    class Meta:
        """One per month."""

        ordering: ClassVar = ["month"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["node", "month"], name="target_once_per_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="target_month_first"),
        ]

    def __str__(self) -> str:
        return f"{self.node_id} {self.month:%Y-%m}"


class Resplit(models.Model):
    """The rest of a year split anew after a month was missed: before, after, why (6.4)."""

    node = models.ForeignKey(TargetNode, on_delete=models.CASCADE, related_name="resplits")
    from_month = models.DateField()
    before = models.JSONField(encoder=DjangoJSONEncoder)
    """Month to target, as decimal texts."""
    after = models.JSONField(encoder=DjangoJSONEncoder)
    actuals = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    """Of the months before, as they were known."""
    reason = models.CharField(max_length=300)
    actor = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    happened_at = models.DateTimeField()

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-happened_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.node_id} {self.from_month:%Y-%m}"


class BenchmarkFigure(models.Model):
    """What the trade reaches: a figure somebody published, with its source (6.7)."""

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    metric = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=20, decimal_places=6)
    year = models.PositiveSmallIntegerField()
    scope = models.CharField(max_length=80, blank=True)
    """Of whom it speaks: a platform, a category."""
    source = models.CharField(max_length=200)
    source_url = models.URLField(max_length=500, blank=True)
    author = models.ForeignKey(
        "people.User", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()

    class Meta:
        """By metric, newest year first."""

        ordering: ClassVar = ["metric", "-year", "pk"]

    def __str__(self) -> str:
        return f"{self.metric} {self.year}"

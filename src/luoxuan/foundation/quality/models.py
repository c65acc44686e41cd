"""What the contracts said of the tables, run after run (9.2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.people.models import Brand


class QualityRun(models.Model):
    """One look at the tables that changed since the look before."""

    class Cause(models.TextChoices):
        """What made us look."""

        DATA = "data", _("New data")
        DAY = "day", _("New day")
        PERSON = "person", _("On request")

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")
    seq = models.PositiveIntegerField(default=0)
    """The catalogue row that was true."""
    cause = models.CharField(max_length=10, choices=Cause)
    day = models.DateField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["brand", "-at"], name="quality_run_at")]

    def __str__(self) -> str:
        return f"{self.brand_id}@{self.seq}"


class TableScore(models.Model):
    """One table in one run: shares of promises kept, 0 to 1; null where nothing could be asked."""

    run = models.ForeignKey(QualityRun, on_delete=models.CASCADE, related_name="scores")
    table = models.CharField(max_length=40)
    rows = models.PositiveBigIntegerField()
    accuracy = models.DecimalField(max_digits=7, decimal_places=6, null=True)
    completeness = models.DecimalField(max_digits=7, decimal_places=6, null=True)
    consistency = models.DecimalField(max_digits=7, decimal_places=6, null=True)
    uniqueness = models.DecimalField(max_digits=7, decimal_places=6, null=True)
    timeliness = models.DecimalField(max_digits=7, decimal_places=6, null=True)

    class Meta:
        ordering = ["table"]
        constraints = [models.UniqueConstraint(fields=["run", "table"], name="quality_table_once")]

    def __str__(self) -> str:
        return self.table


class RuleCount(models.Model):
    """How often a rule was asked and broken in one run."""

    run = models.ForeignKey(QualityRun, on_delete=models.CASCADE, related_name="rules")
    table = models.CharField(max_length=40)
    rule = models.CharField(max_length=80)
    dimension = models.CharField(max_length=16)
    checked = models.PositiveBigIntegerField()
    bad = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["table", "rule"]

    def __str__(self) -> str:
        return self.rule

"""How small a difference is nobody's work, and how much may be unexplained when a month is closed (11.12)."""

from decimal import Decimal
from typing import ClassVar

from django.db import models


class ToleranceRule(models.Model):
    """A difference within the amount, or within the rate of what was expected, counts as explained."""

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=24, blank=True)
    """Of which kind of difference; empty: of any."""
    platform = models.CharField(max_length=40, blank=True)
    """On which platform; empty: on any."""
    amount = models.DecimalField(max_digits=12, decimal_places=2, default=Decimal(0))
    rate = models.DecimalField(max_digits=7, decimal_places=6, default=Decimal(0))

    class Meta:
        """One rule per kind and platform; the most exact one holds."""

        ordering: ClassVar = ["kind", "platform"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "kind", "platform"], name="tolerance_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind or '*'}/{self.platform or '*'}: {self.amount}"


class SettlementSettings(models.Model):
    """What a brand asks of a month that is to be closed, and of what is looked at every day."""

    brand = models.OneToOneField("people.Brand", on_delete=models.CASCADE, related_name="+")
    unexplained_limit = models.DecimalField(max_digits=14, decimal_places=2, default=Decimal(100))
    """A month with more unexplained money is not closed without the owner's waiver."""
    oldest_days = models.PositiveSmallIntegerField(default=30)
    """A difference older than this is told of."""
    versions_seen = models.JSONField(default=dict)
    seq_seen = models.PositiveIntegerField(default=0)
    """The data that were looked at last by themselves."""

    def __str__(self) -> str:
        return f"{self.brand_id}"

"""What a run of the reconciliation found: pages read it, nothing is reckoned again for them (11.12)."""

from decimal import Decimal
from typing import ClassVar

from django.db import models


class Reconciliation(models.Model):
    """One run over one month, as the data were."""

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    month = models.CharField(max_length=7)
    as_of = models.DateField()
    data_version = models.PositiveIntegerField()
    """Number of the catalogue's row the run read."""
    at = models.DateTimeField()
    actor = models.ForeignKey("people.User", null=True, on_delete=models.SET_NULL, related_name="+")
    matched = models.DecimalField(max_digits=18, decimal_places=4, default=Decimal(0))
    explained = models.DecimalField(max_digits=18, decimal_places=4, default=Decimal(0))
    unexplained = models.DecimalField(max_digits=18, decimal_places=4, default=Decimal(0))
    total = models.DecimalField(max_digits=18, decimal_places=4, default=Decimal(0))
    matched_share = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    standing = models.JSONField(default=dict)
    """Accounts, shops, causes and next dues as JSON; amounts as decimal text."""
    lines = models.PositiveBigIntegerField(default=0)
    """How many lines of bills and accounts the run saw."""
    differences = models.PositiveIntegerField(default=0)
    is_whole = models.BooleanField(default=False)
    """Whether every difference was stored: a run that broke off is never shown."""

    class Meta:
        """Newest last by number."""

        ordering: ClassVar = ["-pk"]
        indexes: ClassVar = [models.Index(fields=["brand", "month"], name="settlement_run_month")]

    def __str__(self) -> str:
        return f"{self.month} {self.as_of}"

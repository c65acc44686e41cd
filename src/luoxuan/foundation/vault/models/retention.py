"""How long each class of personal data stays, why, and what the daily run removed."""

from typing import ClassVar

from django.db import models


class RetentionClock(models.Model):
    """A brand's own days for a class; without a row the default counts."""

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    data_class = models.CharField(max_length=20)
    days = models.PositiveIntegerField()
    reason = models.CharField(max_length=300)
    changed_at = models.DateTimeField()

    class Meta:
        """One per class."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "data_class"], name="clock_once")
        ]

    def __str__(self) -> str:
        return f"{self.data_class}: {self.days}"


class RetentionRun(models.Model):
    """What a run of the clocks removed, per class."""

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    removed = models.JSONField(default=dict)

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"

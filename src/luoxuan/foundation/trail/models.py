"""The trail's rows. The database itself refuses to change or remove an entry (see the triggers' migration)."""

from typing import ClassVar

from django.db import models


class TrailHead(models.Model):
    """Where each brand's chain ends: the row a writer locks."""

    brand = models.OneToOneField("people.Brand", on_delete=models.PROTECT, related_name="+")
    seq = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.brand_id}: {self.seq}"


class TrailEntry(models.Model):
    """One thing somebody did."""

    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=40)
    """user:<id> or system: names can change and be forgotten, ids cannot."""
    verb = models.CharField(max_length=60, db_index=True)
    subject_type = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=80)
    detail = models.JSONField(default=dict)
    personal = models.CharField(max_length=64, blank=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        """A chain has no forks: one entry per brand and number."""

        ordering: ClassVar = ["-seq"]
        indexes: ClassVar = [models.Index(fields=["brand", "subject_type", "subject_id"])]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "seq"], name="trail_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.verb} {self.subject_type}:{self.subject_id}"


class TrailPersonal(models.Model):
    """Personal detail of an entry, apart from the chain so that it can be shredded."""

    entry = models.OneToOneField(TrailEntry, on_delete=models.PROTECT, related_name="shreddable")
    salt = models.CharField(max_length=32)
    body = models.JSONField()

    def __str__(self) -> str:
        return f"of entry {self.entry_id}"

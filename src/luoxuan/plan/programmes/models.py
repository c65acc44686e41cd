"""Plans of a year, quarter or month: the parts as they are written now, and every version as it was approved (6.3, 6.4)."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class VersionFrozenError(Exception):
    """A decided version is never changed: what it said then is evidence."""


class Programme(models.Model):
    """The plan of one period: a year, a quarter of it, a month of that."""

    class Kind(models.TextChoices):
        """The length of the period."""

        YEAR = "year", _("Annual plan")
        QUARTER = "quarter", _("Quarterly plan")
        MONTH = "month", _("Monthly plan")

    class State(models.TextChoices):
        """Of the text as it stands; an approved version stays in force while the next one is written."""

        DRAFT = "draft", _("Draft")
        WAITING = "waiting", _("Waiting for approval")
        APPROVED = "approved", _("Approved")

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="programmes")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=0)
    """Number of the version in force; 0: none was approved yet."""
    approved_at = models.DateTimeField(null=True, blank=True)
    """When the version in force was approved."""
    first_approved_at = models.DateTimeField(null=True, blank=True)
    """When the first version was: a plan counts as on time by this."""
    copied_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    author = models.ForeignKey(
        "people.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        """One plan per period, newest first."""

        ordering = ["-starts_on", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["brand", "kind", "starts_on"], name="programme_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.starts_on}"


class ProgrammePart(models.Model):
    """The written text of one part, as Markdown."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="parts")
    key = models.CharField(max_length=12)
    text = models.TextField(blank=True)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        "people.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        """Each part once."""

        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "key"], name="programme_part_once")
        ]

    def __str__(self) -> str:
        return self.key


class ProgrammeVersion(models.Model):
    """Text and figures as they were handed in for approval, with the version of the data and a hash."""

    class State(models.TextChoices):
        """What became of it."""

        ASKED = "asked", _("Waiting for approval")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.ASKED)
    note = models.CharField(max_length=300, blank=True)
    """What is new in it, in a sentence."""
    body = models.JSONField()
    data_version = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    """SHA-256 of the body and the data version."""
    author = models.ForeignKey(
        "people.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Numbered within the plan, newest first."""

        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="programme_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} v{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep a new version, or what became of one that waits. Raises VersionFrozenError for a decided one."""
        kept = ProgrammeVersion.objects.filter(pk=self.pk).first() if self.pk else None
        if kept is not None and kept.state != self.State.ASKED:
            raise VersionFrozenError(f"Version {kept.number} is {kept.state}: write a new one.")
        if kept is not None and kept.digest != self.digest:
            raise VersionFrozenError(f"Version {kept.number} was handed in: withdraw it first.")
        super().save(*args, **kwargs)

"""Runs of the self-assessment and what people signed beside them; what was signed is never changed (12.8, all clauses)."""

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _


class FinalError(Exception):
    """Somebody tried to change or remove what was signed."""


class Final(models.Model):
    """A row that is written once: changing or removing it is refused."""

    class Meta:
        """No table of its own."""

        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it for the first time. Raises FinalError for any later time."""
        if not self._state.adding:
            raise FinalError(f"{type(self).__name__} {self.pk} is final: write a new one.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Never."""
        raise FinalError(f"{type(self).__name__} {self.pk} is final: it is kept.")


class ConformityRun(Final):
    """The whole standard, measured at one moment from one version of the data."""

    class Cause(models.TextChoices):
        """Who wanted it."""

        NIGHTLY = "nightly", _("Nightly")
        ASKED = "asked", _("On demand")

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    edition = models.CharField(max_length=40)
    at = models.DateTimeField()
    day = models.DateField()
    data_version = models.PositiveIntegerField()
    """Number of the catalogue row the figures were read from; 0 before the first import."""
    results = models.JSONField()
    """One entry per requirement, in the standard's order."""
    scores = models.JSONField()
    """Per chapter: score, weight, how many are lived."""
    score = models.DecimalField(max_digits=5, decimal_places=4)
    digest = models.CharField(max_length=64)
    cause = models.CharField(max_length=8, choices=Cause.choices)
    asked_by = models.ForeignKey(
        "people.User", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["brand", "edition", "-at"])]

    def __str__(self) -> str:
        return f"{self.edition} {self.at:%Y-%m-%d %H:%M}"


class AssessmentNote(Final):
    """What an assessor wrote beside a requirement."""

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    edition = models.CharField(max_length=40)
    requirement_id = models.CharField(max_length=8)
    text = models.TextField(max_length=2000)
    author = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["brand", "requirement_id"])]

    def __str__(self) -> str:
        return f"{self.requirement_id} {self.at:%Y-%m-%d}"


class Exemption(models.Model):
    """A requirement that does not apply, with the reason and the day it is looked at again."""

    class State(models.TextChoices):
        """Only a granted one counts, and only until it expires."""

        ASKED = "asked", _("Asked")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Not granted")
        ENDED = "ended", _("Exemption ended")

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    edition = models.CharField(max_length=40)
    requirement_id = models.CharField(max_length=8)
    reason = models.TextField(max_length=1000)
    state = models.CharField(max_length=8, choices=State.choices)
    asked_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    signed_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    signed_at = models.DateTimeField(null=True)
    expires_on = models.DateField()

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-asked_at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["brand", "requirement_id"])]

    def __str__(self) -> str:
        return f"{self.requirement_id} {self.state}"


class SelfAssessment(Final):
    """A person stands for a run: who, as what, with which words."""

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    run = models.ForeignKey(ConformityRun, on_delete=models.PROTECT, related_name="signatures")
    statement = models.TextField(max_length=2000)
    signed_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=24)
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    """The run's hash at the moment of signing."""

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.run_id} {self.at:%Y-%m-%d}"


class EvidencePack(Final):
    """A pack for a certification body: made once, kept as it was."""

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    run = models.ForeignKey(ConformityRun, on_delete=models.PROTECT, related_name="packs")
    language = models.CharField(max_length=10)
    body = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    made_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.sha256[:12]} {self.at:%Y-%m-%d}"


class CitationReview(Final):
    """Somebody looked whether a cited law or standard still stands."""

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    citation = models.CharField(max_length=40)
    verified_edition = models.CharField(max_length=80)
    is_in_force = models.BooleanField()
    source = models.CharField(max_length=300)
    next_review_on = models.DateField()
    reviewed_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.citation} {self.at:%Y-%m-%d}"

"""Purposes of a brand, and what each person agreed to: a ledger, entries are never changed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.vault.models.reads import Unmasking


class Purpose(models.Model):
    """A purpose personal data is used for: the register the law asks for (PIPL 17, 55)."""

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=80)
    basis = models.CharField(max_length=10, choices=Unmasking.Basis)
    kinds = models.JSONField(default=list)
    retention = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=300, blank=True)
    is_retired = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    class Meta:
        """By name; one key each."""

        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "key"], name="purpose_once")
        ]

    def __str__(self) -> str:
        return self.name


class Consent(models.Model):
    """One entry: given or withdrawn, when, how it is known. The last entry per person and purpose counts."""

    class Word(models.TextChoices):
        """What the person said."""

        GIVEN = "given", _("Given")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=64, db_index=True)
    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, related_name="consents")
    word = models.CharField(max_length=10, choices=Word)
    said_at = models.DateTimeField()
    source = models.CharField(max_length=60)
    evidence = models.CharField(max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        """Said last comes first."""

        ordering: ClassVar = ["-said_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.token[:12]} {self.word}"

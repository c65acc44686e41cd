"""What a person asks for by right, and until when it must be answered."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PersonRequest(models.Model):
    """A request of a person (PIPL 44 to 50)."""

    class Kind(models.TextChoices):
        """Which right."""

        ACCESS = "access", _("Access and copy (article 45)")
        PORTABILITY = "portability", _("Hand over elsewhere (article 45)")
        CORRECTION = "correction", _("Correction (article 46)")
        DELETION = "deletion", _("Deletion (article 47)")
        EXPLANATION = "explanation", _("Explanation (article 48)")

    class State(models.TextChoices):
        """How far it is."""

        OPEN = "open", _("Waits for an answer")
        ANSWERED = "answered", _("Answered")
        REFUSED = "refused", _("Turned down")

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    token = models.CharField(max_length=64, db_index=True)
    kind = models.CharField(max_length=12, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    source = models.CharField(max_length=60)
    note = models.CharField(max_length=300, blank=True)
    received_at = models.DateTimeField()
    due_on = models.DateField()
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)
    proof = models.JSONField(default=dict)
    """Of a deletion: what was destroyed, when, and the digest over it."""

    class Meta:
        """Due first."""

        ordering: ClassVar = ["due_on", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

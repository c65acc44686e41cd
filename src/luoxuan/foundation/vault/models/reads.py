"""Every reading of a person's plain values: who, when, whose, what for; never the value."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Unmasking(models.Model):
    """One reading. The rows are also what the limit per user and day counts."""

    class Basis(models.TextChoices):
        """个人信息保护法 第十三条: what allows it."""

        CONSENT = "consent", _("Consent of the person (article 13.1)")
        CONTRACT = "contract", _("Needed for a contract with the person (article 13.2)")
        DUTY = "duty", _("Needed for a duty by law (article 13.3)")
        EMERGENCY = "emergency", _("Needed to protect life, health or property (article 13.4)")
        REQUEST = "request", _("A request of the person (articles 44 to 50)")

    person = models.ForeignKey("vault.Person", on_delete=models.CASCADE, related_name="unmaskings")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    kinds = models.JSONField(default=list)
    basis = models.CharField(max_length=10, choices=Basis)
    purpose = models.CharField(max_length=200)
    at = models.DateTimeField(db_index=True)

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.person_id} {self.at:%Y-%m-%d}"

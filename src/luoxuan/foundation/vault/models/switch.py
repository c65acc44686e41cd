"""Whether a brand keeps personal data, and the key its persons' keys are wrapped with."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class VaultSettings(models.Model):
    """What a brand decided; a brand without a row keeps nothing."""

    class CipherChoice(models.TextChoices):
        """With what new values are sealed."""

        AES = "aes", "AES-256-GCM"
        SM4 = "sm4", "SM4-GCM"

    brand = models.OneToOneField("people.Brand", on_delete=models.CASCADE, related_name="+")
    keeps_personal = models.BooleanField(default=False)
    cipher = models.CharField(max_length=4, choices=CipherChoice, default=CipherChoice.AES)
    kept_since = models.DateTimeField(null=True)
    """When it was last switched on: files of before know their buyers by other keys."""
    basis = models.CharField(max_length=300, blank=True)
    """Why the brand keeps it, in its own words."""
    reads_per_day = models.PositiveIntegerField(default=30)
    """Unmaskings one user may do on one day."""
    answer_days = models.PositiveIntegerField(default=15)
    """Working days until a request of a person must be answered."""
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.brand_id}: {self.keeps_personal}"


class VaultKey(models.Model):
    """A version of the key that wraps the persons' keys; itself wrapped by the brand's."""

    class State(models.TextChoices):
        """The newest wraps; older ones only unwrap until a rotation has passed over every person."""

        IN_USE = "in_use", _("In use")
        REPLACED = "replaced", _("Replaced")

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    wrapped = models.BinaryField()
    state = models.CharField(max_length=10, choices=State, default=State.IN_USE)
    created_at = models.DateTimeField()

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-version"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "version"], name="vault_key_once")
        ]

    def __str__(self) -> str:
        return f"{self.brand_id}#{self.version}"

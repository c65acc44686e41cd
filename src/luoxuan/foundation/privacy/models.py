"""A brand's own key, wrapped by the installation's; without it nothing sealed can be read again."""

from django.db import models


class BrandKey(models.Model):
    """The key of one brand. Destroying it forgets every original and every pseudonym of the brand at once."""

    brand = models.OneToOneField("people.Brand", on_delete=models.CASCADE, related_name="+")
    wrapped = models.BinaryField(null=True)
    master = models.CharField(max_length=8, blank=True)
    """Name of the master key that wrapped it; empty in boxes older than the names."""
    created_at = models.DateTimeField(auto_now_add=True)
    destroyed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"of brand {self.brand_id}"

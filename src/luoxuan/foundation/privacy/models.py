"""A brand's own key, wrapped by the installation's; without it nothing sealed can be read again."""

from django.db import models


class BrandKey(models.Model):
    """The key of one brand. Destroying it forgets every original and every pseudonym of the brand at once."""

    brand = models.OneToOneField("people.Brand", on_delete=models.CASCADE, related_name="+")
    wrapped = models.BinaryField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    destroyed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"of brand {self.brand_id}"

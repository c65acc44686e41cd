"""Market and rivals: the watch list, notes with source and review date, prices seen (6.2, 12.7)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rival(models.Model):
    """A competitor on the watch list."""

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="rivals")
    name = models.CharField(max_length=80)
    remark = models.CharField(max_length=300, blank=True)
    is_watched = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        """Once per name."""

        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["brand", "name"], name="rival_name_once")]

    def __str__(self) -> str:
        return self.name


class MarketNote(models.Model):
    """What was learnt of the market, with its source and the day it should be looked at again."""

    class Kind(models.TextChoices):
        """What it speaks of."""

        MARKET = "market", _("Market")
        RIVAL = "rival", _("Rival")
        REPORT = "report", _("Industry report")
        EVENT = "event", _("Event")

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="market_notes")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    title = models.CharField(max_length=120)
    body = models.TextField(blank=True)
    source = models.CharField(max_length=160)
    source_url = models.URLField(max_length=500, blank=True)
    noted_on = models.DateField()
    review_on = models.DateField()
    rival = models.ForeignKey(
        Rival, on_delete=models.SET_NULL, null=True, blank=True, related_name="notes"
    )
    tags = models.JSONField(default=list)
    author = models.ForeignKey(
        "people.User", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        """Newest first."""

        ordering = ["-noted_on", "-pk"]

    def __str__(self) -> str:
        return self.title


class RivalPrice(models.Model):
    """What a rival asked for a product on a day; beside it our own, where `product_id` says which."""

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="rival_prices")
    rival = models.ForeignKey(Rival, on_delete=models.CASCADE, related_name="prices")
    product = models.CharField(max_length=160)
    product_id = models.CharField(max_length=60, blank=True)
    """Our own product that competes with it."""
    price = models.DecimalField(max_digits=14, decimal_places=2)
    currency = models.CharField(max_length=3, default="CNY")
    seen_on = models.DateField()
    url = models.URLField(max_length=500, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        """Newest first; one price per product and day."""

        ordering = ["-seen_on", "product", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rival", "product", "seen_on"], name="rival_price_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.product} {self.price}"

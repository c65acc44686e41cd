"""What happens when: promotions, content, ad flights, stock, events; and who follows it (6.4)."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def new_uid() -> str:
    """An entry's name in other calendars."""
    return uuid.uuid4().hex


class CalendarEntry(models.Model):
    """One thing with a first and a last day; both count."""

    class Kind(models.TextChoices):
        """What it is."""

        PROMOTION = "promotion", _("Promotion")
        CONTENT = "content", _("Content")
        AD_FLIGHT = "ad_flight", _("Ad flight")
        STOCK_ARRIVAL = "stock_arrival", _("Stock arrival")
        PLATFORM_EVENT = "platform_event", _("Platform event")
        HOLIDAY = "holiday", _("Holiday")
        OTHER = "other", _("Other")

    class State(models.TextChoices):
        """How far it is."""

        PLANNED = "planned", _("Planned")
        CONFIRMED = "confirmed", _("Confirmed")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    uid = models.CharField(max_length=64, default=new_uid)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    title = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField()
    shop_key = models.CharField(max_length=40, blank=True)
    """Empty: every shop."""
    skus = models.JSONField(default=list, blank=True)
    """Merchant codes; empty: the whole shop."""
    objective_id = models.BigIntegerField(null=True)
    budget_line_id = models.BigIntegerField(null=True)
    amount = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    """What it will cost the brand."""
    owner = models.ForeignKey("people.User", on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    note = models.TextField(blank=True)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        """Ends no earlier than it begins; known by its uid."""

        ordering: ClassVar = ["starts_on", "kind", "title"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["brand", "uid"], name="calendar_entry_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="calendar_entry_ends_after_start"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["brand", "starts_on", "ends_on"])]

    def __str__(self) -> str:
        return f"{self.title} {self.starts_on}"

    @property
    def days(self) -> int:
        """How many days it takes."""
        return (self.ends_on - self.starts_on).days + 1

    @property
    def is_live(self) -> bool:
        """Whether it still happens or happened."""
        return self.state != self.State.DROPPED


class CalendarFeed(models.Model):
    """One secret address under which a person's calendar program reads the entries."""

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    kinds = models.JSONField(default=list, blank=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        ordering: ClassVar = ["-made_at"]

    def __str__(self) -> str:
        return self.name

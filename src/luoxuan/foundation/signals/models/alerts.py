"""What a monitor saw: episodes, and their days with the evidence (9.15)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from luoxuan.foundation.signals.models.monitors import Monitor


class Alert(models.Model):
    """One episode: the same monitor and subject on days that follow one another."""

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", pgettext_lazy("alert", "Open")
        ACKNOWLEDGED = "acknowledged", _("Acknowledged")
        RESOLVED = "resolved", _("Over")
        FALSE_ALARM = "false_alarm", _("False alarm")

    class Verdict(models.TextChoices):
        """What a person said it was; nothing said is no verdict."""

        TRUE = "true", _("True alarm")
        FALSE = "false", _("False alarm")

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    monitor = models.ForeignKey(Monitor, on_delete=models.CASCADE, related_name="alerts")
    subject = models.CharField(max_length=200, blank=True)
    """The members in one word: what makes two alerts one episode."""
    members = models.JSONField(default=dict)
    """Dimension to member: {"shop": "taobao"}."""
    shop_key = models.CharField(max_length=60, blank=True)
    day = models.DateField()
    """The first day of the episode."""
    last_day = models.DateField()
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    """Value, expectation and interval are those of the last day."""
    expected = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    low = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    high = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    score = models.FloatField(null=True)
    sentence_zh = models.CharField(max_length=300)
    sentence_en = models.CharField(max_length=300)
    drill_url = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.OPEN)
    verdict = models.CharField(max_length=5, choices=Verdict.choices, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    """What the person said who acknowledged or judged it."""
    judged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    judged_at = models.DateTimeField(null=True)
    task = models.CharField(max_length=40, blank=True)
    """The task it opened."""
    first_seen = models.DateTimeField()
    last_seen = models.DateTimeField()
    tell_after = models.DateTimeField(null=True)
    """People are told from then on; None: they were told."""

    class Meta:
        """Newest first."""

        ordering = ["-last_day", "-score", "pk"]
        indexes = [
            models.Index(fields=["brand", "state", "-last_day"], name="alert_brand_state"),
            models.Index(fields=["monitor", "subject", "-last_day"], name="alert_episode"),
        ]

    def __str__(self) -> str:
        return f"{self.monitor_id} {self.subject} {self.day}"

    @property
    def is_open(self) -> bool:
        """Whether nobody has looked at it and it is not over."""
        return self.state == self.State.OPEN

    @property
    def days(self) -> int:
        """How many days it lasted so far."""
        return (self.last_day - self.day).days + 1


class AlertDay(models.Model):
    """One day of an episode with what was seen and expected; the same day fires once."""

    monitor = models.ForeignKey(Monitor, on_delete=models.CASCADE, related_name="+")
    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="evidence")
    subject = models.CharField(max_length=200, blank=True)
    day = models.DateField()
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    expected = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    low = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    high = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    score = models.FloatField(null=True)
    at = models.DateTimeField()

    class Meta:
        """Once per monitor, day and subject."""

        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["monitor", "day", "subject"], name="alert_day_once")
        ]

    def __str__(self) -> str:
        return f"{self.monitor_id} {self.subject} {self.day}"

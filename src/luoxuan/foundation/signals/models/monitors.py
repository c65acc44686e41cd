"""What is watched, when it was looked at, and how far the data reached then (9.15)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.people.roles import Role
from luoxuan.foundation.signals.models.pushes import PushTarget


class Monitor(models.Model):
    """One thing a brand wants to hear of, and who hears it."""

    class Kind(models.TextChoices):
        """What makes it speak."""

        THRESHOLD = "threshold", _("Threshold")
        CHANGE = "change", _("Change")
        ANOMALY = "anomaly", _("Anomaly")
        PACE = "pace", _("Pace against target")
        FRESHNESS = "freshness", _("Data freshness")
        TABLE = "table", _("Check of a table")

    class Severity(models.TextChoices):
        """How soon somebody should look."""

        CRITICAL = "critical", _("Critical")
        WARNING = "warning", _("Warning")
        INFO = "info", _("Information")

    class Grouping(models.TextChoices):
        """Whether several alerts share a message."""

        TOGETHER = "together", _("One message for all")
        EACH = "each", _("A message for each")

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    metric = models.CharField(max_length=40, blank=True)
    """Of the registry; empty for freshness, pace of everything and table checks."""
    check_key = models.CharField(max_length=60, blank=True)
    """A registered table check."""
    by = models.JSONField(default=list)
    """Dimensions of the metric: one subject per member."""
    shops = models.JSONField(default=list)
    """Keys of shops; empty: all."""
    parameters = models.JSONField(default=dict)
    severity = models.CharField(max_length=8, choices=Severity.choices, default=Severity.WARNING)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    role = models.CharField(max_length=24, choices=Role.choices, blank=True)
    opens_task = models.BooleanField(default=True)
    targets = models.ManyToManyField(PushTarget, blank=True, related_name="+")
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    grouping = models.CharField(max_length=8, choices=Grouping.choices, default=Grouping.TOGETHER)
    is_live = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        """A name is a brand's own."""

        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["brand", "name"], name="monitor_name_once")]

    def __str__(self) -> str:
        return self.name


class MonitorRun(models.Model):
    """One look of a monitor at one day; a later look at the same day replaces it."""

    monitor = models.ForeignKey(Monitor, on_delete=models.CASCADE, related_name="runs")
    day = models.DateField()
    at = models.DateTimeField()
    subjects = models.PositiveIntegerField(default=0)
    """How many were looked at: those with a value and enough of a past."""
    fired = models.PositiveIntegerField(default=0)
    reason = models.CharField(max_length=200, blank=True)
    """Why it could not look."""

    class Meta:
        """One per monitor and day."""

        ordering = ["-day"]
        constraints = [models.UniqueConstraint(fields=["monitor", "day"], name="monitor_run_once")]

    def __str__(self) -> str:
        return f"{self.monitor_id} {self.day}"


class Watch(models.Model):
    """How far a brand's monitors have looked: the catalogue they saw, and the night they last ran."""

    brand = models.OneToOneField(
        "people.Brand", primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    catalogue_seq = models.PositiveIntegerField(default=0)
    ran_on = models.DateField(null=True)

    def __str__(self) -> str:
        return str(self.brand_id)

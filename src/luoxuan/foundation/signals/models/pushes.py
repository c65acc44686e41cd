"""Where a brand's reports are pushed to, and every attempt (9.4)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PushTarget(models.Model):
    """One group chat or mailbox that gets a report. The address is a secret: only its name is stored."""

    class Kind(models.TextChoices):
        """The messenger, as people call it."""

        WECOM = "wecom", _("WeCom")
        DINGTALK = "dingtalk", _("DingTalk")
        FEISHU = "feishu", _("Feishu")
        EMAIL = "email", _("E-mail")
        WEBHOOK = "webhook", _("Webhook")

    class Report(models.TextChoices):
        """Which report, and thereby how often."""

        DAILY = "daily", _("Daily report")
        WEEKLY = "weekly", _("Weekly report")
        MONTHLY = "monthly", _("Monthly report")
        ALERTS = "alerts", _("Alerts only")

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="push_targets")
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    secret_name = models.CharField(max_length=80)
    report = models.CharField(max_length=8, choices=Report.choices, default=Report.DAILY)
    send_at = models.TimeField()
    is_live = models.BooleanField(default=True)

    class Meta:
        """One name per brand."""

        constraints = [
            models.UniqueConstraint(fields=["brand", "name"], name="push_target_name_once")
        ]
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PushDelivery(models.Model):
    """One report to one target: sent once, however often the job runs."""

    class State(models.TextChoices):
        """How it ended."""

        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Sending")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")

    target = models.ForeignKey(PushTarget, on_delete=models.CASCADE, related_name="deliveries")
    subject = models.CharField(max_length=80)
    """Which report or alerts: daily:2026-11-23."""
    state = models.CharField(max_length=8, choices=State.choices)
    reason = models.CharField(max_length=200, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=200, blank=True)
    """Of a message that waits; a report is made when it is sent."""
    body = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        """A report reaches a target once."""

        constraints = [
            models.UniqueConstraint(fields=["target", "subject"], name="push_delivery_once")
        ]
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.subject} → {self.target_id}"

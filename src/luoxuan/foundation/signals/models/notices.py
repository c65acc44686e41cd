"""What a person is told: in the inbox, and over their own channels (9.4, 9.15)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PersonChannel(models.Model):
    """Where a person also wants to be told, besides the inbox. The address is a secret: only its name is stored."""

    class Kind(models.TextChoices):
        """The messenger."""

        EMAIL = "email", _("E-mail")
        WECOM = "wecom", _("WeCom")
        DINGTALK = "dingtalk", _("DingTalk")
        FEISHU = "feishu", _("Feishu")

    class About(models.TextChoices):
        """Which notices go there."""

        ALL = "all", _("Everything")
        ALERTS = "alerts", _("Alerts only")
        TASKS = "tasks", _("Tasks only")

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    secret_name = models.CharField(max_length=80)
    about = models.CharField(max_length=8, choices=About.choices, default=About.ALL)
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    is_live = models.BooleanField(default=True)

    class Meta:
        """One of a kind per person and brand."""

        ordering = ["kind"]
        constraints = [
            models.UniqueConstraint(fields=["brand", "user", "kind"], name="person_channel_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind}"


class Notice(models.Model):
    """One line in a person's inbox."""

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    about = models.CharField(max_length=8, choices=PersonChannel.About.choices, blank=True)
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=500, blank=True)
    key = models.CharField(max_length=120)
    """What it tells of: a person is told of it once."""
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first; nothing is told twice."""

        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["brand", "user", "key"], name="notice_once")]
        indexes = [models.Index(fields=["user", "brand", "read_at"], name="notice_unread")]

    def __str__(self) -> str:
        return self.title


class NoticeDelivery(models.Model):
    """A notice on its way over one channel: claimed before it is sent, tried again where it failed."""

    class State(models.TextChoices):
        """How it stands."""

        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Sending")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")

    notice = models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="deliveries")
    channel = models.ForeignKey(PersonChannel, on_delete=models.CASCADE, related_name="deliveries")
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    not_before = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        """A notice goes over a channel once."""

        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "channel"], name="notice_delivery_once")
        ]

    def __str__(self) -> str:
        return f"{self.notice_id} → {self.channel_id}"

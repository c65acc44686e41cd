"""What asked for approval, what was found, who decided; and who may decide how much (5.4, 11.10)."""

from datetime import datetime
from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.people.roles import Role


class Gate(models.Model):
    """One subject that asks to go out. Once it is decided the database itself refuses to change it."""

    class State(models.TextChoices):
        """Where it stands."""

        OPEN = "open", _("Waiting")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Turned down")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        EXPIRED = "expired", _("Expired")

    brand = models.ForeignKey("people.Brand", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    """What would change, in the subject's own words."""
    url = models.CharField(max_length=300, blank=True)
    amount = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    evidence = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    fingerprint = models.CharField(max_length=64, blank=True)
    """Of the subject as it was when it asked: what changes meanwhile cannot be approved."""
    two_persons = models.BooleanField(default=False)
    author = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A subject asks once at a time."""

        ordering: ClassVar = ["-asked_at", "-pk"]
        indexes: ClassVar = [
            models.Index(fields=["brand", "subject_type", "subject_id"], name="gate_subject"),
            models.Index(fields=["brand", "state"], name="gate_state"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["brand", "kind", "subject_type", "subject_id"],
                condition=Q(state="open"),
                name="gate_open_once",
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        """Whether a decision is still to come."""
        return self.state == self.State.OPEN


class GateFindingKept(models.Model):
    """One finding of a check, with its rule and the rule's version, as it was found."""

    class Moment(models.TextChoices):
        """When the check ran."""

        ASKED = "asked", _("When it was asked")
        DECIDED = "decided", _("Right before the decision")

    gate = models.ForeignKey(Gate, on_delete=models.PROTECT, related_name="findings")
    vote = models.ForeignKey(
        "gates.GateVote", on_delete=models.PROTECT, null=True, related_name="findings"
    )
    moment = models.CharField(max_length=8, choices=Moment)
    rule = models.CharField(max_length=80)
    version = models.CharField(max_length=40)
    severity = models.CharField(max_length=8)
    zh = models.TextField()
    en = models.TextField()
    url = models.CharField(max_length=300, blank=True)

    class Meta:
        """As they were found."""

        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.rule} {self.severity}"


class GateVote(models.Model):
    """What one person said, when, why, and on whose behalf. Never changed, never removed."""

    gate = models.ForeignKey(Gate, on_delete=models.PROTECT, related_name="votes")
    decider = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    decision = models.CharField(
        max_length=10, choices=[("approved", _("Approved")), ("refused", _("Turned down"))]
    )
    reason = models.TextField(blank=True)
    waiver = models.TextField(blank=True)
    """Why blocking findings were passed over; the owner's alone."""
    at = models.DateTimeField()

    class Meta:
        """One person speaks once."""

        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["gate", "decider"], name="gate_vote_once")
        ]

    def __str__(self) -> str:
        return f"{self.gate_id}: {self.decision}"


class ApprovalLimit(models.Model):
    """Up to which amount a role or a person may approve; no amount: any. No row: any."""

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=24, choices=Role.choices, blank=True)
    user = models.ForeignKey(
        "people.User", on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=60, blank=True)
    """Of which kind of approval; empty: of every kind."""
    amount = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)

    class Meta:
        """One limit per role or person and kind."""

        ordering: ClassVar = ["role", "user__username", "kind"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(Q(role="") & Q(user__isnull=False))
                | (~Q(role="") & Q(user__isnull=True)),
                name="limit_of_role_or_person",
            ),
            models.UniqueConstraint(
                fields=["brand", "role", "kind"], condition=~Q(role=""), name="limit_role_once"
            ),
            models.UniqueConstraint(
                fields=["brand", "user", "kind"],
                condition=Q(user__isnull=False),
                name="limit_person_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role or self.user_id} {self.kind}: {self.amount}"


class Delegation(models.Model):
    """One person decides for another for a while; it cannot be passed on."""

    brand = models.ForeignKey("people.Brand", on_delete=models.CASCADE, related_name="+")
    giver = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    taker = models.ForeignKey("people.User", on_delete=models.CASCADE, related_name="+")
    kinds = models.JSONField(default=list)
    """Kinds of approval; empty: all."""
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    """When it was taken back before its end."""

    class Meta:
        """Latest first."""

        ordering: ClassVar = ["-begins_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.giver_id} → {self.taker_id}"

    def holds(self, kind: str, at: datetime) -> bool:
        """Whether it holds for the kind at the moment."""
        ends = self.ended_at or self.ends_at
        return self.begins_at <= at < ends and (not self.kinds or kind in self.kinds)

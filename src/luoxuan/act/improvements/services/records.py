"""Rows under their lock, and what is written of them in the trail (12.4)."""

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from luoxuan.act.improvements.models import Action, Finding
from luoxuan.foundation.trail import services as trail

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

EVENING = time(18)


def finding_locked(finding: Finding) -> Finding:
    """The finding as it stands, kept from others until the transaction ends."""
    return Finding.objects.select_for_update().select_related("brand").get(pk=finding.pk)


def action_locked(action: Action) -> Action:
    """The action as it stands, kept from others until the transaction ends."""
    return Action.objects.select_for_update().select_related("brand").get(pk=action.pk)


def recorded(
    row: Finding | Action, verb: str, *, actor: "User | None", at: datetime, **detail: Any
) -> None:
    """Append to the trail what was done."""
    kind = "finding" if isinstance(row, Finding) else "action"
    trail.trail_record(
        brand=row.brand, actor=actor, verb=f"{kind}.{verb}", subject_type=kind,
        subject_id=str(row.pk), detail=detail, at=at,
    )  # fmt: skip


def evening_of(brand: "Brand", day: date) -> datetime:
    """The end of the working day where the brand is."""
    return datetime.combine(day, EVENING, ZoneInfo(brand.zone)).astimezone(UTC)


def today_in(brand: "Brand", at: datetime) -> date:
    """The day it is where the brand is."""
    return at.astimezone(ZoneInfo(brand.zone)).date()


def task_key(action: Action) -> str:
    """The key of the task to do the action."""
    return f"action:{action.pk}"


def decision_key(action: Action) -> str:
    """The key of the task to decide on its effect."""
    return f"effect:{action.pk}"


def action_url(action: Action) -> str:
    """The action's page."""
    from django.urls import reverse

    return reverse("improvements:action", args=[action.brand.key, action.pk])

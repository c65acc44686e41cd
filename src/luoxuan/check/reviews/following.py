"""A decision becomes a task of its owner (12.4)."""

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luoxuan.check.reviews import followups
from luoxuan.check.reviews.followups import Followed, FollowUp
from luoxuan.foundation.people.roles import Role
from luoxuan.foundation.tasks import services as tasks

if TYPE_CHECKING:
    from luoxuan.check.reviews.models import Decision
    from luoxuan.foundation.people.models import User

SOURCE = "review_decision"
CLOSING_HOUR = time(18)


def task_of(decision: "Decision", actor: "User", at: datetime) -> Followed:
    """Open the task; due at six in the evening of the decision's day."""
    brand = decision.review.brand
    due_at = None
    if decision.due_on is not None:
        local = datetime.combine(decision.due_on, CLOSING_HOUR, ZoneInfo(brand.zone))
        due_at = local.astimezone(UTC)
    address = reverse("reviews:review", args=[brand.key, decision.review_id])
    draft = tasks.TaskDraft(
        kind="review",
        title=decision.text[:200],
        body=decision.reason,
        source_type=SOURCE,
        source_id=str(decision.pk),
        source_url=address,
        owner=decision.owner,
        role="" if decision.owner else Role.OPERATIONS_MANAGER,
        due_at=due_at,
        key=f"review_decision:{decision.pk}",
    )
    task = tasks.task_open(brand=brand, draft=draft, actor=actor, at=at)
    return Followed(str(task.pk), reverse("tasks:task_page", args=[brand.key, task.pk]))


def register_all() -> None:
    """Called once, when the app is ready."""
    followups.register(FollowUp("task", _("Task"), task_of))

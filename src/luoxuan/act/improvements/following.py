"""What others bring here: a task done in the queue, a decision of a review (12.1, 12.4)."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from luoxuan.act.improvements import selectors, services
from luoxuan.act.improvements.services.records import today_in
from luoxuan.check.reviews.followups import Followed, FollowUp
from luoxuan.foundation.tasks import services as tasks
from luoxuan.foundation.tasks.events import TaskDone, TaskEvent

if TYPE_CHECKING:
    from luoxuan.check.reviews.models import Decision
    from luoxuan.foundation.people.models import User

LONGEST = 200


def task_heard(event: TaskEvent) -> None:
    """Whoever ends the task of an action in the queue has done the action: in force from today on."""
    task = event.task
    if not isinstance(event, TaskDone) or task.kind != "action" or task.state != "done":
        return
    action = selectors.action_by_task(task.brand, task.source_type, task.source_id)
    if action is None:
        return
    today = today_in(task.brand, event.at)
    services.action_done(
        action=action,
        started_on=min(today, action.check_on.fromordinal(action.check_on.toordinal() - 1)),
        actor=event.actor,
        at=event.at,
        outcome=task.outcome,
    )


def decision_followed(decision: "Decision", actor: "User", at: datetime) -> Followed:
    """A decision becomes a finding; its owner gets a task to plan the action, with the metric it should move."""
    review = decision.review
    brand = review.brand
    back = reverse("reviews:review", args=[brand.key, review.pk])
    finding = services.finding_open(
        brand=brand,
        draft=services.FindingDraft(
            title=decision.text[:LONGEST], detail=decision.reason, source="review",
            source_id=f"decision:{decision.pk}", source_url=back, owner=decision.owner,
        ),
        actor=actor,
        at=at,
    )  # fmt: skip
    plan = reverse("improvements:action_new", args=[brand.key, finding.pk])
    due = f"?due_on={decision.due_on}" if decision.due_on else ""
    draft = tasks.TaskDraft(
        kind="finding", title=decision.text[:LONGEST], source_type="finding",
        source_id=str(finding.pk), source_url=f"{plan}{due}", owner=decision.owner or actor,
        sla=services.PLAN_WITHIN, key=f"finding:{finding.pk}:plan",
    )  # fmt: skip
    tasks.task_open(brand=brand, draft=draft, actor=actor, at=at)
    return Followed(str(finding.pk), reverse("improvements:finding", args=[brand.key, finding.pk]))


DECIDED = FollowUp("action", _("An action with a measured effect"), decision_followed)

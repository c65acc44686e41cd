"""An action is planned with what it should do to which metric, moved with a reason, and done (12.4)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.act.improvements.models import Action, Finding, RootCause
from luoxuan.act.improvements.services.errors import ImprovementError
from luoxuan.act.improvements.services.records import (
    action_locked,
    action_url,
    evening_of,
    finding_locked,
    recorded,
    task_key,
    today_in,
)
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.tasks import services as tasks
from luoxuan.metrics import METRICS

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import User

LONGEST = 500
PLAN_WITHIN = timedelta(hours=16)
"""Two working days from the decision to the plan."""


@dataclass(frozen=True)
class ActionDraft:
    """What is done by whom until when, and what it should do to which metric where."""

    title: str
    owner: "User"
    due_on: date
    check_on: date
    metric: str
    expected: Decimal
    shops: tuple[str, ...]
    detail: str = ""
    direction: str = "up"
    expected_kind: str = "amount"
    controls: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    campaign: str = ""
    cost: Decimal | None = None
    cause: RootCause | None = None
    objective_id: str = ""
    node_id: str = ""


@transaction.atomic
def action_plan(*, finding: Finding, draft: ActionDraft, actor: "User", at: datetime) -> Action:
    """Plan an action and give its owner a task. Raises ImprovementError."""
    row = finding_locked(finding)
    if not row.is_open:
        raise ImprovementError(_("The finding is closed: open it again first."))
    _check(row, draft)
    action = Action.objects.create(
        brand=row.brand, finding=row, cause=draft.cause, title=draft.title.strip(),
        detail=draft.detail.strip(), owner=draft.owner, due_on=draft.due_on,
        check_on=draft.check_on, metric=draft.metric, direction=draft.direction,
        expected=draft.expected, expected_kind=draft.expected_kind, shops=list(draft.shops),
        controls=list(draft.controls), products=list(draft.products), campaign=draft.campaign,
        cost=draft.cost, objective_id=draft.objective_id, node_id=draft.node_id,
        planned_by=actor, planned_at=at,
    )  # fmt: skip
    _task(action, actor, at)
    tasks.tasks_settle(
        brand=row.brand, key=f"finding:{row.pk}:plan", outcome=action.title, actor=actor, at=at
    )
    if row.state == Finding.State.OPEN:
        row.state = Finding.State.ACTING
        row.save(update_fields=["state"])
    recorded(
        action, "planned", actor=actor, at=at, title=action.title, metric=action.metric,
        due_on=str(action.due_on), check_on=str(action.check_on),
    )  # fmt: skip
    return action


@transaction.atomic
def action_move(
    *, action: Action, due_on: date, check_on: date, reason: str, at: datetime, actor: "User"
) -> Action:
    """Give it other days, with the reason. Raises ImprovementError."""
    row = action_locked(action)
    if row.is_over:
        raise ImprovementError(_("The action is closed."))
    if not reason.strip():
        raise ImprovementError(_("Say why the days are moved."))
    if check_on <= due_on:
        raise ImprovementError(_("The check must be after the day it is due."))
    was = f"{row.due_on} / {row.check_on}"
    row.due_on, row.check_on = due_on, check_on
    row.save(update_fields=["due_on", "check_on"])
    if row.state == Action.State.OPEN:
        tasks.tasks_settle(brand=row.brand, key=task_key(row), outcome=reason, actor=actor, at=at)
        _task(row, actor, at)
    recorded(
        row, "moved", actor=actor, at=at, was=was, now=f"{due_on} / {check_on}",
        reason=reason.strip()[:LONGEST],
    )  # fmt: skip
    return row


@transaction.atomic
def action_done(
    *, action: Action, started_on: date, actor: "User | None", at: datetime, outcome: str = ""
) -> Action:
    """It is in force since that day; its effect is measured when the check day has come. Raises ImprovementError."""
    row = action_locked(action)
    if row.state != Action.State.OPEN:
        return row
    if started_on > today_in(row.brand, at):
        raise ImprovementError(_("An action in force only from a later day is not done yet."))
    if started_on >= row.check_on:
        raise ImprovementError(_("It would begin on or after its check: move the check first."))
    row.state, row.started_on, row.done_at = Action.State.DONE, started_on, at
    row.outcome = outcome.strip()[:LONGEST]
    row.save(update_fields=["state", "started_on", "done_at", "outcome"])
    tasks.tasks_settle(brand=row.brand, key=task_key(row), outcome=outcome, actor=actor, at=at)
    recorded(row, "done", actor=actor, at=at, started_on=str(started_on))
    return row


def _task(action: Action, actor: "User | None", at: datetime) -> None:
    draft = tasks.TaskDraft(
        kind="action", title=action.title, body=action.detail, source_type="action",
        source_id=str(action.pk), source_url=action_url(action), owner=action.owner,
        due_at=evening_of(action.brand, action.due_on), key=task_key(action),
    )  # fmt: skip
    try:
        tasks.task_open(brand=action.brand, draft=draft, actor=actor, at=at)
    except tasks.TaskError as error:
        raise ImprovementError(str(error)) from error


def _check(finding: Finding, draft: ActionDraft) -> None:
    if not draft.title.strip() or len(draft.title) > 200:  # the column's length
        raise ImprovementError(_("Say in 1 to 200 letters what is to be done."))
    if draft.check_on <= draft.due_on:
        raise ImprovementError(_("The check must be after the day it is due."))
    if draft.metric not in METRICS:
        raise ImprovementError(_("There is no metric %(word)s.") % {"word": draft.metric})
    if draft.expected <= 0:
        raise ImprovementError(_("Say how much it should bring: a positive number."))
    if draft.expected_kind not in Action.Kind.values or draft.direction not in (
        Action.Direction.values
    ):
        raise ImprovementError(_("Say whether it should rise or fall, by an amount or a share."))
    if draft.cause is not None and draft.cause.finding_id != finding.pk:
        raise ImprovementError(_("The cause belongs to another finding."))
    _check_places(finding, draft)


def _check_places(finding: Finding, draft: ActionDraft) -> None:
    if not draft.shops:
        raise ImprovementError(_("Name the shops it is done in."))
    known = {shop.key for shop in people.shops_of(finding.brand)}
    strange = sorted({*draft.shops, *draft.controls} - known)
    if strange:
        raise ImprovementError(_("There is no shop %(word)s.") % {"word": ", ".join(strange)})
    if set(draft.shops) & set(draft.controls):
        raise ImprovementError(_("A shop it is done in cannot be compared with itself."))
    if draft.products and draft.campaign:
        raise ImprovementError(_("Name products or a campaign, not both."))
    if draft.products and "product" not in METRICS[draft.metric].dimensions:
        raise ImprovementError(_("This metric is not known by product."))
    if draft.campaign and "campaign" not in METRICS[draft.metric].dimensions:
        raise ImprovementError(_("This metric is not known by campaign."))

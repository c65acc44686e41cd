"""Objectives are written, and their state changes (5.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.trail.services import trail_record
from luoxuan.metrics import METRICS
from luoxuan.plan.strategy.models import Objective, SwotMove
from luoxuan.plan.strategy.presets import WHOLE, preset_of
from luoxuan.plan.strategy.services.errors import StrategyError, days_checked, text_checked

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

ENDED = {Objective.State.ACHIEVED, Objective.State.DROPPED}


@dataclass(frozen=True)
class ObjectiveDraft:
    """What is said of an objective; no emphasis means the preset of its kind."""

    kind: str
    title: str
    starts_on: date
    ends_on: date
    body: str = ""
    owner: "User | None" = None
    emphasis: Sequence[tuple[str, Decimal]] = ()
    origin: SwotMove | None = None


@transaction.atomic
def objective_save(
    *,
    brand: "Brand",
    draft: ObjectiveDraft,
    objective: Objective | None = None,
    actor: "User | None",
    at: datetime,
) -> Objective:
    """Write a new objective, or change one that has not ended. Raises StrategyError."""
    values = _checked(brand, draft)
    if objective is None:
        objective = Objective(brand=brand, created_at=at, origin=draft.origin)
    elif objective.state in ENDED:
        raise StrategyError(_("The objective has ended: take it up again before changing it."))
    for name, value in values.items():
        setattr(objective, name, value)
    objective.changed_at = at
    objective.save()
    _told(objective, "objective.saved", actor, at, {"title": objective.title})
    return objective


@transaction.atomic
def objective_state_set(
    *, objective: Objective, state: str, reason: str = "", actor: "User | None", at: datetime
) -> Objective:
    """Make it active, achieved, dropped (with a reason) or a draft again. Raises StrategyError."""
    if state not in Objective.State.values:
        raise StrategyError(_("There is no such state: %(state)s.") % {"state": state})
    if state == Objective.State.DROPPED and not reason.strip():
        raise StrategyError(_("Say why it is dropped: whoever plans next year will ask."))
    objective = Objective.objects.select_for_update().get(pk=objective.pk)
    was, objective.state = objective.state, state
    objective.state_reason, objective.changed_at = reason.strip(), at
    objective.save(update_fields=["state", "state_reason", "changed_at"])
    _told(
        objective,
        "objective.state_set",
        actor,
        at,
        {"title": objective.title, "was": was, "state": state},
    )
    return objective


def emphasis_checked(emphasis: Sequence[tuple[str, Decimal]]) -> list[dict[str, str]]:
    """As it is kept. Raises StrategyError for an unknown or doubled metric, or weights that are not 1 together."""
    unknown = [metric for metric, _weight in emphasis if metric not in METRICS]
    if unknown:
        raise StrategyError(_("There is no figure %(metric)s.") % {"metric": unknown[0]})
    if len({metric for metric, _weight in emphasis}) < len(emphasis):
        raise StrategyError(_("A figure is named twice: name it once with its whole weight."))
    if any(weight <= 0 for _metric, weight in emphasis):
        raise StrategyError(_("A weight is above 0; leave the figure out instead."))
    total = sum((weight for _metric, weight in emphasis), Decimal(0))
    if total != WHOLE:
        raise StrategyError(
            _("The weights come to %(total)s %%; together they are 100 %%.")
            % {"total": f"{(total * 100).normalize():f}"}
        )
    return [{"metric": metric, "weight": f"{weight:f}"} for metric, weight in emphasis]


def weight_of(text: str) -> Decimal:
    """A percentage as a person writes it, as a share. Raises StrategyError."""
    try:
        return Decimal(text.strip().rstrip("%")) / 100
    except InvalidOperation as error:
        raise StrategyError(
            _("Write the weight as a number, not %(text)s.") % {"text": text}
        ) from error


def _checked(brand: "Brand", draft: ObjectiveDraft) -> dict[str, Any]:
    preset = preset_of(draft.kind)
    if preset is None:
        raise StrategyError(_("There is no kind of objective %(kind)s.") % {"kind": draft.kind})
    days_checked(draft.starts_on, draft.ends_on)
    if draft.owner is not None and not people.role_in(brand=brand, user=draft.owner):
        raise StrategyError(_("The owner is no member of the brand: choose one who is."))
    emphasis = emphasis_checked(draft.emphasis) if draft.emphasis else preset.emphasis
    return {
        "kind": draft.kind,
        "title": text_checked(draft.title, _("The title")),
        "body": draft.body.strip(),
        "starts_on": draft.starts_on,
        "ends_on": draft.ends_on,
        "owner": draft.owner,
        "emphasis": emphasis,
    }


def _told(
    objective: Objective, verb: str, actor: "User | None", at: datetime, detail: dict[str, Any]
) -> None:
    trail_record(
        brand=objective.brand, actor=actor, verb=verb, subject_type="objective",
        subject_id=str(objective.pk), detail=detail, at=at,
    )  # fmt: skip

"""What the pages of improvements show: the answer in a sentence first (12.2, 12.4)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luoxuan.act.improvements import history, selectors, services, tables, words
from luoxuan.act.improvements.fishbone import fishbone
from luoxuan.act.improvements.forms import CauseForm, CloseForm, DoneForm, EvidenceForm, MoveForm
from luoxuan.act.improvements.models import Action, Effect, Finding
from luoxuan.act.improvements.services.measuring import question_of
from luoxuan.act.improvements.services.records import today_in
from luoxuan.analysis.effect import DayPoint, draw_days
from luoxuan.documents.document import Document

if TYPE_CHECKING:
    from luoxuan.foundation.people.access import Scope

Write = Callable[[], object]


def findings_lead(scope: "Scope", at: datetime) -> str:
    """How many are open, how many nobody acts on, how many actions are late."""
    live = list(selectors.findings_seen(scope, state="live"))
    if not live:
        return _("No finding is open.")
    idle = sum(not one.actions_all for one in live)  # type: ignore[attr-defined]
    today = today_in(scope.brand, at)
    late = sum(selectors.is_late(one, today) for one in selectors.actions_seen(scope))
    said = ngettext("%(n)s finding is open", "%(n)s findings are open", len(live)) % {
        "n": len(live)
    }
    return _("%(said)s; %(idle)s of them without an action; %(late)s actions are late.") % {
        "said": said,
        "idle": idle,
        "late": late,
    }


def finding_context(scope: "Scope", finding: Finding, at: datetime) -> dict[str, Any]:
    """A finding with everything that hangs on it."""
    causes = selectors.causes_of(finding)
    actions = [one for one in selectors.actions_for(finding) if _is_seen(scope, one)]
    may_write = scope.may("improvements.write")
    return {
        "scope": scope,
        "finding": finding,
        "lead": _finding_lead(finding, causes, actions),
        "state_kind": words.FINDING_KINDS[Finding.State(finding.state)],
        "metric": words.metric_name(finding.metric),
        "shop": tables.shop_names(scope.brand).get(finding.shop_key, ""),
        "causes": causes,
        "bones": fishbone(finding.title, causes),
        "causes_table": tables.causes_table(causes),
        "evidence": selectors.evidence_of(finding),
        "actions": tables.actions_table(scope.brand, actions, today_in(scope.brand, at)),
        "events": history.events_of(finding, actions),
        "cause_form": CauseForm(),
        "evidence_form": EvidenceForm(),
        "may_write": may_write and finding.is_open,
        "may_reopen": may_write and not finding.is_open,
        "can_close": may_write and finding.is_open and all(one.is_over for one in actions),
    }


def _finding_lead(finding: Finding, causes: Sequence[Any], actions: Sequence[Action]) -> str:
    if not finding.is_open:
        kept = sum(one.state == Action.State.KEPT for one in actions)
        if not actions:
            return _("Closed: %(reason)s") % {"reason": finding.close_reason}
        return _("Closed: %(all)s actions, %(kept)s of them kept.") % {
            "all": len(actions),
            "kept": kept,
        }
    if not causes:
        return _("Nobody has said yet why it is so: name the causes.")
    if not any(cause.is_root for cause in causes):
        return _("Causes are named; none is confirmed as the root cause.")
    if not actions:
        return _("The root cause is known; nothing is planned against it yet.")
    over = sum(one.is_over for one in actions)
    return _("%(over)s of %(all)s actions are closed.") % {"over": over, "all": len(actions)}


def action_context(scope: "Scope", action: Action, at: datetime) -> dict[str, Any]:
    """An action with its measured effect."""
    effects = selectors.effects_of(action)
    shown = action.closing_effect or (effects[0] if effects else None)
    points = points_of(shown)
    may_write = scope.may("improvements.write")
    names = tables.shop_names(scope.brand)
    today = today_in(scope.brand, at)
    return {
        "scope": scope,
        "action": action,
        "lead": action_lead(action, shown, today),
        "others": words.other_sentences(shown) if shown else [],
        "state_kind": words.ACTION_KINDS[Action.State(action.state)],
        "is_late": selectors.is_late(action, today),
        "metric": words.metric_name(action.metric),
        "expected": words.expected(action),
        "shown": shown,
        "measured": words.amount(action.metric, shown.per_day) if shown else "",
        "interval": words.interval(action.metric, shown) if shown else "",
        "total": words.total(action.metric, shown.total) if shown else "",
        "shops": [names.get(key, key) for key in action.shops],
        "controls": [names.get(key, key) for key in action.controls],
        "chart": draw_days(points, question_of(action, at=at)) if points else None,
        "days": tables.days_table(action, points, scope.brand.currency),
        "effects": tables.effects_table(action, effects),
        "events": history.events_of(None, [action]),
        "can_standardise": action.state == Action.State.KEPT
        and not action.article_slug
        and scope.may("knowledge.write"),
        **_action_forms(action, shown, today, may_write=may_write),
    }


def _action_forms(
    action: Action, shown: Effect | None, today: date, *, may_write: bool
) -> dict[str, Any]:
    proposal = shown.verdict if shown and shown.verdict != Effect.Verdict.UNCLEAR else ""
    days = {"due_on": action.due_on, "check_on": action.check_on}
    return {
        "may_write": may_write,
        "can_do": may_write and action.state == Action.State.OPEN,
        "can_measure": may_write and action.started_on is not None,
        "can_close": may_write and not action.is_over,
        "done_form": DoneForm(auto_id="done_%s", initial={"started_on": min(today, action.due_on)}),
        "move_form": MoveForm(auto_id="move_%s", initial=days),
        "close_form": CloseForm(
            auto_id="close_%s", initial={"decision": proposal or "closed_with_reason"}
        ),
    }


def action_lead(action: Action, shown: Effect | None, today: date) -> str:
    """What it brought, or what it waits for."""
    if action.state == Action.State.REASON:
        return _("Closed without a measured effect: %(reason)s") % {"reason": action.close_reason}
    if shown is not None:
        return words.first_sentence(shown)
    if action.state == Action.State.OPEN:
        if action.due_on < today:
            return _("It should be in force since %(day)s and is not.") % {"day": action.due_on}
        return _("To be in force from %(day)s on.") % {"day": action.due_on}
    return _("In force since %(since)s; its effect is measured on %(day)s.") % {
        "since": action.started_on,
        "day": action.check_on,
    }


def points_of(effect: Effect | None) -> list[DayPoint]:
    """The days of a kept measurement."""
    return [DayPoint.from_json(one) for one in effect.answer["days"]] if effect else []


def effect_document(scope: "Scope", action: Action) -> Document:
    """The measurement with all days, for a workbook."""
    effects = selectors.effects_of(action)
    shown = action.closing_effect or (effects[0] if effects else None)
    said = [words.first_sentence(shown), *words.other_sentences(shown)] if shown else []
    return Document(
        title=action.title,
        subtitle=words.metric_name(action.metric),
        sentences=tuple(said) or (_("Not measured yet."),),
        warnings=(),
        tables=(
            tables.for_file(tables.effects_table(action, effects), scope.brand.zone),
            tables.days_table(action, points_of(shown), scope.brand.currency),
        ),
        currency=scope.brand.currency,
        stamp=_("Data version %(n)s") % {"n": shown.data_version if shown else 0},
        cover=_("Summary"),
    )


@dataclass(frozen=True)
class Lane:
    """A column of the board."""

    key: str
    name: str
    cards: tuple["Card", ...]


@dataclass(frozen=True)
class Card:
    """An action on the board."""

    action: Action
    href: str
    note: str
    kind: str


LANES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("open", (Action.State.OPEN,)),
    ("done", (Action.State.DONE,)),
    ("measuring", (Action.State.MEASURED,)),
    ("closed", Action.ENDS),
)


def board_context(scope: "Scope", query: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """The board and its table; `?mine=1` shows one's own."""
    today = today_in(scope.brand, at)
    actions = selectors.actions_seen(scope)
    is_mine = query.get("mine") == "1"
    if is_mine:
        actions = [one for one in actions if one.owner_id == scope.user.pk]
    return {
        "scope": scope,
        "lead": board_lead(actions, today),
        "lanes": [_lane(key, states, actions, today) for key, states in LANES],
        "table": tables.actions_table(
            scope.brand, actions, today, reverse("improvements:board_xlsx", args=[scope.brand.key])
        ),
        "is_mine": is_mine,
        "has_actions": bool(actions),
    }


def board_lead(actions: Sequence[Action], today: date) -> str:
    """How many run, how many are late, how many wait for a decision."""
    live = [one for one in actions if not one.is_over]
    if not actions:
        return _("Nothing is planned.")
    return _("%(live)s actions run, %(late)s are late, %(waiting)s wait for a decision.") % {
        "live": len(live),
        "late": sum(selectors.is_late(one, today) for one in live),
        "waiting": sum(one.state == Action.State.MEASURED for one in live),
    }


def _lane(key: str, states: Sequence[str], actions: Sequence[Action], today: date) -> Lane:
    names = {
        "open": _("To do"),
        "done": _("In force, waiting for the check"),
        "measuring": _("Measured: decide"),
        "closed": _("Closed"),
    }
    mine = [one for one in actions if one.state in states]
    if key == "closed":
        mine.sort(key=lambda one: one.closed_at or one.planned_at, reverse=True)
    return Lane(key, names[key], tuple(_card(one, today) for one in mine))


def _card(action: Action, today: date) -> Card:
    if selectors.is_late(action, today):
        note, kind = _("late"), "bad"
    elif action.is_over:
        note, kind = action.get_state_display(), words.ACTION_KINDS[Action.State(action.state)]
    elif action.state == Action.State.OPEN:
        note, kind = _("due %(day)s") % {"day": action.due_on}, "info"
    else:
        note, kind = _("check %(day)s") % {"day": action.check_on}, "info"
    return Card(action, services.action_url(action), note, kind)


def _is_seen(scope: "Scope", action: Action) -> bool:
    return selectors.action_of(scope, action.pk) is not None

"""The section of a review: last time's actions and what they brought (12.1, 12.4)."""

from decimal import Decimal
from typing import TYPE_CHECKING

from luoxuan.act.improvements import selectors
from luoxuan.act.improvements.models import Action, Effect
from luoxuan.act.improvements.services.records import action_url, today_in
from luoxuan.check.reviews.sections import (
    PackContext,
    Section,
    SectionKind,
    SectionLine,
    State,
)
from luoxuan.metrics import METRICS

if TYPE_CHECKING:
    from datetime import date

STATES: dict[str, State] = {
    Action.State.KEPT: "good",
    Action.State.NOT_KEPT: "bad",
    Action.State.REASON: "neutral",
    Action.State.MEASURED: "warning",
    Action.State.DONE: "info",
    Action.State.OPEN: "info",
}
WORDS: dict[str, tuple[str, str]] = {
    Action.State.KEPT: ("有效，保留", "kept"),
    Action.State.NOT_KEPT: ("无效，不保留", "not kept"),
    Action.State.REASON: ("说明原因后关闭", "closed with a reason"),
    Action.State.MEASURED: ("已测得效果，待决定", "measured, to be decided"),
    Action.State.DONE: ("已完成，待检验", "done, waiting to be measured"),
    Action.State.OPEN: ("进行中", "to do"),
}


def actions_section(context: PackContext) -> Section | None:
    """Every action that was due, done, checked or closed since the review before, with its measured effect."""
    actions = selectors.actions_between(context.brand, context.before.first, context.period.last)
    if not actions:
        return None
    today = min(today_in(context.brand, context.at), context.period.last)
    lines = tuple(_line(action, today) for action in actions)
    measured = sum(_effect(action) is not None for action in actions)
    kept = sum(action.state == Action.State.KEPT for action in actions)
    return Section(
        lines,
        lead_zh=f"上期以来共 {len(actions)} 项改进措施，{measured} 项已测得效果，其中 {kept} 项有效并保留。",
        lead_en=f"{len(actions)} actions since the last review: {measured} measured, {kept} of them kept.",
    )


def _line(action: Action, today: "date") -> SectionLine:
    effect = _effect(action)
    late = selectors.is_late(action, today)
    zh, en = WORDS[action.state]
    owner = str(action.owner) if action.owner else ""
    zh = f"{action.title}（{owner or '无负责人'}）：{zh}"
    en = f"{action.title} ({owner or 'no owner'}): {en}"
    if late:
        zh, en = f"{zh}，已逾期", f"{en}, late"
    if effect is not None:
        said = effect.answer["sentences"][0]
        zh, en = f"{zh}。{said['zh']}", f"{en}. {said['en']}"
    elif action.close_reason:
        zh, en = f"{zh}：{action.close_reason}", f"{en}: {action.close_reason}"
    return SectionLine(
        zh=zh, en=en, amount=_amount(effect), unit=_unit(action), url=action_url(action),
        state="bad" if late else STATES[action.state], shop_key=_shop(action),
    )  # fmt: skip


def _effect(action: Action) -> Effect | None:
    """What it was closed on, or the newest measurement that has a number."""
    if action.closing_effect is not None:
        return action.closing_effect
    return next((one for one in action.effects.all() if one.is_measured), None)


def _amount(effect: Effect | None) -> Decimal | None:
    return effect.total if effect else None


def _unit(action: Action) -> str:
    metric = METRICS.get(action.metric)
    return "money" if metric is not None and metric.unit == "money" else "count"


def _shop(action: Action) -> str:
    return action.shops[0] if len(action.shops) == 1 else ""


ACTIONS = SectionKind(
    "actions",
    "上期措施与实测效果",
    "Last review's actions and their measured effect",
    actions_section,
)

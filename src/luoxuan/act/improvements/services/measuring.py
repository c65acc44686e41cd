"""At the check day the system measures what an action did, keeps every number, and asks for a decision (12.4)."""

import logging
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from luoxuan.act.improvements import selectors
from luoxuan.act.improvements.models import Action, Effect
from luoxuan.act.improvements.services.errors import ImprovementError
from luoxuan.act.improvements.services.records import (
    action_locked,
    action_url,
    decision_key,
    recorded,
    today_in,
)
from luoxuan.analysis import effect as analysis
from luoxuan.analysis.effect import EffectAnswer, EffectQuestion
from luoxuan.analysis.effect.ask import windows
from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.tasks import services as tasks
from luoxuan.metrics.question import QuestionError
from luoxuan.warehouse import engine

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User
    from luoxuan.metrics.scope import Session

LOG = logging.getLogger(__name__)
WAIT = timedelta(days=7)
"""So long after the check day it waits for the files of the last days."""
DECIDE_WITHIN = timedelta(hours=16)
"""Two working days."""
BRAND_LANGUAGE = "zh-hans"


@transaction.atomic
def action_measure(
    *, action: Action, session: "Session", at: datetime, actor: "User | None" = None
) -> Effect:
    """Measure now, keep the effect beside earlier ones, propose a decision. Raises ImprovementError."""
    row = action_locked(action)
    if row.started_on is None:
        raise ImprovementError(_("It is not done yet: say first since when it is in force."))
    answer = _asked(question_of(row, at=at), session)
    made = _kept(row, answer, actor, at)
    if not row.is_over:
        row.state = Action.State.MEASURED
        row.save(update_fields=["state"])
        _decision_task(row, answer, at)
    recorded(
        row, "measured", actor=actor, at=at, verdict=answer.verdict, method=answer.method,
        per_day=None if made.per_day is None else str(made.per_day),
        data_version=made.data_version,
    )  # fmt: skip
    return made


def actions_measure_due(*, at: datetime) -> int:
    """Measure every done action whose check day has come and whose data are there. How many were."""
    count = 0
    for action in selectors.actions_due_for_check(at=at):
        try:
            with engine.open_session(intake.snapshot(action.brand), many_questions=True) as session:
                action_measure(action=action, session=session, at=at)
            count += 1
        except ImprovementError:
            LOG.warning("Action %s of brand %s could not be measured.", action.pk, action.brand.key)
    return count


def question_of(action: Action, *, at: datetime) -> EffectQuestion:
    """The question whose answer decides on the action: eight weeks before, and until the check or the newest data."""
    started = action.started_on or action.due_on
    today = today_in(action.brand, at)
    last = min(action.check_on - timedelta(days=1), today - timedelta(days=1))
    if action.is_over or today > action.check_on + WAIT:
        last = today - timedelta(days=1)
    newest = newest_day(action.brand)
    last = min(last, newest) if newest else last
    before, after = windows(started, last)
    names = tuple((shop.key, shop.name) for shop in people.shops_of(action.brand))
    sign = 1 if action.direction == Action.Direction.UP else -1
    is_share = action.expected_kind == Action.Kind.SHARE
    return EffectQuestion(
        metric=action.metric, shops=tuple(action.shops), started_on=started, before=before,
        after=after, controls=tuple(action.controls), products=tuple(action.products),
        campaign=action.campaign, expected=None if is_share else action.expected * sign,
        expected_share=action.expected * sign if is_share else None,
        wanted="up" if sign > 0 else "down", names=names, currency=action.brand.currency,
    )  # fmt: skip


def newest_day(brand: "Brand") -> date | None:
    """The last day any file of the brand covers."""
    days = [row.last_day for row in intake.freshness(brand) if row.last_day is not None]
    return max(days, default=None)


def _asked(question: EffectQuestion, session: "Session") -> EffectAnswer:
    try:
        return analysis.ask(question, session)
    except QuestionError as error:
        raise ImprovementError(str(error)) from error


def _kept(row: Action, answer: EffectAnswer, actor: "User | None", at: datetime) -> Effect:
    catalogue = intake.catalogue_last(row.brand)
    return Effect.objects.create(
        action=row, measured_at=at, measured_by=actor,
        data_version=catalogue.seq if catalogue else 0, method=answer.method,
        verdict=answer.verdict, per_day=answer.effect_per_day, per_day_low=answer.low_per_day,
        per_day_high=answer.high_per_day, total=answer.total, total_low=answer.low,
        total_high=answer.high, share_of_expected=answer.share_of_expected,
        first=answer.question.after.first, last=answer.question.after.last,
        answer=answer.to_json(),
    )  # fmt: skip


def _decision_task(row: Action, answer: EffectAnswer, at: datetime) -> None:
    """Whoever looks after the finding says whether it is kept."""
    finding = row.finding
    with override(BRAND_LANGUAGE):
        title = _("Decide on the effect of: %(action)s") % {"action": row.title}
    body = "\n".join(sentence.text("zh") for sentence in answer.sentences)
    draft = tasks.TaskDraft(
        kind="effect", title=title, body=body, source_type="action", source_id=str(row.pk),
        source_url=action_url(row), owner=finding.owner, sla=DECIDE_WITHIN, key=decision_key(row),
    )  # fmt: skip
    try:
        tasks.task_open(brand=row.brand, draft=draft, actor=None, at=at)
    except tasks.TaskError:  # the finding's owner left the brand: the manager's queue has it
        tasks.task_open(brand=row.brand, draft=replace(draft, owner=None), actor=None, at=at)

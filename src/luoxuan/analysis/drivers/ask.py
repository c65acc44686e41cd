"""Asking what moved a figure (9.4)."""

from collections.abc import Mapping
from decimal import Decimal

from luoxuan.analysis.drivers import estimate, query
from luoxuan.analysis.drivers.answer import Contribution, DriversAnswer, State
from luoxuan.analysis.drivers.question import DriversQuestion
from luoxuan.metrics.question import QuestionError
from luoxuan.metrics.registry import METRICS
from luoxuan.metrics.scope import Session
from luoxuan.metrics.sentences import Sentence, Template

NOTHING_SOLD = Template(
    "no_rows", en="There is nothing in either period.", zh="两个时段都没有数据。"
)
NO_CHANGE = Template(
    "no_total_change",
    en="The total did not change, so nothing has a share of the change.",
    zh="合计没有变化，无从分摊。",
)
NOT_TOLD = Template(
    "dimension_not_told",
    en="The imported files do not say it.",
    zh="已导入的文件没有这一项信息。",
)


def ask(question: DriversQuestion, session: Session) -> DriversAnswer:
    """Members by what they changed; the rest, and what no member is named for, is `other`. Raises QuestionError."""
    metric = METRICS[question.metric]
    if metric.additivity != "additive" or question.by not in metric.dimensions:
        raise QuestionError(f"{metric.id} has no parts by {question.by} that add up.")
    if question.before.last >= question.period.first >= question.before.first:
        raise QuestionError("The two periods overlap.")
    members = query.amounts(question, session)
    return answered(question, members, query.totals(question, session), session)


Amounts = Mapping[query.Members, Decimal]


def answered(
    question: DriversQuestion,
    members: tuple[Amounts, Amounts],
    totals: tuple[Decimal, Decimal],
    session: Session | None,
) -> DriversAnswer:
    """The answer to amounts already counted."""
    if not any(members):
        return DriversAnswer(question, None, None, None, (), NOTHING_SOLD.fill())
    found = estimate.moves(*members)
    named = [move for move in found if move.member[-1]]
    kept = named[: question.top]
    change = totals[1] - totals[0]
    rest = estimate.Move(
        ("",),
        totals[0] - sum((move.before for move in kept), Decimal(0)),
        totals[1] - sum((move.after for move in kept), Decimal(0)),
    )
    rows = [*kept, *([rest] if rest.before or rest.after else [])]
    shares = estimate.shares([row.change for row in rows])
    labels = _labels(question, kept, session)
    reason: Sentence | None = NOT_TOLD.fill() if not named else None
    reason = reason or (NO_CHANGE.fill() if shares is None else None)
    parts: list[Decimal | None] = [*shares] if shares else [None] * len(rows)
    contributions = tuple(
        _contribution(row, share, labels, is_rest=row is rest)
        for row, share in zip(rows, parts, strict=True)
    )
    return DriversAnswer(question, *totals, change, contributions, reason)


def _labels(
    question: DriversQuestion, kept: list[estimate.Move], session: Session | None
) -> Mapping[query.Members, str]:
    if question.by != "product" or session is None:
        return {}
    return query.titles([move.member for move in kept], session)


def _contribution(
    move: estimate.Move,
    share: Decimal | None,
    labels: Mapping[query.Members, str],
    *,
    is_rest: bool,
) -> Contribution:
    state: State = "kept"
    if is_rest:
        state = "other"
    elif not move.before:
        state = "new"
    elif not move.after:
        state = "lost"
    shop = move.member[0] if len(move.member) > 1 else ""
    label = labels.get(move.member) or move.member[-1]
    return Contribution(
        move.member[-1], label, move.before, move.after, move.change, share, state, shop
    )

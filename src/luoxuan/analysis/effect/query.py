"""A metric by shop and day, with the denominator where it is a ratio (12.4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from luoxuan.analysis.effect.question import EffectQuestion
from luoxuan.metrics.measure import measure
from luoxuan.metrics.model import Dimension, Metric
from luoxuan.metrics.period import Period
from luoxuan.metrics.question import MetricQuestion, QuestionError
from luoxuan.metrics.registry import METRICS
from luoxuan.metrics.scope import Scope, Session
from luoxuan.metrics.tally import tally

Place = tuple[str, date]
"""A shop and a day."""


@dataclass(frozen=True)
class Series:
    """Amounts by shop and day; what the data do not cover is not there."""

    amounts: Mapping[Place, Decimal]
    sizes: Mapping[Place, Decimal] = field(default_factory=dict)
    """Denominators of a ratio; empty for what adds up."""


def series(question: EffectQuestion, session: Session) -> Series:
    """Everything the effect is estimated from. Raises QuestionError where the metric cannot be cut so."""
    metric = METRICS[question.metric]
    whole = Period(question.before.first, question.after.last)
    shops = (*question.shops, *question.controls)
    if metric.additivity == "ratio":
        top, bottom = metric.formula.measures
        return Series(
            _tallied(question, session, top, whole), _tallied(question, session, bottom, whole)
        )
    answer = measure(
        MetricQuestion(
            (metric.id,), whole, by=("shop", "day"), shops=shops, currency=question.currency
        ),
        session,
    )
    amounts = {
        (figure.members[0], date.fromisoformat(figure.members[1])): Decimal(figure.value)
        for figure in answer.figures
        if figure.value is not None
    }
    cut = _cut(question)
    if cut:
        amounts = _parts(question, session, (metric, cut, whole), amounts)
    return Series(amounts)


def _cut(question: EffectQuestion) -> tuple[Dimension, ...]:
    if question.products and question.campaign:
        raise QuestionError("Ask of products or of a campaign, not of both.")
    if question.products:
        return ("product",)
    return ("campaign",) if question.campaign else ()


def _parts(
    question: EffectQuestion,
    session: Session,
    what: tuple[Metric, tuple[Dimension, ...], Period],
    covered: Mapping[Place, Decimal],
) -> dict[Place, Decimal]:
    """Only the products or the campaign asked for, in the treated shops; a covered day without a row is zero."""
    metric, cut, whole = what
    wanted = question.products or (question.campaign,)
    found = {
        place: Decimal(0) if place[0] in question.shops else value
        for place, value in covered.items()
    }
    answer = measure(
        MetricQuestion(
            (metric.id,), whole, by=("shop", "day", *cut), shops=question.shops,
            currency=question.currency,
        ),
        session,
    )  # fmt: skip
    for figure in answer.figures:
        place = (figure.members[0], date.fromisoformat(figure.members[1]))
        if figure.members[2] in wanted and figure.value is not None and place in found:
            found[place] += Decimal(figure.value)
    return found


def _tallied(
    question: EffectQuestion, session: Session, name: str, whole: Period
) -> dict[Place, Decimal]:
    """One part of a ratio by shop and day, in the brand's currency where it is money."""
    cut = _cut(question)
    scope = Scope((whole,), (*question.shops, *question.controls))
    wanted = question.products or (question.campaign,)
    found: dict[Place, Decimal] = {}
    counted = tally(session, [name], scope, ("shop", "day", *cut))
    for (_name, members), by_currency in counted.amounts.items():
        if cut and members[0] in question.shops and members[2] not in wanted:
            continue
        place = (members[0], date.fromisoformat(members[1]))
        for currency, value in by_currency.items():
            if value is not None and currency in {"", question.currency}:
                found[place] = found.get(place, Decimal(0)) + Decimal(value)
    return found

"""From the numbers of a fit to an answer in decimals, with its verdict and its sentences (12.4)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from luoxuan.analysis.effect import words
from luoxuan.analysis.effect.answer import DayPoint, EffectAnswer, Method, Verdict
from luoxuan.analysis.effect.estimate import LEAST_AFTER, LEAST_BEFORE, Fit, Table
from luoxuan.analysis.effect.question import EffectQuestion
from luoxuan.metrics.registry import METRICS
from luoxuan.metrics.sentences import Sentence

ENOUGH = Decimal("0.5")
"""Half of what was expected: less than that is not what was decided for."""
STEP, RATIO = Decimal("0.0001"), Decimal("0.00000001")
VERDICTS = {"kept": words.KEPT, "not_kept": words.NOT_KEPT, "unclear": words.UNCLEAR}


@dataclass(frozen=True)
class Facts:
    """How the fit came about."""

    days: tuple[date, ...]
    controls: tuple[str, ...]
    gone: tuple[str, ...]
    left_out: int
    events_in: int
    method: Method
    is_poor: bool
    has_false: bool


def too_few(question: EffectQuestion, before: int, after: int) -> EffectAnswer:
    """No number: there are not days enough."""
    said = words.TOO_FEW.fill(
        before=before, after=after, least_before=LEAST_BEFORE, least_after=LEAST_AFTER
    )
    method: Method = "control" if question.controls else "before_after"
    return EffectAnswer(question, method, "unclear", (said,), days_before=before, days_after=after)


def answer(question: EffectQuestion, table: Table, result: Fit, facts: Facts) -> EffectAnswer:
    """The whole answer."""
    question = _in_amounts(question, table, result)
    size = float(table.size[table.is_after].sum())
    step = RATIO if METRICS[question.metric].additivity == "ratio" else STEP
    effect, low, high = (
        _decimal(value / size, step) for value in (result.total, result.low, result.high)
    )
    made = EffectAnswer(
        question,
        facts.method,
        _verdict(question, (effect, low, high), facts),
        (),
        effect_per_day=effect,
        low_per_day=low,
        high_per_day=high,
        total=_decimal(result.total),
        low=_decimal(result.low),
        high=_decimal(result.high),
        lift=_decimal(result.total / result.expected_sum) if result.expected_sum else None,
        share_of_expected=_share(question, effect),
        days=_points(table, result, facts.days, step),
        days_before=int((~table.is_after).sum()),
        days_after=int(table.is_after.sum()),
        weights=_weights(facts, result),
        explained=_decimal(max(result.explained, 0.0)),
    )
    return _with_sentences(made, facts)


def _in_amounts(question: EffectQuestion, table: Table, result: Fit) -> EffectQuestion:
    """An expected share is a share of what the days would have brought."""
    if question.expected_share is None:
        return question
    usual = result.expected_sum / float(table.size[table.is_after].sum())
    return replace(question, expected=_decimal(float(question.expected_share) * usual, RATIO))


def _verdict(
    question: EffectQuestion, per_day: tuple[Decimal, Decimal, Decimal], facts: Facts
) -> Verdict:
    """Kept: surely in the wanted direction, and half of the expected at least. Not kept: surely less than that."""
    if facts.has_false:
        return "unclear"
    effect, low, high = per_day
    if question.wanted == "down":
        effect, low, high = -effect, -high, -low
    enough = abs(question.expected or Decimal(0)) * ENOUGH
    if low > 0 and effect >= enough:
        return "kept"
    return "not_kept" if high < enough or high <= 0 else "unclear"


def _share(question: EffectQuestion, effect: Decimal) -> Decimal | None:
    return (effect / question.expected).quantize(STEP) if question.expected else None


def _weights(facts: Facts, result: Fit) -> tuple[tuple[str, Decimal], ...]:
    if facts.method != "control":
        return ()
    told = zip(facts.controls, result.weights, strict=True)
    return tuple((shop, _decimal(float(weight))) for shop, weight in told if weight > 0)


def _points(
    table: Table, result: Fit, days: tuple[date, ...], step: Decimal
) -> tuple[DayPoint, ...]:
    columns = (table.treated, result.expected, result.day_low, result.day_high)
    return tuple(
        DayPoint(day, *(_decimal(float(column[at]), step) for column in columns))
        for at, day in enumerate(days)
    )


def _with_sentences(made: EffectAnswer, facts: Facts) -> EffectAnswer:
    """Verdict, method, and what to mind."""
    metric = METRICS[made.question.metric]
    shown = {
        "effect": words.amount(metric, made.effect_per_day or Decimal(0)),
        "low": words.amount(metric, made.low_per_day or Decimal(0)),
        "high": words.amount(metric, made.high_per_day or Decimal(0)),
        "total": words.total(metric, made.total or Decimal(0)),
    }
    said: list[Sentence] = [
        VERDICTS[made.verdict].fill(metric=words.name(metric), days=made.days_after, **shown)
    ]
    if made.question.expected and made.share_of_expected is not None:
        expected = words.amount(metric, made.question.expected)
        said.append(words.AGAINST.fill(expected=expected, share=made.share_of_expected))
    said += [_method(made), *_minds(facts, dict(made.question.names))]
    return replace(made, sentences=tuple(said))


def _method(made: EffectAnswer) -> Sentence:
    if made.method == "before_after":
        return words.BY_BEFORE.fill(days=made.days_before)
    return words.BY_CONTROL.fill(
        shops=len(made.weights), days=made.days_before, explained=made.explained or Decimal(0)
    )


def _minds(facts: Facts, names: Mapping[str, str]) -> list[Sentence]:
    """What was left out, what could not be used, what makes it doubtful."""
    said = []
    if facts.gone:
        shops = "、".join(names.get(shop, shop) for shop in facts.gone)
        said.append(words.CONTROL_GONE.fill(shops=shops))
    if facts.is_poor:
        said.append(words.CONTROL_POOR.fill())
    if facts.left_out:
        said.append(words.LEFT_OUT.fill(days=facts.left_out))
    if facts.events_in:
        said.append(words.EVENTS_IN.fill(days=facts.events_in))
    if facts.has_false:
        said.append(words.PLACEBO.fill())
    return said


def _decimal(value: float, step: Decimal = STEP) -> Decimal:
    return Decimal(repr(float(value))).quantize(step, rounding=ROUND_HALF_EVEN)

"""Asking why a figure is not what was expected (12.2)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from luoxuan.analysis.gap import estimate, parts, words
from luoxuan.analysis.gap.answer import GapAnswer, GapDay, GapTime
from luoxuan.analysis.gap.query import Book
from luoxuan.analysis.gap.question import GapQuestion
from luoxuan.analysis.gap.shape import picture
from luoxuan.metrics.period import Period
from luoxuan.metrics.question import Figure, QuestionError
from luoxuan.metrics.registry import METRICS
from luoxuan.metrics.scope import Session
from luoxuan.metrics.sentences import Sentence, Value

RATE_STEP = Decimal("0.000001")


def ask(question: GapQuestion, session: Session, book: Book | None = None) -> GapAnswer:
    """The gap by factors, dimensions and days. A `book` keeps counts for further gaps. Raises QuestionError."""
    metric = METRICS[question.metric]
    if metric.additivity == "distinct":
        raise QuestionError(f"{metric.id} counts people: its parts do not add up.")
    if question.period.first <= question.reference.last:
        raise QuestionError("The reference ends before the period begins.")
    book = book or Book(session, question.currency)
    periods = (question.reference, question.period)
    if not question.shops:
        question = replace(question, shops=book.shops(periods))
    actual = book.figure(question.metric, question.period, question.shops)
    before = book.figure(question.metric, question.reference, question.shops)
    sides = _sides(question, before, actual)
    if sides is None:
        reason = actual.reason if actual.value is None else before.reason
        value = None if actual.value is None else Decimal(actual.value)
        return GapAnswer(question, question.target, value, None, reason=reason, unit=metric.unit)
    return _answered(question, book, sides, before)


def _sides(question: GapQuestion, before: Figure, actual: Figure) -> parts.Sides | None:
    """Expected and actual in whole steps; None where one of them is unknown."""
    step = step_of(question.metric)
    expected = question.target if question.target is not None else before.value
    if actual.value is None or expected is None:
        return None
    return parts.Sides(
        estimate.rounded(Decimal(expected), step),
        estimate.rounded(Decimal(actual.value), step),
        step,
    )


def step_of(metric: str) -> Decimal:
    """Money in cents, counts whole, rates in millionths."""
    definition = METRICS[metric]
    if definition.additivity == "ratio":
        return RATE_STEP
    return estimate.CENT if definition.unit == "money" else Decimal(1)


def _answered(question: GapQuestion, book: Book, sides: parts.Sides, before: Figure) -> GapAnswer:
    metric = METRICS[question.metric]
    told = parts.Told(question, book, sides, Decimal(before.value or 0))
    basis = words.NO_REFERENCE.fill(reference=str(question.reference))
    if told.reference:
        basis = words.BASIS.fill(
            reference=str(question.reference),
            scale=estimate.rounded(sides.expected / told.reference, Decimal("0.0001")),
        )
    is_rate = metric.additivity == "ratio"
    has_gap = bool(sides.gap)
    factors = parts.factors(told) if has_gap and told.reference else ()
    dimensions = parts.dimensions(told) if has_gap and told.reference else ()
    return GapAnswer(
        question,
        sides.expected,
        sides.actual,
        sides.gap,
        _headline(question, sides),
        factors,
        dimensions,
        None if is_rate or not has_gap else _time(question, book, sides),
        basis if has_gap else None,
        None,
        metric.unit,
    )


def _headline(question: GapQuestion, sides: parts.Sides) -> Sentence:
    metric = METRICS[question.metric]
    names: dict[str, Value] = {
        "metric": words.name(metric.name.zh, metric.name.en),
        "period": str(question.period),
    }
    if not sides.gap:
        return words.NO_GAP.fill(**names)
    return words.HEADLINE.fill(
        **names,
        actual=words.said(sides.actual, metric.unit),
        expected=words.said(sides.expected, metric.unit),
        gap=words.said(sides.gap, metric.unit, is_change=True),
    )


def _time(question: GapQuestion, book: Book, sides: parts.Sides) -> GapTime | None:
    """The days: expected by the target's own days, else by the reference's."""
    days = tuple(question.period.days())
    expected = _curve(question, book, sides)
    actual = book.days(question.metric, question.period, question.shops)
    told = dict(zip(days, _settled(question, actual, sides), strict=True))
    rows = tuple(GapDay(day, want, told[day]) for day, want in zip(days, expected, strict=True))
    found = picture([float(row.gap) for row in rows], [float(row.expected) for row in rows])
    chosen = [rows[n] for n in found.days]
    effect = sum((row.gap for row in chosen), Decimal(0))
    share = estimate.rounded(effect / sides.gap, Decimal("0.0001")) if sides.gap else None
    first, last = (chosen[0].day, chosen[-1].day) if chosen else (None, None)
    time = GapTime(rows, found.shape, first, last, effect, share, None)
    return replace(time, sentence=_shape_said(time, METRICS[question.metric].unit, chosen))


def _settled(
    question: GapQuestion, actual: dict[date, Decimal], sides: parts.Sides
) -> list[Decimal]:
    """The days in whole steps that add up to the period's figure."""
    values = [float(actual.get(day, Decimal(0))) for day in question.period.days()]
    return estimate.exact(values, sides.actual, sides.step)


def _curve(question: GapQuestion, book: Book, sides: parts.Sides) -> list[Decimal]:
    days = list(question.period.days())
    own = dict(question.target_days)
    if own:
        weights = [own.get(day, Decimal(0)) for day in days]
        return estimate.split(sides.expected, weights, sides.step)
    before = book.days(question.metric, question.reference, question.shops)
    if len(question.reference) == len(question.period):
        weights = [before.get(day, Decimal(0)) for day in question.reference.days()]
    else:
        means = _weekdays(before, question.reference)
        weights = [means[day.weekday()] for day in days]
    return estimate.split(sides.expected, [max(w, Decimal(0)) for w in weights], sides.step)


def _weekdays(before: dict[date, Decimal], reference: Period) -> list[Decimal]:
    """The mean of each weekday; the mean of all days where a weekday never came."""
    rows: list[list[Decimal]] = [[] for _ in range(7)]
    for day in reference.days():
        rows[day.weekday()].append(before.get(day, Decimal(0)))
    whole = sum(before.values(), Decimal(0)) / len(reference)
    return [sum(row, Decimal(0)) / len(row) if row else whole for row in rows]


def _shape_said(time: GapTime, unit: str, chosen: list[GapDay]) -> Sentence | None:
    effect = words.said(time.effect, unit, is_change=True)
    if time.shape == "level":
        return words.SHAPES["level"].fill()
    if time.shape == "step" and time.first and time.last:
        share = time.share or Decimal(0)
        return words.SHAPES["step"].fill(
            first=time.first, last=time.last, effect=effect, share=share
        )
    if time.shape == "spike":
        days = ", ".join(str(row.day) for row in chosen)
        return words.SHAPES["spike"].fill(days=days, effect=effect, share=time.share or Decimal(0))
    if time.shape == "slope":
        middle = len(time.days) // 2
        halves = [
            sum((row.gap for row in rows), Decimal(0))
            for rows in (time.days[:middle], time.days[middle:])
        ]
        key = "slope" if abs(halves[1]) >= abs(halves[0]) else "slope_back"
        return words.SHAPES[key].fill(
            first_half=words.said(halves[0], unit, is_change=True),
            second_half=words.said(halves[1], unit, is_change=True),
        )
    return None

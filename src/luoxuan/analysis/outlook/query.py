"""The daily series of a metric (6.7)."""

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from luoxuan.analysis.outlook.question import OutlookQuestion
from luoxuan.metrics import METRICS, MetricQuestion, measure
from luoxuan.metrics.coverage import Covered
from luoxuan.metrics.question import Amount, QuestionError
from luoxuan.metrics.scope import Session


def series(
    question: OutlookQuestion, session: Session, known: Covered | None = None
) -> tuple[list[date], NDArray[np.float64]]:
    """Every day of the history from the first known one to the last, nan where nothing is known. Raises QuestionError."""
    metric = METRICS.get(question.metric)
    if metric is None:
        raise QuestionError(f"There is no metric {question.metric}.")
    if metric.additivity == "distinct":
        raise QuestionError(f"{metric.id} counts people: their days do not add up to a month.")
    asked = MetricQuestion(
        (metric.id,), question.history, by=("day",), shops=question.shops,
        currency=question.currency,
    )  # fmt: skip
    answer = measure(asked, session, known)
    return known_part(list(question.history.days()), [f.value for f in answer.figures])


def known_part(
    days: Sequence[date], found: Sequence[Amount | None]
) -> tuple[list[date], NDArray[np.float64]]:
    """From the first known day to the last; nan in between is a day nobody knows."""
    values = np.array([np.nan if value is None else float(value) for value in found], dtype=float)
    there = np.flatnonzero(np.isfinite(values))
    if not there.size:
        return [], values[:0]
    first, last = int(there[0]), int(there[-1]) + 1
    return list(days[first:last]), values[first:last]

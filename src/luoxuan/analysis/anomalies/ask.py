"""Asking which days are out of the ordinary (9.15)."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from luoxuan.analysis.anomalies import estimate
from luoxuan.analysis.anomalies.answer import AnomaliesAnswer, Anomaly, Course
from luoxuan.analysis.anomalies.query import Series, series
from luoxuan.analysis.anomalies.question import PAST, AnomaliesQuestion
from luoxuan.analysis.anomalies.seasons import seasons
from luoxuan.metrics.period import Period
from luoxuan.metrics.question import QuestionError
from luoxuan.metrics.registry import METRICS
from luoxuan.metrics.scope import Session


def ask(question: AnomaliesQuestion, session: Session) -> AnomaliesAnswer:
    """Every day of the period that is out of the ordinary, judged by the days before it alone."""
    if question.metric not in METRICS:
        raise QuestionError(f"There is no metric {question.metric}.")
    first = question.period.first - timedelta(days=PAST)
    found = series(
        question.metric,
        session,
        period=Period(first, question.period.last),
        shops=question.shops,
        by=question.by,
        currency=question.currency,
    )
    return answered(question, found)


def answered(question: AnomaliesQuestion, found: Series) -> AnomaliesAnswer:
    """The answer to numbers already counted; their days may begin long before the period."""
    judged = estimate.judge(
        found.above, found.below, seasons(found.days), counts=found.counts, width=question.score
    )
    asked = np.array([day in question.period for day in found.days], dtype=bool)
    out = estimate.out(judged, score=question.score, share=question.share, side=question.side)
    view = _View(found, judged, np.flatnonzero(asked))
    places: list[list[int]] = np.argwhere(out & asked).tolist()
    anomalies = [view.anomaly(row, column) for row, column in places]
    anomalies.sort(key=lambda anomaly: (anomaly.day, -abs(anomaly.score), anomaly.members))
    return AnomaliesAnswer(
        question=question,
        anomalies=tuple(anomalies),
        courses=tuple(view.course(row) for row in range(len(found.members))),
        by=tuple(found.by),
        judged=int((~np.isnan(judged.score) & asked).sum()),
    )


@dataclass(frozen=True)
class _View:
    """Arrays back to values."""

    found: Series
    judged: estimate.Judged
    columns: estimate.Whole

    def anomaly(self, row: int, column: int) -> Anomaly:
        judged = self.judged
        shown = (judged.value, judged.expected, judged.low, judged.high, judged.score)
        value, expected, low, high, score = (float(numbers[row, column]) for numbers in shown)
        return Anomaly(
            day=self.found.days[column],
            members=self.found.members[row],
            value=value,
            expected=expected,
            low=low,
            high=high,
            score=score,
            together=int(judged.together[row, column]),
        )

    def course(self, row: int) -> Course:
        judged = self.judged
        days = tuple(self.found.days[column] for column in self.columns)
        kept = (
            tuple(None if np.isnan(v) else float(v) for v in numbers[row, self.columns])
            for numbers in (judged.value, judged.expected, judged.low, judged.high)
        )
        return Course(self.found.members[row], days, *kept)

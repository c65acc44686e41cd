"""Which days are out of the ordinary: the answer (9.15)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from luoxuan.analysis.anomalies.question import AnomaliesQuestion


@dataclass(frozen=True)
class Anomaly:
    """One day of one member: what was seen, what was to be expected, and how far out it is."""

    day: date
    members: tuple[str, ...]
    value: float
    expected: float
    low: float
    high: float
    score: float
    """In standard deviations; negative: too low."""
    together: int = 1
    """How many days in a row the score is of: a day may be within the interval and out with those before it."""

    def to_json(self) -> dict[str, Any]:
        """JSON values."""
        return {**self.__dict__, "day": self.day.isoformat(), "members": list(self.members)}


@dataclass(frozen=True)
class Course:
    """One member's days: value, expectation and interval; None where nothing can be said."""

    members: tuple[str, ...]
    days: tuple[date, ...]
    values: tuple[float | None, ...]
    expected: tuple[float | None, ...]
    low: tuple[float | None, ...]
    high: tuple[float | None, ...]


@dataclass(frozen=True)
class AnomaliesAnswer:
    """The anomalies, by day; and every member's course, so that it can be seen why."""

    question: AnomaliesQuestion
    anomalies: tuple[Anomaly, ...]
    courses: tuple[Course, ...]
    by: tuple[str, ...]
    """The dimensions of the members."""
    judged: int
    """Days of members that could be judged."""

    def course(self, members: tuple[str, ...]) -> Course | None:
        """The course of a member, None where there is none."""
        return next((course for course in self.courses if course.members == members), None)

    def to_json(self) -> dict[str, Any]:
        """JSON values."""
        return {
            "metric": self.question.metric,
            "by": list(self.by),
            "judged": self.judged,
            "anomalies": [anomaly.to_json() for anomaly in self.anomalies],
        }

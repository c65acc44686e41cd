"""What the page of an alert shows besides the alert: the course with its band, the days, the task (9.15)."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext as _

from luoxuan import charts
from luoxuan.analysis import anomalies
from luoxuan.charts.table import Column, Row, Table, Unit
from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.signals import registry, selectors, tables, words
from luoxuan.foundation.signals.models import Alert, Monitor
from luoxuan.foundation.signals.watching.anomaly import question_of
from luoxuan.foundation.tasks import selectors as tasks
from luoxuan.metrics.question import QuestionError
from luoxuan.warehouse import engine

if TYPE_CHECKING:
    from luoxuan.foundation.people.access import Scope

BEFORE, AFTER = timedelta(days=45), timedelta(days=7)
DRAWN = {Monitor.Kind.ANOMALY, Monitor.Kind.THRESHOLD, Monitor.Kind.CHANGE}


@dataclass(frozen=True)
class AlertPage:
    """Everything the template asks for."""

    alert: Alert
    sentence: str
    days: Table
    chart: dict[str, Any] | None
    course: Table | None
    tasks: list[Any]
    rows: Table | None = None
    """Of a check: the rows behind it."""


def alert_page(scope: "Scope", alert: Alert) -> AlertPage:
    """The page of an alert; the chart is drawn from the data as they are now."""
    course = _course(alert)
    currency = alert.brand.currency
    chart = anomalies.draw(course, alert.monitor.metric, currency) if course else None
    return AlertPage(
        alert=alert,
        sentence=words.sentence(alert),
        days=tables.days_table(alert, selectors.alert_days(alert)),
        chart=charts.in_language(chart, "zh" if words.is_chinese() else "en") if chart else None,
        course=_course_table(alert, course) if course else None,
        tasks=list(tasks.tasks_by_source(scope.brand, "alert", str(alert.pk))),
        rows=alert_rows(alert),
    )


def alert_rows(alert: Alert) -> Table | None:
    """The rows behind an alert of a check that can name them, from the data as they are now."""
    monitor = alert.monitor
    check = registry.check_of(monitor.check_key) if monitor.kind == Monitor.Kind.TABLE else None
    if check is None or check.rows is None:
        return None
    asked = registry.RowsAsked(alert.brand, alert.last_day, alert.members, monitor.parameters)
    with engine.open_session(intake.snapshot(alert.brand)) as session:
        return check.rows(asked, session)


def _course(alert: Alert) -> anomalies.Course | None:
    """The subject's days around the episode with what was to be expected; None where the kind has none."""
    monitor = alert.monitor
    if monitor.kind not in DRAWN:
        return None
    question = question_of(monitor, alert.day - BEFORE, alert.last_day + AFTER)
    members = alert.members
    try:
        with engine.open_session(intake.snapshot(alert.brand)) as session:
            answer = anomalies.ask(question, session)
    except QuestionError:
        return None
    course = answer.course(tuple(members.get(cut, "") for cut in answer.by))
    return _ended(course) if course else None


def _ended(course: anomalies.Course) -> anomalies.Course:
    """Without the days after the last that is known."""
    known = [n for n, value in enumerate(course.values) if value is not None]
    end = known[-1] + 1 if known else 0
    kept = (course.days, course.values, course.expected, course.low, course.high)
    return anomalies.Course(course.members, *(row[:end] for row in kept))  # type: ignore[arg-type]


def _course_table(alert: Alert, course: anomalies.Course) -> Table:
    unit = cast(Unit, words.unit_of(alert.monitor))
    currency = alert.brand.currency
    columns = (
        Column("day", _("Day"), "day"),
        Column("value", _("Actual"), unit, currency=currency),
        Column("expected", _("Expected"), unit, currency=currency),
        Column("low", _("Low end"), unit, currency=currency),
        Column("high", _("High end"), unit, currency=currency),
    )
    parts = zip(course.values, course.expected, course.low, course.high, strict=True)
    rows = zip(course.days, parts, strict=True)
    return Table(
        key="alert-course",
        columns=columns,
        rows=tuple(Row((day, *tables.rounded(unit, *numbers))) for day, numbers in rows),
    )

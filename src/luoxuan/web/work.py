"""What waits for one person today: their tasks, approvals, their role's queue, alerts (7.6, 9.15)."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from luoxuan.foundation.signals import selectors as signals
from luoxuan.foundation.tasks import selectors as tasks
from luoxuan.web import markup
from luoxuan.web.money import MoneyLine, money_of

if TYPE_CHECKING:
    from luoxuan.foundation.people.access import Scope
    from luoxuan.foundation.signals.models import Alert
    from luoxuan.foundation.tasks.models import Task

MOST_TASKS = 6
MOST_OTHERS = 4


@dataclass(frozen=True)
class AlertLine:
    """An alert as one line says it."""

    alert: "Alert"
    sentence: str


@dataclass(frozen=True)
class Work:
    """What the home page lists for the person, the most pressing first."""

    at: datetime
    counts: tasks.TaskCounts
    mine: "tuple[Task, ...]"
    approvals: "tuple[Task, ...]"
    queue: "tuple[Task, ...]"
    alerts: tuple[AlertLine, ...]
    money: tuple[MoneyLine, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits."""
        return not (self.mine or self.approvals or self.queue or self.alerts or self.money)


def work_of(scope: "Scope", *, at: datetime) -> Work:
    """What the person may see and should do; what their role has no right to is left out."""
    if not scope.may("tasks.work"):
        return Work(at, tasks.TaskCounts(), (), (), (), _alerts(scope))
    counts = tasks.counts_of(scope, at=at)
    # A list of nothing is not asked for: the counts know already.
    mine = tasks.tasks_of(scope, at=at)[:MOST_TASKS] if counts.mine else ()
    approvals = tasks.approvals_of(scope, at=at)[:MOST_OTHERS] if counts.approvals else ()
    queue = tasks.tasks_of(scope, at=at, view="role") if counts.queue else None
    others = queue.exclude(kind="gate")[:MOST_OTHERS] if queue is not None else ()
    return Work(
        at,
        counts,
        tuple(mine),
        tuple(approvals),
        tuple(others),
        _alerts(scope),
        money_of(scope, at=at),
    )


def _alerts(scope: "Scope") -> tuple[AlertLine, ...]:
    if not scope.may("monitors.read"):
        return ()
    is_english = markup.language() == "en"
    return tuple(
        AlertLine(alert, alert.sentence_en if is_english else alert.sentence_zh)
        for alert in signals.alerts_open(scope, MOST_OTHERS)
    )

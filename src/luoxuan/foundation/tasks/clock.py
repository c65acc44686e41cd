"""How a task stands to its due moment: working time used, left, or late by (7.6)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from luoxuan.foundation.tasks.models import Task
from luoxuan.foundation.tasks.worktime import Hours, elapsed

NONE = timedelta(0)


@dataclass(frozen=True)
class Clock:
    """The clock of one task at one moment; it stands still once the task is over."""

    used: timedelta
    left: timedelta
    late: timedelta
    total: timedelta

    @property
    def is_late(self) -> bool:
        """Past due, even where no working time has passed since."""
        return self.left == NONE

    @property
    def share(self) -> float:
        """Of the time there was, how much is used: 0 to 1."""
        return min(self.used / self.total, 1.0) if self.total else 1.0


def clock_of(task: Task, hours: Hours, at: datetime) -> Clock | None:
    """The task's clock; None where nothing is due."""
    if task.due_at is None:
        return None
    now = task.finished_at or at
    begin = task.opened_at
    return Clock(
        used=elapsed(begin, now, hours),
        left=_ahead(now, task.due_at, hours),
        late=elapsed(task.due_at, now, hours),
        total=elapsed(begin, task.due_at, hours),
    )


def _ahead(now: datetime, due: datetime, hours: Hours) -> timedelta:
    """Working time until due; where none lies between but the moment has not come, a minute stands for it."""
    if due <= now:
        return NONE
    return elapsed(now, due, hours) or timedelta(minutes=1)

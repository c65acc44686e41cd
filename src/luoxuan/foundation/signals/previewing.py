"""How often a monitor would have fired in the last ninety days: it is tried before it is saved (9.15)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.signals import watching
from luoxuan.foundation.signals.models import Monitor
from luoxuan.foundation.signals.planning import MonitorPlan, checked_plan
from luoxuan.foundation.signals.registry import Seen
from luoxuan.warehouse import engine

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand

DAYS = 90
GAP = timedelta(days=2)
SHOWN = 20


@dataclass(frozen=True)
class Preview:
    """What it would have come to."""

    days: int
    subjects: int
    """How many were looked at on the best day."""
    fired: int
    """Subjects and days."""
    episodes: int
    latest: tuple[tuple[date, Seen], ...]
    """The newest, first."""
    reason: str = ""

    @property
    def per_month(self) -> float:
        """Episodes in thirty days."""
        return self.episodes * 30 / self.days if self.days else 0.0


def monitor_preview(*, brand: "Brand", plan: MonitorPlan, today: date) -> Preview:
    """Look at the last ninety days with data; nothing is written. Raises MonitorError."""
    monitor = unsaved(brand, plan)
    yesterday = today - timedelta(days=1)
    reached = max((row.last_day for row in intake.freshness(brand)), default=yesterday)
    last = yesterday if plan.kind == Monitor.Kind.FRESHNESS else min(reached, yesterday)
    days = [last - timedelta(days=n) for n in range(DAYS - 1, -1, -1)]
    with engine.open_session(intake.snapshot(brand), many_questions=True) as session:
        return preview_of(watching.look(monitor, days, session))


def unsaved(brand: "Brand", plan: MonitorPlan) -> Monitor:
    """The monitor as it would be. Raises MonitorError."""
    monitor = Monitor(brand=brand)
    for name, value in plan.__dict__.items():
        if name != "targets":
            setattr(monitor, name, list(value) if name in {"by", "shops"} else value)
    monitor.parameters = checked_plan(brand, plan)
    return monitor


def preview_of(looks: list[watching.Look]) -> Preview:
    """The looks counted."""
    fired = [(look.day, seen) for look in looks for seen in look.seen]
    episodes = 0
    last: dict[str, date] = {}
    for day, seen in fired:
        before = last.get(seen.subject)
        episodes += before is None or day - before > GAP
        last[seen.subject] = day
    return Preview(
        days=len(looks),
        subjects=max((len(look.subjects) for look in looks), default=0),
        fired=len(fired),
        episodes=episodes,
        latest=tuple(reversed(fired[-SHOWN:])),
        reason=next((look.reason for look in looks if look.reason), ""),
    )

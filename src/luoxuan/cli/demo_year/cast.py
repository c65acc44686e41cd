"""Who plays, in which year, and when things happen."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from luoxuan.demo.incidents import Year
from luoxuan.demo.story import DAYS
from luoxuan.demo.window import Window
from luoxuan.foundation.gates.services import gate_decide
from luoxuan.foundation.people.models import Brand, User

if TYPE_CHECKING:
    from luoxuan.foundation.gates.models import Gate

ZONE = ZoneInfo("Asia/Shanghai")
EARLY = 4
"""A year that is younger than so many months is not the year of the loop yet: the one before is."""


@dataclass(frozen=True)
class Cast:
    """The brand's people by what they do, and the days that are told."""

    brand: Brand
    last: date
    owner: User
    manager: User
    channel: User
    content: User
    customer: User
    campaign: User
    analyst: User
    finance: User
    service: User

    @property
    def window(self) -> Window:
        """The days the data tell of."""
        return Window(self.last, DAYS)

    @property
    def incidents(self) -> Year:
        """What was planted."""
        return Year(self.window)

    @property
    def year(self) -> int:
        """The year whose loop is played."""
        return self.last.year if self.last.month >= EARLY else self.last.year - 1

    def months(self) -> list[date]:
        """First days of the year's whole months that the data tell of."""
        first = max(date(self.year, 1, 1), _next_month(self.window.first))
        found = []
        while first.year == self.year and _next_month(first) <= self.last + timedelta(days=1):
            found.append(first)
            first = _next_month(first)
        return found

    def approve(self, gate: "Gate", at: datetime, *, waiver: str = "") -> None:
        """The owner says yes."""
        gate_decide(
            gate=gate, decision="approved", reason="同意", actor=self.owner, at=at, waiver=waiver
        )


def moment(day: date, hour: int = 10, minute: int = 0) -> datetime:
    """A time of day in Shanghai."""
    return datetime.combine(day, time(hour, minute), ZONE).astimezone(UTC)


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def month_after(day: date) -> date:
    """The first day of the next month."""
    return _next_month(day)


def month_last(day: date) -> date:
    """The last day of the month."""
    return _next_month(day) - timedelta(days=1)

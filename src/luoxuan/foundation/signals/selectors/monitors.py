"""Which monitors there are, and how often they were right (9.15)."""

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet

from luoxuan.foundation.signals.models import Alert, Monitor, MonitorRun

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand

Z95 = 1.959963984540054


@dataclass(frozen=True)
class Precision:
    """Of the alarms people judged, how many were true, with the 95 % interval of Wilson (1927)."""

    true: int = 0
    false: int = 0
    unjudged: int = 0
    open: int = 0

    @property
    def judged(self) -> int:
        """How many were judged."""
        return self.true + self.false

    @property
    def share(self) -> float | None:
        """True alarms over judged ones; None before the first."""
        return self.true / self.judged if self.judged else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Between what and what the true share lies; None before the first."""
        return wilson(self.true, self.judged) if self.judged else None


def wilson(hits: int, tries: int, z: float = Z95) -> tuple[float, float]:
    """The score interval of a share (Wilson 1927): sound with few tries, never outside 0 to 1."""
    share = hits / tries
    below = 1 + z * z / tries
    middle = share + z * z / (2 * tries)
    spread = z * sqrt(share * (1 - share) / tries + z * z / (4 * tries * tries))
    return max((middle - spread) / below, 0.0), min((middle + spread) / below, 1.0)


def monitors_of(brand: "Brand") -> QuerySet[Monitor]:
    """The brand's monitors, by name."""
    return Monitor.objects.filter(brand=brand).select_related("owner", "brand")


def monitor_of(brand: "Brand", monitor_id: int) -> Monitor | None:
    """One monitor of the brand, None where there is no such."""
    return monitors_of(brand).filter(pk=monitor_id).first()


def precision_of(brand: "Brand") -> dict[int, Precision]:
    """By monitor; one without alerts is not there."""
    rows = (
        Alert.objects.filter(brand=brand)
        .order_by()
        .values("monitor_id")
        .annotate(
            right=Count("pk", filter=Q(verdict=Alert.Verdict.TRUE)),
            wrong=Count("pk", filter=Q(verdict=Alert.Verdict.FALSE)),
            unsaid=Count("pk", filter=Q(verdict="")),
            waiting=Count("pk", filter=Q(state=Alert.State.OPEN)),
        )
    )
    return {
        row["monitor_id"]: Precision(row["right"], row["wrong"], row["unsaid"], row["waiting"])
        for row in rows
    }


def last_runs(brand: "Brand") -> dict[int, MonitorRun]:
    """The latest look of each monitor."""
    found: dict[int, MonitorRun] = {}
    for run in MonitorRun.objects.filter(monitor__brand=brand).order_by("day", "at"):
        found[run.monitor_id] = run
    return found

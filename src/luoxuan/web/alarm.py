"""The bell in the top bar: what waits to be looked at, and the newest few (9.4, 9.15)."""

from dataclasses import dataclass

from luoxuan.foundation.people.access import Scope
from luoxuan.foundation.signals import selectors, words

SHOWN = 5
MOST = 99


@dataclass(frozen=True)
class Ring:
    """One line below the bell."""

    text: str
    alert_id: int
    kind: str
    """The colour of its severity."""


@dataclass(frozen=True)
class Bell:
    """Open alerts the person may see, and the notices they have not read."""

    alerts: int
    notices: int
    newest: tuple[Ring, ...]

    @property
    def count(self) -> str:
        """What stands beside the bell; empty where nothing waits."""
        whole = self.alerts + self.notices
        return "" if not whole else f"{MOST}+" if whole > MOST else str(whole)


def bell_of(scope: Scope) -> Bell | None:
    """The bell as the person may hear it; None where they may see no alerts."""
    if not scope.may("monitors.read"):
        return None
    alerts = selectors.alerts_of(scope, selectors.AlertsAsked(state="open"))
    newest = tuple(
        Ring(words.sentence(alert), alert.pk, words.SEVERITY_COLOURS[alert.monitor.severity])
        for alert in alerts[:SHOWN]
    )
    # A short list is the whole list: most days one query is enough.
    count = len(newest) if len(newest) < SHOWN else alerts.count()
    return Bell(count, selectors.notices_unread(scope), newest)

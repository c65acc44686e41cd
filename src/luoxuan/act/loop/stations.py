"""A loop as a value: five stations, what each shows, what is missing and where to go (12.8)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

StationKey = Literal["plan", "actions", "result", "improvement", "next"]
State = Literal["done", "running", "missing"]
"""done: closed here; running: begun and not over; missing: nothing there."""
GoalKind = Literal["target", "objective"]

KEYS: tuple[StationKey, ...] = ("plan", "actions", "result", "improvement", "next")
NAMES: dict[StationKey, str | Promise] = {
    "plan": _("Plan"),
    "actions": _("Carrying out"),
    "result": _("Result"),
    "improvement": _("Improvement"),
    "next": _("Next plan"),
}
STATE_WORDS: dict[State, str | Promise] = {
    "done": _("complete"),
    "running": _("running"),
    "missing": _("missing"),
}
STATE_KINDS: dict[State, str] = {"done": "good", "running": "warning", "missing": "bad"}


@dataclass(frozen=True)
class Way:
    """A page to go to, by the name of its address, and what the button says."""

    name: str
    args: tuple[str | int, ...]
    label: str
    query: str = ""


@dataclass(frozen=True)
class Fact:
    """One thing at a station."""

    text: str
    way: Way | None = None


@dataclass(frozen=True)
class Station:
    """One of the five: its state, what is there, what is missing in a sentence."""

    key: StationKey
    state: State
    facts: tuple[Fact, ...] = ()
    missing: str = ""
    way: Way | None = None
    """The button that leads to where it can be mended."""

    @property
    def name(self) -> str:
        """In words."""
        return str(NAMES[self.key])

    @property
    def word(self) -> str:
        """The state in words."""
        return str(STATE_WORDS[self.state])

    @property
    def kind(self) -> str:
        """The state as a colour."""
        return STATE_KINDS[self.state]


@dataclass(frozen=True)
class GoalMonth:
    """A month that is over: target, actual, whether it was missed, whether it was reviewed."""

    month: date
    target: Decimal | None
    actual: Decimal | None
    is_missed: bool | None
    """None where target or actual is unknown."""
    is_reviewed: bool


@dataclass(frozen=True)
class Loop:
    """A goal and its five stations."""

    kind: GoalKind
    goal_id: int
    title: str
    level: str
    metric: str
    unit: str
    shop_key: str
    stations: tuple[Station, ...]
    months: tuple[GoalMonth, ...] = ()

    @property
    def is_closed(self) -> bool:
        """Whether every station is closed."""
        return all(station.state == "done" for station in self.stations)

    @property
    def done(self) -> int:
        """How many stations are closed."""
        return sum(station.state == "done" for station in self.stations)

    @property
    def first_gap(self) -> Station | None:
        """The first station that is not closed."""
        return next((one for one in self.stations if one.state != "done"), None)

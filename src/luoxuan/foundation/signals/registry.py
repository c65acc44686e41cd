"""What stands above signals and is watched by them: who knows the pace, which tables can be checked (9.15)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from luoxuan.charts.table import Table
    from luoxuan.foundation.people.models import Brand
    from luoxuan.warehouse.engine import Session


@dataclass(frozen=True)
class Seen:
    """One subject at which a monitor fired on a day, with what shows it."""

    members: Mapping[str, str]
    """Dimension to member; the key `shop` says whose it is."""
    value: Decimal | None = None
    expected: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    score: float | None = None
    zh: str = ""
    en: str = ""
    url: str = ""

    @property
    def subject(self) -> str:
        """The members in one word: what makes two alerts one episode."""
        return "|".join(f"{name}={self.members[name]}" for name in sorted(self.members))[:200]


@dataclass(frozen=True)
class PaceReading:
    """How one goal stands on a day: reached, due by then, and the words for what is behind."""

    members: Mapping[str, str]
    metric: str
    actual: Decimal
    due: Decimal
    zh: str
    """What the goal is called."""
    en: str
    url: str = ""


PaceProvider = Callable[["Brand", date, "Session"], Iterable[PaceReading]]
TableRun = Callable[["Brand", date, "Session", Mapping[str, str]], Iterable[Seen]]


@dataclass(frozen=True)
class RowsAsked:
    """Whose rows: the subject of an alert, on a day, with the numbers of its monitor."""

    brand: "Brand"
    day: date
    members: Mapping[str, str]
    parameters: Mapping[str, str]


TableRows = Callable[[RowsAsked, "Session"], "Table"]


@dataclass(frozen=True)
class TableCheck:
    """A check of a table or of records: what it is called, and what it finds on a day."""

    key: str
    zh: str
    en: str
    run: TableRun
    rows: TableRows | None = None
    """The rows behind an alert, shown on its page and given as a workbook."""


@dataclass
class Registry:
    """What this process knows."""

    paces: list[PaceProvider] = field(default_factory=list)
    checks: dict[str, TableCheck] = field(default_factory=dict)


REGISTRY = Registry()


def pace_provider(provider: PaceProvider) -> PaceProvider:
    """Ask this function for the pace of goals; registering twice is registering once."""
    if provider not in REGISTRY.paces:
        REGISTRY.paces.append(provider)
    return provider


def table_check(check: TableCheck) -> TableCheck:
    """Offer a check to monitors. Raises ValueError where another has the key."""
    known = REGISTRY.checks.get(check.key)
    if known is not None and known.run is not check.run:
        raise ValueError(f"{check.key} is registered twice.")
    REGISTRY.checks[check.key] = check
    return check


def pace_readings(brand: "Brand", day: date, session: "Session") -> list[PaceReading]:
    """Every reading of every provider."""
    return [reading for provider in REGISTRY.paces for reading in provider(brand, day, session)]


def check_of(key: str) -> TableCheck | None:
    """The check of that key, None where nobody offers it."""
    return REGISTRY.checks.get(key)


def checks() -> list[TableCheck]:
    """Every check on offer, by key."""
    return [REGISTRY.checks[key] for key in sorted(REGISTRY.checks)]

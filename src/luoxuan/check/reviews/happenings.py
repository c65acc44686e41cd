"""What happened in a period that may have moved figures; upper apps add their own sources (12.2)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from luoxuan.check.reviews.sections import PackContext

Kind = Literal[
    "stock_out",
    "conversion_break",
    "price_conflict",
    "brushing",
    "burning_campaign",
    "anomaly",
    "alert",
    "promotion",
    "experiment",
    "event",
]


@dataclass(frozen=True)
class Happening:
    """One thing: what, where, from when to when; the amount it made of the named metric, where that is known."""

    kind: Kind
    zh: str
    en: str
    first: date
    last: date
    shop_key: str = ""
    """Empty: no shop in particular."""
    subject: str = ""
    metrics: tuple[str, ...] = ()
    """Metrics it can have moved; empty: any."""
    amount: Decimal | None = None
    url: str = ""


Source = Callable[[PackContext], Iterable[Happening]]
_sources: dict[str, Source] = {}


def register(key: str, source: Source) -> None:
    """Add a source; the same key replaces the one before."""
    _sources[key] = source


def found(context: PackContext) -> list[Happening]:
    """What all sources know of the period."""
    return [one for source in _sources.values() for one in source(context)]

"""What a metric is: one frozen value per number, with all that may be asked about it (6.6)."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["company", "department", "channel", "project"]
Kind = Literal["result", "process"]
Unit = Literal["money", "count", "share", "ratio", "days"]
Direction = Literal["up", "down", "neutral"]
"""Which way is good. A rise is not a judgement."""
Additivity = Literal["additive", "ratio", "distinct", "state"]
"""additive: parts add up. state: adds over things, never over days. ratio: recomputed from sums, never averaged. distinct: never added."""
TimeMeaning = Literal["created", "paid", "refunded", "paid_cohort", "fact", "spent", "shipped"]
Dimension = Literal[
    "shop",
    "platform",
    "channel",
    "product",
    "sku",
    "province",
    "source",
    "campaign",
    "day",
    "week",
    "month",
]
Report = Literal[
    "orders",
    "lines",
    "refunds",
    "traffic_shop",
    "traffic_product",
    "traffic_source",
    "ads",
    "service",
    "parcels",
    "stock",
]
"""Kinds of report that must cover a day before a figure of that day exists."""


@dataclass(frozen=True)
class Fact:
    """Rows that happened on a day: what day it is, which report must cover it, how it can be cut."""

    name: str
    report: Report
    table: str
    day: str
    """Column of the table that says the day."""
    dimensions: tuple[Dimension, ...]
    key: tuple[str, ...]
    """Columns of the table that name one row."""


@dataclass(frozen=True)
class Source:
    """Where a measure is counted: a fact, and what is done with its rows."""

    fact: str
    how: Literal["sum", "rows", "distinct", "single", "last"]
    """single: the one row of exactly that shop and period, None where there are several or none.
    last: the sum over the newest state within each stretch of time."""
    column: str = ""


@dataclass(frozen=True)
class Measure:
    """Something counted or added; the first source whose fact can be cut as asked is taken."""

    id: str
    sources: tuple[Source, ...]
    is_money: bool = False
    needs: Literal["", "costs"] = ""
    """What its rows lack where it is empty, if not a column of the report."""


@dataclass(frozen=True)
class Formula:
    """How a metric comes of measures: `of` one, `minus` or `over` two, `either` the first that is known."""

    how: Literal["of", "minus", "over", "either"]
    first: str
    second: str = ""

    @property
    def measures(self) -> tuple[str, ...]:
        """The measures it is made of."""
        return (self.first, self.second) if self.second else (self.first,)


@dataclass(frozen=True)
class Words:
    """Name and explanation in Chinese and English."""

    zh: str
    en: str


@dataclass(frozen=True)
class Metric:
    """One number of the house: its only definition."""

    id: str
    name: Words
    level: Level
    kind: Kind
    unit: Unit
    direction: Direction
    formula: Formula
    meaning: Words
    """The formula in words."""
    time: TimeMeaning
    dimensions: tuple[Dimension, ...]
    additivity: Additivity
    lineage: tuple[str, ...]
    """table.column, each."""
    clauses: tuple[str, ...] = ("6.6",)
    needs_identity: bool = False
    """Only known for buyers whose identity the platform gives; the covered share is shown beside it."""

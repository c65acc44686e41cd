"""A report as a value: sentences and tables of typed cells, before it is a workbook or a paper (9.4)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

CellKind = Literal["text", "money", "count", "share", "ratio", "change", "day"]
"""money in the report's currency; share and change are 0 to 1; ratio is a plain number such as ROI."""

Value = Decimal | int | str | date | None


@dataclass(frozen=True)
class Heading:
    """One column: its words and what its cells are."""

    label: str
    kind: CellKind = "text"


@dataclass(frozen=True)
class Cell:
    """One cell; `reason` says why there is no value."""

    value: Value
    reason: str = ""


@dataclass(frozen=True)
class Sheet:
    """One table with a title, a note and, where adding is lawful, a last row of totals."""

    title: str
    headings: tuple[Heading, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""
    total: tuple[Cell, ...] | None = None


@dataclass(frozen=True)
class Document:
    """A whole report: title, subtitle, what it says in sentences, warnings first, then tables."""

    title: str
    subtitle: str
    sentences: tuple[str, ...]
    warnings: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    currency: str
    stamp: str
    """What it was made from: the moment and the version of the data."""


def plain(value: Value) -> str:
    """The value as text a spreadsheet will not run: a leading = + - @ of a text gets an apostrophe before it.

    OWASP CSV injection: a cell that begins with one of them, or with a tab or a line break, may be run as a formula.
    """
    if value is None:
        return ""
    text = str(value)
    if isinstance(value, str) and text[:1] in {"=", "+", "-", "@", "\t", "\r", "\n"}:
        return f"'{text}"
    return text

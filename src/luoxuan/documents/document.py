"""A report as a value: sentences and tables, before it is a workbook or a paper (9.4)."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from luoxuan.charts.table import Table


@dataclass(frozen=True)
class Prose:
    """A heading and what is said under it, a line each."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """A whole report: title, subtitle, what it says in sentences, warnings first, then tables."""

    title: str
    subtitle: str
    sentences: tuple[str, ...]
    warnings: tuple[str, ...]
    tables: tuple[Table, ...]
    currency: str
    stamp: str
    """What it was made from: the moment and the version of the data."""
    cover: str = "Summary"
    """Name of a workbook's first sheet."""
    prose: tuple[Prose, ...] = ()
    """Sections of text: on paper between the sentences and the tables, in a workbook on the first sheet."""
    is_portrait: bool = False
    """Upright on paper: for what is read, not looked up."""
    made_at: datetime | None = None
    """Where it is given, the file says so instead of now: the same document is the same bytes."""


def plain(value: Any) -> Decimal | int | date | str | None:
    """The value as a file takes it: numbers, days and None as they are, everything else as text."""
    if value is None or isinstance(value, Decimal | int | date):
        return value
    return str(value)

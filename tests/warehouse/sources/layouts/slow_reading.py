"""A slow, obvious reading of the amounts a layout emits: the second opinion beside the engine."""

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from luoxuan.warehouse.sources.layout import Emit, Layout
from tests.warehouse.sources.layouts.samples import Sample, names, plain

Row = Mapping[str, str]


def rows_of(layout: Layout, seen: Sample) -> list[dict[str, str]]:
    """The rows of a sample by clean name, cells trimmed and unwrapped, inherited cells filled."""
    places = {
        column.name: place
        for place, name in enumerate(seen.header)
        for column in layout.columns
        if plain(name) in names(column)
    }
    rows: list[dict[str, str]] = []
    for cells in seen.rows:
        row = {
            name: clean(cells[place]) if place < len(cells) else ""
            for name, place in places.items()
        }
        if rows and layout.order_key and same_order(layout, row, rows[-1]):
            for column in layout.columns:
                if column.inherit and not row.get(column.name):
                    row[column.name] = rows[-1].get(column.name, "")
        rows.append(row)
    return [row for row in rows if not is_rollup(layout, row)]


def same_order(layout: Layout, row: Row, before: Row) -> bool:
    """Whether two rows belong to one order."""
    return all(row[name] == before[name] for name in layout.order_key)


def is_rollup(layout: Layout, row: Row) -> bool:
    """Whether a row sums up others."""
    return any(row.get(name) in texts for name, texts in layout.rollup.items())


def clean(cell: str) -> str:
    """A cell without wrappers; what stands for nothing is empty."""
    text = unicodedata.normalize("NFKC", cell).strip().strip("\t").removeprefix("=").strip("\"`'")
    return "" if text in {"-", "--", "nan", "NULL", "无"} else text


def number(text: str) -> Decimal | None:
    """The number at the head of a text, without signs of currency and separators."""
    found = re.match(r"[¥$]?(-?[\d,]+(?:\.\d+)?)", text)
    return Decimal(found[1].replace(",", "")) if found else None


def amount(field: Any, row: Row) -> Decimal | None:
    """The value of a field that is an amount."""
    if isinstance(field, str):
        return number(row.get(field, ""))
    form, part = next(iter(field.items()))
    if form == "const":
        return Decimal(part)
    if form == "nonzero":
        return amount(part, row) or None
    if form == "only":
        holds = all(row.get(name) in texts for name, texts in field["where"].items())
        return amount(part, row) if holds else None
    values = [amount(each, row) for each in part]
    known = [value for value in values if value is not None]
    if form == "coalesce":
        return known[0] if known else None
    if form == "sum":
        return sum(known, Decimal(0)) if known else None
    if len(known) < len(values):
        return None
    first, *others = known
    for other in others:
        first = first - other if form == "subtract" else first * other
    return first


def emitted(
    layout: Layout, emit: Emit, seen: Sample, fields: tuple[str, ...]
) -> dict[tuple[str, ...], dict[str, Decimal | None]]:
    """Amounts of each emitted row by its group (each row where there is none)."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for place, row in enumerate(rows_of(layout, seen)):
        key = tuple(row[name] for name in emit.once_per) or (str(place),)
        groups.setdefault(key, []).append(row)
    return {
        key: {name: _total(emit, name, rows) for name in fields} for key, rows in groups.items()
    }


def _total(emit: Emit, name: str, rows: list[Row]) -> Decimal | None:
    if name not in emit.fields:
        return None
    if name not in emit.totals:
        return amount(emit.fields[name], rows[0])
    known = [value for row in rows if (value := amount(emit.fields[name], row)) is not None]
    return sum(known, Decimal(0)) if known else None

"""What the schema alone cannot see: names in a layout that lead nowhere (9.1)."""

import re
from collections.abc import Iterator
from typing import Any

from luoxuan.warehouse.sources.layout import Emit, Layout
from luoxuan.warehouse.tables import TABLES

# form -> (named parts that are columns, parts that are fields or lists of fields, other parts)
FORMS: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "const": ((), (), ("const",)),
    "coalesce": ((), ("coalesce",), ()),
    "sum": ((), ("sum",), ()),
    "subtract": ((), ("subtract",), ()),
    "divide": ((), ("divide",), ()),
    "multiply": ((), ("multiply",), ()),
    "negate": ((), ("negate",), ()),
    "abs": ((), ("abs",), ()),
    "nonzero": ((), ("nonzero",), ()),
    "only": ((), ("only",), ("where",)),
    "status": (("status",), (), ("vocabulary",)),
    "flag": (("flag",), (), ("true",)),
    "match": (("match",), (), ("pattern",)),
    "join": ((), ("join",), ("with",)),
    "customer": (("customer",), (), ("quality",)),
    "quality": (("quality",), (), ("value",)),
    "on": ((), ("on",), ()),
    "period_start": (("period_start",), (), ()),
    "period_end": (("period_end",), (), ()),
    "file_period_start": ((), (), ("file_period_start", "format")),
    "file_period_end": ((), (), ("file_period_end", "format")),
    "file_name": ((), (), ("file_name",)),
    "date_in_id": (("date_in_id",), (), ()),
    "shop": ((), (), ("shop",)),
}
PATTERNS = {"match": "pattern", "file_period_start": "file_period_start", "file_name": "file_name"}
PATTERNS["file_period_end"] = "file_period_end"


def faults(layout: Layout, shared: dict[str, dict[str, str]]) -> list[str]:
    """Every name that leads nowhere, each as `field: what is wrong`."""
    return [
        *_column_faults(layout),
        *_pattern_faults(layout),
        *(
            fault
            for number, emit in enumerate(layout.emit)
            for fault in _emit_faults(emit, f"emit.{number}", layout, shared)
        ),
    ]


def _column_faults(layout: Layout) -> Iterator[str]:
    known: dict[str, str] = {}
    for column in layout.columns:
        for name in (column.name, *column.aliases):
            if known.setdefault(name, column.name) != column.name:
                yield f"columns: {name} names both {known[name]} and {column.name}."
        repeats = column.grain == "order" or column.inherit
        if repeats and not layout.order_key:
            yield f"columns: {column.name} repeats within an order, but order_key is empty."
    for place, named in _named_columns(layout):
        if named not in _own_names(layout):
            yield f"{place}: the report has no column {named}."


def _named_columns(layout: Layout) -> Iterator[tuple[str, str]]:
    yield from (("key", name) for name in layout.key)
    yield from (("order_key", name) for name in layout.order_key)
    yield from (("detect.must", name) for name in layout.detect.must)
    yield from (("rollup", name) for name in layout.rollup)
    for place, single in (
        ("currency_column", layout.currency_column),
        ("shop_name", layout.shop_name),
        ("as_of.column", layout.as_of.column),
    ):
        if single:
            yield place, single
    for number, emit in enumerate(layout.emit):
        yield from ((f"emit.{number}.once_per", name) for name in emit.once_per)
        yield from ((f"emit.{number}.where", name) for name in emit.where)


def _own_names(layout: Layout) -> frozenset[str]:
    return frozenset(column.name for column in layout.columns)


def _pattern_faults(layout: Layout) -> Iterator[str]:
    for place, pattern, groups in (
        ("detect.sheet", layout.detect.sheet, 0),
        ("detect.file_name", layout.detect.file_name, 0),
        ("detect.preamble", layout.detect.preamble, 0),
        ("currency_pattern", layout.currency_pattern, 1),
        ("as_of.file_name", layout.as_of.file_name, 1),
    ):
        if pattern is not None:
            yield from _bad_pattern(place, pattern, groups)


def _bad_pattern(place: str, pattern: str, groups: int) -> Iterator[str]:
    try:
        found = re.compile(pattern).groups
    except re.error as error:
        yield f"{place}: {pattern} is no pattern: {error}."
        return
    if groups and found != groups:
        yield f"{place}: {pattern} needs one group in brackets, it has {found}."


def _emit_faults(
    emit: Emit, place: str, layout: Layout, shared: dict[str, dict[str, str]]
) -> Iterator[str]:
    table = TABLES.get(emit.table)
    if table is None:
        yield f"{place}.table: there is no canonical table {emit.table}."
        return
    canonical = {column.name for column in table.columns}
    for name in emit.totals:
        if name not in emit.fields:
            yield f"{place}.totals: {name} is not among the fields."
    for name, field in emit.fields.items():
        if name not in canonical:
            yield f"{place}.fields: table {emit.table} has no column {name}."
        yield from _field_faults(field, f"{place}.fields.{name}", layout, shared)


def _field_faults(
    field: Any, place: str, layout: Layout, shared: dict[str, dict[str, str]]
) -> Iterator[str]:
    if isinstance(field, str):
        if field not in _own_names(layout):
            yield f"{place}: the report has no column {field}."
        return
    form = next((name for name in FORMS if isinstance(field, dict) and name in field), None)
    if form is None:
        yield f"{place}: {field!r} is none of the forms {', '.join(FORMS)}."
        return
    columns, parts, others = FORMS[form]
    if extra := set(field) - {*columns, *parts, *others}:
        yield f"{place}: {form} has no part {', '.join(sorted(extra))}."
    if lacking := {*columns, *parts, *others} - set(field):
        yield f"{place}: {form} needs {', '.join(sorted(lacking))}."
        return
    for part in columns:
        yield from _field_faults(str(field[part]), place, layout, shared)
    for part in parts:
        inner = field[part] if isinstance(field[part], list) else [field[part]]
        for each in inner:
            yield from _field_faults(each, place, layout, shared)
    for named in field["where"] if form == "only" else ():
        yield from _field_faults(named, place, layout, shared)
    vocabulary = field.get("vocabulary")
    if form == "status" and vocabulary not in {*layout.vocabularies, *shared}:
        yield f"{place}: there is no vocabulary {vocabulary}."
    if form in PATTERNS:
        yield from _bad_pattern(place, field[PATTERNS[form]], 1)

"""What the schema alone cannot see: names in a layout that lead nowhere (9.1)."""

import re
from collections.abc import Iterator
from typing import Any

from luoxuan.warehouse.sources.layout import Component, Emit, Layout
from luoxuan.warehouse.tables import TABLES
from luoxuan.warehouse.tables.settlement import FEE_TYPES

COLUMN_FORMS = {
    "status": "vocabulary",
    "flag": "true",
    "match": "pattern",
    "customer": "quality",
    "quality": "value",
    "period_start": None,
    "period_end": None,
    "date_in_id": None,
    "shop_named": None,
}
"""Forms whose first part names a source column, with the part that goes with it."""

FIELD_FORMS = {
    "coalesce": None,
    "sum": None,
    "subtract": None,
    "divide": None,
    "multiply": None,
    "negate": None,
    "abs": None,
    "nonzero": None,
    "only": "where",
    "join": "with",
    "on": None,
    "signed": "vocabulary",
    "masked": None,
    "numbered": None,
}
"""Forms over other fields."""

OTHER_FORMS = {
    "const": None,
    "file_period_start": "format",
    "file_period_end": "format",
    "file_name": None,
    "as_of": None,
    "shop": None,
    "part": None,
}
PARTS = {
    form: {form, companion} if companion else {form}
    for form, companion in {**COLUMN_FORMS, **FIELD_FORMS, **OTHER_FORMS}.items()
}
PARTS["signed"].add("by")
PATTERN_FORMS = {"match": "pattern"} | {
    form: form for form in ("file_period_start", "file_period_end", "file_name")
}


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
    for number, check in enumerate(layout.footer):
        named = [*check.where, *(name for name in (check.column, check.rollup) if name)]
        yield from ((f"footer.{number}", name) for name in named)
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
        *((f"footer.{n}.pattern", check.pattern, 1) for n, check in enumerate(layout.footer)),
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
    yield from _each_faults(emit, place, layout, shared)


def _each_faults(
    emit: Emit, place: str, layout: Layout, shared: dict[str, dict[str, str]]
) -> Iterator[str]:
    if emit.each and emit.once_per:
        yield f"{place}: each and once_per exclude each other."
    for name, field in emit.fields.items():
        part = field.get("part") if isinstance(field, dict) else None
        if part is not None and not (emit.each and part in Component.model_fields):
            yield f"{place}.fields.{name}: no component has a part {part}."
    for number, component in enumerate(emit.each):
        where = f"{place}.each.{number}"
        named = {name: getattr(component, name) for name in ("amount", "base_amount", "rate")}
        if not isinstance(component.fee_type, str):
            named["fee_type"] = component.fee_type
        elif emit.table == "settlement_lines" and component.fee_type not in FEE_TYPES:
            yield f"{where}.fee_type: there is no fee type {component.fee_type}."
        for name, field in named.items():
            if field is not None:
                yield from _field_faults(field, f"{where}.{name}", layout, shared)


def _unknown_column(name: str, place: str, layout: Layout) -> Iterator[str]:
    if name not in _own_names(layout):
        yield f"{place}: the report has no column {name}."


def _personal_column(name: str, place: str, layout: Layout) -> Iterator[str]:
    if any(column.name == name and column.kind == "personal" for column in layout.columns):
        yield f"{place}: {name} is personal: only customer, quality and match may read it."


def _field_faults(
    field: Any, place: str, layout: Layout, shared: dict[str, dict[str, str]]
) -> Iterator[str]:
    if isinstance(field, str):
        yield from _unknown_column(field, place, layout)
        yield from _personal_column(field, place, layout)
        return
    form = next((name for name in PARTS if isinstance(field, dict) and name in field), None)
    if form is None:
        yield f"{place}: {field!r} is none of the forms {', '.join(PARTS)}."
        return
    yield from _part_faults(field, form, place)
    if PARTS[form] <= set(field):
        yield from _inner_faults(field, form, place, layout, shared)


def _part_faults(field: dict[str, Any], form: str, place: str) -> Iterator[str]:
    if extra := set(field) - PARTS[form]:
        yield f"{place}: {form} has no part {', '.join(sorted(extra))}."
    if lacking := PARTS[form] - set(field):
        yield f"{place}: {form} needs {', '.join(sorted(lacking))}."


def _inner_faults(
    field: dict[str, Any], form: str, place: str, layout: Layout, shared: dict[str, dict[str, str]]
) -> Iterator[str]:
    named = list(field["where"]) if form == "only" else []
    if form in COLUMN_FORMS:
        named.append(field[form])
    for column in named:
        masked = form in ("customer", "quality", "match")
        yield from _unknown_column(column, place, layout)
        yield from () if masked else _personal_column(column, place, layout)
    if form in FIELD_FORMS:
        inner = field[form] if isinstance(field[form], list) else [field[form]]
        for each in inner:
            yield from _field_faults(each, place, layout, shared)
    if form == "signed":
        yield from _unknown_column(field["by"], place, layout)
        yield from _personal_column(field["by"], place, layout)
    if form in ("status", "signed") and field["vocabulary"] not in {*layout.vocabularies, *shared}:
        yield f"{place}: there is no vocabulary {field['vocabulary']}."
    if form in PATTERN_FORMS:
        yield from _bad_pattern(place, field[PATTERN_FORMS[form]], 1)

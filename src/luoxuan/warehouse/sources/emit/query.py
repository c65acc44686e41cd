"""The query that gives the rows of one canonical table, and what is the same in all of them (9.1)."""

import re
from dataclasses import dataclass, field
from datetime import UTC
from typing import Any

from luoxuan.warehouse.sources.clean.columns import field_names
from luoxuan.warehouse.sources.clean.keys import KEPT_ROWS
from luoxuan.warehouse.sources.clean.table import precise_names
from luoxuan.warehouse.sources.emit import arithmetic, books
from luoxuan.warehouse.sources.emit.derived import derived, quality_flags
from luoxuan.warehouse.sources.emit.fields import NULL, Expr, FieldWriter
from luoxuan.warehouse.sources.emit.scope import Scope
from luoxuan.warehouse.sources.layout import Emit
from luoxuan.warehouse.sources.sql import named, quoted
from luoxuan.warehouse.tables import TABLES, Table, Type

SQL_TYPES: dict[Type, str] = {
    "text": "VARCHAR",
    "date": "DATE",
    "time": "TIMESTAMP",
    "money": "DECIMAL(18,4)",
    "count": "BIGINT",
    "number": "DECIMAL(18,6)",
    "flag": "BOOLEAN",
}
_NATURAL = {"text": "text", "date": "date", "time": "time", "flag": "flag"}
IDS = {"order_lines": "line_id", "refunds": "refund_id"}
"""The id that the engine makes up where a report has none."""


@dataclass(frozen=True)
class Plan:
    """How to get the rows of one emit."""

    table: Table
    sql: str
    varying: tuple[str, ...]
    constants: dict[str, Any] = field(default_factory=dict)
    """Columns that are the same in every row; they are never worked out per row."""


def emit_plan(emit: Emit, scope: Scope, session: Any, lineage: dict[str, Any]) -> Plan:
    """Write the query of one emit."""
    table = TABLES[emit.table]
    writer = FieldWriter(scope, session, emit)
    fields = _fields(emit, table, writer)
    if not emit.once_per:
        fields["lines_in_row"] = Expr("1", "number", 1)
    inner = _inner(emit, writer, fields)
    outer = {name: _cast_of(table, name, _outer(name, expr)) for name, expr in fields.items()}
    outer = {name: expr for name, expr in outer.items() if name in _names(table)}
    outer |= {
        name: _cast_of(table, name, expr)
        for name, expr in derived(table, fields, scope.shop.zone).items()
    }
    outer |= _engine_fields(table, fields, scope, lineage)
    constants = dict(lineage) | {"record_rank": emit.rank}
    constants |= {"platform": scope.shop.platform, "shop_key": scope.shop.key}
    return _plan(table, inner, outer, constants)


def _names(table: Table) -> frozenset[str]:
    return frozenset(column.name for column in table.columns)


def _fields(emit: Emit, table: Table, writer: FieldWriter) -> dict[str, Expr]:
    fields = {name: writer.write(each) for name, each in emit.fields.items()}
    precise = precise_names(writer.scope.cells)
    if "time_precision" in _names(table) and "created_at" in emit.fields:
        written = [n for n in field_names(emit.fields["created_at"]) if n in precise]
        texts = [writer.scope.cells.by_name[name].precision for name in written]
        values = [writer.scope.cells.by_name[name].value for name in written]
        if texts:
            branches = "".join(
                f" WHEN {value} IS NOT NULL THEN {text}"
                for value, text in zip(values, texts, strict=True)
            )
            fields["written_precision"] = Expr(f"CASE{branches} ELSE 'day' END", "text")
    if writer.scope.phone_identity and "customer_key" in _names(table):
        _known_by_phone(writer.scope.phone_identity, fields)
    _made_up_id(emit, fields)
    return fields


def _known_by_phone(token: str, fields: dict[str, Expr]) -> None:
    """One person is one customer in all shops; where a row has no phone, the report's own key stands."""
    for name, known in (("customer_key", token), ("identity_quality", "'phone_key'")):
        own = fields.get(name, NULL)
        other = "NULL" if own.type == "null" else own.sql
        fields[name] = Expr(f"CASE WHEN {token} IS NOT NULL THEN {known} ELSE {other} END", "text")


def _made_up_id(emit: Emit, fields: dict[str, Expr]) -> None:
    name = IDS.get(emit.table)
    if name is None or fields.get(name, NULL).type != "null":
        return
    parts = ("order_id", "sku_id", "merchant_sku") if name == "line_id" else ("order_id", "line_id")
    found = [fields[part].sql for part in parts if fields.get(part, NULL).type != "null"]
    if name == "refund_id" and fields.get("applied_at", NULL).type == "time":
        found.append(f"strftime({fields['applied_at'].sql}, '%Y%m%dT%H%M%SZ')")
    if found:
        chosen = [found[0], f"COALESCE({', '.join(found[1:])}, '')"] if len(found) > 1 else found
        fields[name] = Expr(f"concat_ws('|', {', '.join(chosen)})", "text")


def _inner(emit: Emit, writer: FieldWriter, fields: dict[str, Expr]) -> str:
    """The rows, one per group where the emit says so, with the fields under their own names."""
    cells = writer.scope.cells
    tests = [writer.test(name, texts) for name, texts in emit.where.items()]
    rows = f"SELECT * FROM {KEPT_ROWS}" + (f" WHERE {' AND '.join(tests)}" if tests else "")
    rows = books.exploded(writer, rows) if emit.each else rows
    groups = [cell.value for cell in cells.named(emit.once_per)]
    varying = {name: expr for name, expr in fields.items() if expr.type != "null"}
    if groups:
        rows, varying = _grouped(emit, rows, groups, varying)
    elif cells.layout.ordinal_key and emit.table in IDS and IDS[emit.table] in varying:
        name = IDS[emit.table]
        same = varying[name].sql
        ordinal = f"row_number() OVER (PARTITION BY {same} ORDER BY n)"
        numbered = f"{same} || CASE WHEN {ordinal} > 1 THEN '|' || {ordinal} ELSE '' END"
        varying[name] = Expr(numbered, "text")
    fresh = cells.by_name.get(cells.layout.as_of.column or "")
    extra = [f"{fresh.value} AS row_as_of"] if fresh else []
    if (currency := cells.by_name.get(cells.layout.currency_column or "")) is not None:
        extra.append(f"upper({currency.value}) AS row_currency")
    picked = [f"{expr.sql} AS {named(name)}" for name, expr in varying.items()]
    return f"SELECT n, {', '.join([*picked, *extra]) or '1 AS nothing'} FROM ({rows})"


def _grouped(
    emit: Emit, rows: str, groups: list[str], fields: dict[str, Expr]
) -> tuple[str, dict[str, Expr]]:
    """Totals over the group; everything else from its first row."""
    totals = {name: fields[name] for name in emit.totals if name in fields}
    sums = "".join(
        f", {arithmetic.narrow(f'sum({expr.sql})')} AS t_{name}" for name, expr in totals.items()
    )
    keys = ", ".join(groups)
    known = " AND ".join(f"{key} IS NOT NULL" for key in groups[:1])
    grouped = f"SELECT min(n) AS n0, count(*) AS lines_in_row{sums} FROM ({rows}) WHERE {known} GROUP BY {keys}"
    joined = f"SELECT r.*, g.* FROM ({rows}) r JOIN ({grouped}) g ON r.n = g.n0"
    summed = {name: Expr(f"t_{name}", "number") for name in totals}
    return joined, fields | summed | {"lines_in_row": Expr("lines_in_row::INTEGER", "number")}


def _outer(name: str, expr: Expr) -> Expr:
    return expr if expr.is_constant else Expr(named(name), expr.type)


def _cast_of(table: Table, name: str, expr: Expr) -> Expr:
    """The expression in the type of the canonical column."""
    if name not in _names(table) or expr.is_constant:
        return expr
    wanted = table.column(name).type
    if _NATURAL.get(expr.type) == wanted:
        return expr
    if wanted == "date" and expr.type == "time":
        return Expr(f"CAST({expr.sql} AS DATE)", "date")
    return Expr(f"TRY_CAST({expr.sql} AS {SQL_TYPES[wanted]})", expr.type)


def _engine_fields(
    table: Table, fields: dict[str, Expr], scope: Scope, lineage: dict[str, Any]
) -> dict[str, Expr]:
    """Lineage and currency, and what a period means."""
    layout, names = scope.cells.layout, _names(table)
    made: dict[str, Expr] = {"source_row_no": Expr("n", "number")}
    if "quality_flags" not in fields:
        made["quality_flags"] = quality_flags(table, fields)
    if layout.as_of.column in scope.cells.by_name:
        given = lineage["source_as_of"].astimezone(UTC).replace(tzinfo=None).isoformat(" ")
        made["source_as_of"] = Expr(f"COALESCE(row_as_of, TIMESTAMP '{given}')", "time")
    if "currency" in names and "currency" not in fields:
        made["currency"] = _currency(scope)
    if "time_semantics" in names and "time_semantics" not in fields:
        made["time_semantics"] = _semantics(fields, layout.time_semantics)
    return made


def _currency(scope: Scope) -> Expr:
    layout = scope.cells.layout
    value = layout.currency or scope.shop.currency
    if layout.currency_pattern:
        for name in scope.cells.bound.names:
            if found := re.search(layout.currency_pattern, name):
                value = found.group(1)
                break
    if (layout.currency_column or "") in scope.cells.by_name:
        return Expr(f"COALESCE(row_currency, {quoted(value)})", "text")
    return Expr(quoted(value), "text", value)


def _semantics(fields: dict[str, Expr], usual: str) -> Expr:
    if any(fields.get(name, NULL).type == "null" for name in ("period_start", "period_end")):
        return Expr(quoted(usual), "text", usual)
    start, end = (
        fields[n].sql if fields[n].is_constant else n for n in ("period_start", "period_end")
    )
    test = f"CASE WHEN {end} > {start} THEN 'period_snapshot' ELSE {quoted(usual)} END"
    return Expr(test, "text")


def _plan(table: Table, inner: str, outer: dict[str, Expr], constants: dict[str, Any]) -> Plan:
    varying: list[str] = []
    picked: list[str] = []
    for column in table.columns:
        expr = outer.get(column.name)
        if column.name == "month" or expr is None:
            continue
        if expr.is_constant:
            constants[column.name] = expr.constant
            continue
        constants.pop(column.name, None)
        varying.append(column.name)
        picked.append(f"{expr.sql} AS {named(column.name)}")
    sql = f"SELECT {', '.join(picked)} FROM ({inner})"
    return Plan(table, sql, tuple(varying), constants)

"""What books of money need beside the other fields: signs, masked accounts, numbers of our own, components (9.1)."""

from collections.abc import Sequence
from typing import Any, Protocol

from luoxuan.warehouse.sources.clean.macros import NUMBER
from luoxuan.warehouse.sources.emit.expressions import NULL, Expr, ExprType
from luoxuan.warehouse.sources.emit.scope import Scope
from luoxuan.warehouse.sources.layout import Component
from luoxuan.warehouse.sources.sql import quoted

PART = "part"
"""The column that holds the component a row stands for."""
SIGNS = {"in": "", "out": "-"}
SHOWN = 4
PART_TYPES: dict[str, ExprType] = {
    "component": "text",
    "fee_type": "text",
    "amount": "number",
    "base_amount": "number",
    "rate": "number",
}


class Writer(Protocol):
    """Who writes the fields of an emit."""

    scope: Scope
    session: Any
    each: Sequence[Component]

    def write(self, field: Any) -> Expr:
        """The SQL of a field."""


def signed(writer: Writer, part: Any, field: dict[str, Any]) -> Expr:
    """An amount the book prints without a sign, by the words that say which way it went."""
    expr, cell = writer.write(part), writer.scope.cells.by_name.get(field["by"])
    if expr.type == "null" or cell is None:
        return NULL
    branches = []
    for text in writer.scope.status_texts(writer.session, field["by"]):
        sign = SIGNS.get(writer.scope.word(text, field["vocabulary"]))
        if sign is not None:
            branches.append(f"WHEN {quoted(text)} THEN {sign}abs({expr.sql})")
    return Expr(f"CASE {cell.value} {' '.join(branches)} END", "number") if branches else NULL


def masked(writer: Writer, part: Any, _field: Any) -> Expr:
    """An account's number by its last four."""
    expr = writer.write(part)
    if expr.type == "null":
        return NULL
    if expr.constant is not None:
        text = "****" + str(expr.constant)[-SHOWN:]
        return Expr(quoted(text), "text", text)
    return Expr(f"('****' || right({expr.sql}, {SHOWN}))", "text")


def numbered(writer: Writer, parts: list[Any], _field: Any) -> Expr:
    """Parts and ordinal: the same row has the same number in every export that holds it and its equals.

    The components of a row share it; a part whose column is missing is empty, so that the number stays.
    """
    found = [writer.write(part) for part in parts]
    if all(expr.type == "null" for expr in found):
        return NULL
    texts = [f"COALESCE(CAST({expr.sql} AS VARCHAR), '')" for expr in found]
    same = f"concat_ws('|', {', '.join(texts)})"
    ordinal = f"dense_rank() OVER (PARTITION BY {same} ORDER BY n)"
    return Expr(f"concat_ws('|', {same}, {ordinal})", "text")


def shop_named(writer: Writer, column: str, _field: Any) -> Expr:
    """The key of the shop a cell names; a name nobody knows stays and is listed."""
    cell = writer.scope.cells.by_name.get(column)
    if cell is None:
        return NULL
    branches = []
    for text in writer.scope.status_texts(writer.session, column):
        key = writer.scope.shop_key(text)
        if key != text:
            branches.append(f"WHEN {quoted(text)} THEN {quoted(key)}")
    if not branches:
        return Expr(cell.value, "text")
    return Expr(f"CASE {cell.value} {' '.join(branches)} ELSE {cell.value} END", "text")


def part_of(writer: Writer, name: str, _field: Any) -> Expr:
    """What the row's component says."""
    if all(getattr(component, name) is None for component in writer.each):
        return NULL
    return Expr(f"{PART}.{name}", PART_TYPES[name])


def exploded(writer: Writer, rows: str) -> str:
    """One row per component that holds an amount, in one pass over the rows."""
    structs = ", ".join(_struct(writer, component) for component in writer.each)
    return (
        f"SELECT * FROM (SELECT *, unnest([{structs}]) AS {PART} FROM ({rows}))"
        f" WHERE {PART}.amount <> 0"
    )


def _struct(writer: Writer, component: Component) -> str:
    fee = component.fee_type
    fee_sql = quoted(fee) if isinstance(fee, str) else f"CAST({writer.write(fee).sql} AS VARCHAR)"
    numbers = {name: getattr(component, name) for name in ("amount", "base_amount", "rate")}
    figures = {
        name: f"CAST({(writer.write(field) if field is not None else NULL).sql} AS {NUMBER})"
        for name, field in numbers.items()
    }
    parts = {"component": quoted(component.component), "fee_type": fee_sql} | figures
    return "{" + ", ".join(f"'{name}': {sql}" for name, sql in parts.items()) + "}"

"""One canonical field as SQL, from the little language of the layouts (9.1)."""

from collections.abc import Callable, Sequence
from datetime import UTC
from typing import Any

from luoxuan.warehouse.sources.clean.cells import is_one_of
from luoxuan.warehouse.sources.clean.clock import to_local, to_utc
from luoxuan.warehouse.sources.clean.columns import Cell, holds
from luoxuan.warehouse.sources.clean.macros import NUMBER
from luoxuan.warehouse.sources.emit import arithmetic, books
from luoxuan.warehouse.sources.emit.expressions import NULL, Expr, ExprType
from luoxuan.warehouse.sources.emit.identity import customer_key, identity_quality
from luoxuan.warehouse.sources.emit.scope import Scope
from luoxuan.warehouse.sources.layout import Component, Emit
from luoxuan.warehouse.sources.sql import quoted

__all__ = ["NULL", "Expr", "ExprType", "FieldWriter"]


class FieldWriter:
    """Writes the fields of one emit; `paid_at` is what its rows call the time of payment."""

    def __init__(self, scope: Scope, session: Any, emit: Emit) -> None:
        self.scope = scope
        self.session = session
        self.paid_at = emit.fields.get("paid_at")
        self.each: Sequence[Component] = emit.each

    def write(self, field: Any) -> Expr:
        """The SQL of a field."""
        if isinstance(field, str):
            return self._column(field)
        for form, part in field.items():
            writer = self._FORMS.get(form)
            if writer is not None:
                return writer(self, part, field)
        raise KeyError(f"No field form among {sorted(field)}.")

    def _cell(self, name: str) -> Cell | None:
        return self.scope.cells.by_name.get(name)

    def _column(self, name: str) -> Expr:
        cell = self._cell(name)
        if cell is None:
            return NULL
        if cell.is_number:
            return Expr(cell.value, "number", is_whole=cell.kind == "count")
        if cell.kind == "time":
            return Expr(cell.value, "time")
        if cell.kind in ("date", "period"):
            return Expr(cell.value, "date")
        return Expr(cell.value, "text")

    def _const(self, value: Any, _field: Any) -> Expr:
        if value is None:
            return NULL
        if isinstance(value, bool):
            return Expr(str(value).upper(), "flag", value)
        if isinstance(value, int | float):
            return Expr(f"{value}::{NUMBER}", "number", value)
        return Expr(quoted(str(value)), "text", str(value))

    def _shop(self, what: str, _field: Any) -> Expr:
        value = self.scope.shop.key if what == "key" else self.scope.shop.platform
        return Expr(quoted(value), "text", value)

    def _all(self, parts: list[Any]) -> list[Expr]:
        return [expr for expr in map(self.write, parts) if expr.type != "null"]

    def _coalesce(self, parts: list[Any], _field: Any) -> Expr:
        found = self._all(parts)
        for place, expr in enumerate(found):
            if expr.is_constant:
                found = found[: place + 1]
                break
        if not found:
            return NULL
        if len(found) == 1:
            return found[0]
        return Expr(f"COALESCE({', '.join(expr.sql for expr in found)})", _common(found))

    def _sum(self, parts: list[Any], _field: Any) -> Expr:
        found = self._all(parts)
        if not found:
            return NULL
        added = " + ".join(f"COALESCE({expr.sql}, 0)" for expr in found)
        some = ", ".join(expr.sql for expr in found)
        return Expr(
            f"CASE WHEN COALESCE({some}) IS NOT NULL THEN TRY_CAST({added} AS {NUMBER}) END",
            "number",
        )

    def _subtract(self, parts: list[Any], _field: Any) -> Expr:
        found = [self.write(part) for part in parts]
        if any(expr.type == "null" for expr in found):
            return NULL
        return Expr(f"({' - '.join(expr.sql for expr in found)})", "number")

    def _multiply(self, parts: list[Any], _field: Any) -> Expr:
        one, other = (self.write(part) for part in parts)
        if "null" in (one.type, other.type):
            return NULL
        if one.is_whole:
            one, other = other, one
        return Expr(arithmetic.product(one.sql, other.sql, is_whole=other.is_whole), "number")

    def _divide(self, parts: list[Any], _field: Any) -> Expr:
        above, below = (self.write(part) for part in parts)
        if "null" in (above.type, below.type):
            return NULL
        return Expr(arithmetic.quotient(above.sql, below.sql), "number")

    def _negate(self, part: Any, _field: Any) -> Expr:
        expr = self.write(part)
        return expr if expr.type == "null" else Expr(f"(-{expr.sql})", "number")

    def _abs(self, part: Any, _field: Any) -> Expr:
        expr = self.write(part)
        return expr if expr.type == "null" else Expr(f"abs({expr.sql})", "number")

    def _nonzero(self, part: Any, _field: Any) -> Expr:
        expr = self.write(part)
        return expr if expr.type == "null" else Expr(f"NULLIF({expr.sql}, 0)", "number")

    def _only(self, part: Any, field: Any) -> Expr:
        expr = self.write(part)
        tests = [self.test(column, tuple(texts)) for column, texts in field["where"].items()]
        if expr.type == "null" or "FALSE" in tests:
            return NULL
        return Expr(f"CASE WHEN {' AND '.join(tests)} THEN {expr.sql} END", expr.type)

    def test(self, column: str, texts: tuple[str, ...]) -> str:
        """Whether a column holds one of the texts, or a number on that side of nought."""
        cell = self._cell(column)
        return "FALSE" if cell is None else holds(cell, texts)

    def _status(self, column: str, field: Any) -> Expr:
        cell = self._cell(column)
        if cell is None:
            return NULL
        branches = []
        for text in self.scope.status_texts(self.session, column):
            word = self.scope.word(text, field["vocabulary"])
            branches.append(f"WHEN {quoted(text)} THEN {self._word(word)}")
        if not branches:
            return NULL
        other = f"CASE WHEN {cell.value} IS NOT NULL THEN 'unknown' END"
        return Expr(f"CASE {cell.value} {' '.join(branches)} ELSE {other} END", "text")

    def _word(self, word: str) -> str:
        if word == "":
            return "NULL"
        if word != "cancelled_or_closed":
            return quoted(word)
        paid = self.write(self.paid_at) if self.paid_at is not None else NULL
        return f"(CASE WHEN {paid.sql} IS NOT NULL THEN 'closed' ELSE 'cancelled' END)"

    def _flag(self, column: str, field: Any) -> Expr:
        cell = self._cell(column)
        if cell is None:
            return NULL
        texts = field.get("true", field.get(True, ()))
        return Expr(f"COALESCE({is_one_of(cell.value, tuple(map(str, texts)))}, FALSE)", "flag")

    def _match(self, column: str, field: Any) -> Expr:
        cell = self._cell(column)
        if cell is None:
            return NULL
        return Expr(
            f"NULLIF(regexp_extract({cell.value}, {quoted(_re2(field['pattern']))}, 1), '')", "text"
        )

    def _join(self, parts: list[Any], field: Any) -> Expr:
        found = self._all(parts)
        if not found:
            return NULL
        texts = ", ".join(expr.sql for expr in found)
        return Expr(f"NULLIF(concat_ws({quoted(field['with'])}, {texts}), '')", "text")

    def _customer(self, column: str, field: Any) -> Expr:
        cell = self._cell(column)
        if cell is None:
            return NULL
        key, platform = self.scope.pseudonym_key, self.scope.shop.platform
        return Expr(customer_key(cell.value, field["quality"], platform, key), "text")

    def _quality(self, column: str, field: Any) -> Expr:
        cell = self._cell(column)
        if cell is None:
            return Expr("'none'", "text", "none")
        return Expr(identity_quality(cell.value, field["value"]), "text")

    def _on(self, part: Any, _field: Any) -> Expr:
        expr = self.write(part)
        if expr.type == "time":
            return Expr(f"CAST({to_local(expr.sql, self.scope.zone)} AS DATE)", "date")
        return expr

    def _period_start(self, column: str, _field: Any) -> Expr:
        return self._on(column, None)

    def _period_end(self, column: str, _field: Any) -> Expr:
        cell = self._cell(column)
        if cell is not None and cell.kind == "period":
            return Expr(cell.end, "date")
        return self._on(column, None)

    def _file_day(self, pattern: str, field: Any) -> Expr:
        day = self.scope.facts.day(pattern, field["format"])
        return Expr(f"DATE '{day.isoformat()}'", "date", day) if day else NULL

    def _file_name(self, pattern: str, _field: Any) -> Expr:
        text = self.scope.facts.found(pattern)
        return Expr(quoted(text), "text", text) if text else NULL

    def _as_of(self, _what: str, _field: Any) -> Expr:
        moment = self.scope.as_of
        if moment is None:
            return NULL
        text = moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
        return Expr(f"TIMESTAMP {quoted(text)}", "time", moment)

    def _date_in_id(self, column: str, _field: Any) -> Expr:
        cell = self._cell(column)
        if cell is None:
            return NULL
        day = f"try_strptime(regexp_extract({cell.value}, '^(\\d{{6}})-', 1), '%y%m%d')"
        return Expr(to_utc(day, self.scope.zone), "time")

    _FORMS: dict[str, Callable[..., Expr]] = {
        "const": _const,
        "shop": _shop,
        "coalesce": _coalesce,
        "sum": _sum,
        "subtract": _subtract,
        "multiply": _multiply,
        "divide": _divide,
        "negate": _negate,
        "abs": _abs,
        "nonzero": _nonzero,
        "only": _only,
        "status": _status,
        "flag": _flag,
        "match": _match,
        "join": _join,
        "customer": _customer,
        "quality": _quality,
        "on": _on,
        "period_start": _period_start,
        "period_end": _period_end,
        "file_period_start": _file_day,
        "file_period_end": _file_day,
        "file_name": _file_name,
        "as_of": _as_of,
        "date_in_id": _date_in_id,
        "signed": books.signed,
        "masked": books.masked,
        "numbered": books.numbered,
        "shop_named": books.shop_named,
        "part": books.part_of,
    }


def _common(found: list[Expr]) -> ExprType:
    types = {expr.type for expr in found}
    return "time" if types == {"time", "date"} else found[0].type


def _re2(pattern: str) -> str:
    """Patterns are checked with Python's module; the engine's own knows the same, but for its lookarounds."""
    return pattern.replace(r"\Z", r"\z")

"""What the columns of an unknown report may be, by their names and by their cells (9.1)."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from luoxuan.warehouse.sources.header import compared
from luoxuan.warehouse.sources.layout import Kind
from luoxuan.warehouse.sources.library import load_layouts
from luoxuan.warehouse.sources.spellings import GENERIC
from luoxuan.warehouse.sources.staging import is_personal_name
from luoxuan.warehouse.sources.targets import FIELDS, KINDS

TABLES: tuple[tuple[str, frozenset[str]], ...] = (
    ("settlement_lines", frozenset({"occurred_at", "balance_after"})),
    ("settlement_lines", frozenset({"occurred_at", "income", "outgo"})),
    ("costs", frozenset({"unit_cost"})),
    ("ad_spend_daily", frozenset({"spend"})),
    ("traffic_daily", frozenset({"visitors"})),
    ("refunds", frozenset({"refund_id"})),
    ("order_lines", frozenset({"order_id", "quantity"})),
    ("orders", frozenset({"order_id"})),
    ("skus", frozenset({"sku_id"})),
    ("products", frozenset({"product_id"})),
)
"""The table a report is of, by the fields that give it away, the surest first."""

_TIME = re.compile(
    r"^\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?[ T]*\d{1,2}:\d{2}|^\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d{2}"
)
_DATE = re.compile(r"^\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?$|^20\d{6}$|^\d{1,2}/\d{1,2}/\d{4}$")
_PERCENT = re.compile(r"^-?[\d.]+\s*[%％]$")
_MONEY = re.compile(r"^[¥￥$€£]?-?[¥￥$€£]?(\d+|\d{1,3}(,\d{3})+)\.\d{1,4}元?$")
_COUNT = re.compile(r"^-?(\d{1,9}|\d{1,3}(,\d{3})+)$")


@dataclass(frozen=True)
class Proposal:
    """What a column may be; `target` is table.field."""

    column: str
    kind: Kind
    target: str | None = None
    confidence: float = 0.0


def proposals_of(header: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[Proposal, ...]:
    """One proposal per column, all for one table, each field at most once."""
    contents = [kind_of([row[place] for row in rows]) for place in range(len(header))]
    candidates = [_fields_of(name) for name in header]
    table = _table(candidates)
    taken: set[str] = set()
    made: list[Proposal] = []
    for name, kind, fields in zip(header, contents, candidates, strict=True):
        field = next(
            (
                f
                for f in fields
                if f in FIELDS.get(table, ()) and f not in taken and _agrees(f, kind)
            ),
            None,
        )
        if field is not None:
            taken.add(field)
            confidence = 0.9 if KINDS.get(field) == kind else 0.7
            made.append(Proposal(name, _kind(field, kind), f"{table}.{field}", confidence))
        elif is_personal_name(name):
            made.append(Proposal(name, "personal", None, 0.8))
        else:
            made.append(Proposal(name, kind, None, 0.3))
    return tuple(made)


def _kind(field: str, content: Kind) -> Kind:
    kind = KINDS.get(field)
    if kind == "time" and content == "date":
        return "time"
    return kind or ("text" if content in ("status", "id") else content)


def _agrees(field: str, content: Kind) -> bool:
    """Whether the cells do not speak against the name."""
    wanted = KINDS.get(field)
    if wanted in ("money", "count"):
        return content in ("money", "count", "number", "id", "percent") or content == "text"
    if wanted in ("time", "period"):
        return content in ("time", "date", "period", "text")
    return True


def kind_of(cells: Sequence[str]) -> Kind:
    """What the cells look like."""
    filled = [cell.strip() for cell in cells if cell.strip() not in ("", "-", "--")]
    if not filled:
        return "text"
    for kind, pattern in _LOOKS:
        if sum(1 for cell in filled if pattern.search(cell)) >= 0.8 * len(filled):
            return kind
    if all(re.fullmatch(r"[A-Za-z]{0,4}[-_]?\d[\w-]{4,}", cell) for cell in filled):
        return "id"
    different = len(set(filled))
    return (
        "status"
        if different <= max(6, len(filled) // 10) and max(map(len, filled)) <= 20 < len(filled)
        else "text"
    )


_LOOKS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("time", _TIME),
    ("date", _DATE),
    ("percent", _PERCENT),
    ("money", _MONEY),
    ("count", _COUNT),
)


def _fields_of(name: str) -> list[str]:
    """Fields a column of that name has filled elsewhere, the likeliest first."""
    key = compared(name)
    found = [field for field, names in _generic().items() if key in names]
    return list(dict.fromkeys([*found, *_learned().get(key, ())]))


def _table(candidates: Sequence[Sequence[str]]) -> str:
    fields = {field for each in candidates for field in each}
    return next((table for table, needed in TABLES if needed <= fields), "order_lines")


@cache
def _generic() -> Mapping[str, frozenset[str]]:
    return {field: frozenset(compared(name) for name in names) for field, names in GENERIC.items()}


@cache
def _learned() -> Mapping[str, tuple[str, ...]]:
    """What the built-in layouts do with columns of each name."""
    votes: dict[str, Counter[str]] = {}
    for layout in load_layouts():
        names = {column.name: (column.name, *column.aliases) for column in layout.columns}
        for emit in layout.emit:
            for field, source in emit.fields.items():
                target = "period" if field == "period_start" else field
                for name in names.get(_column_of(source), ()):
                    votes.setdefault(compared(name), Counter())[target] += 1
    return {name: tuple(f for f, _n in counted.most_common()) for name, counted in votes.items()}


def _column_of(source: str | dict[str, Any]) -> str:
    """The one column a field is filled from, "" where it is more than that."""
    if isinstance(source, str):
        return source
    found = source.get("status") or source.get("customer") or source.get("period_start")
    return found if isinstance(found, str) else ""

"""The contracts held against the rows of a snapshot (9.2)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from luoxuan.warehouse.contracts.model import Contract, Dimension, Rule
from luoxuan.warehouse.contracts.rules import CONTRACTS, RULES, rules_of
from luoxuan.warehouse.engine import Session
from luoxuan.warehouse.tables import TABLES

CHECKED = tuple(dict.fromkeys(rule.table for rule in RULES.values()))


@dataclass(frozen=True)
class RuleResult:
    """How often a rule could be asked and how often the answer was no."""

    table: str
    rule: str
    dimension: Dimension
    checked: int
    bad: int


@dataclass(frozen=True)
class BadRows:
    """Rows that break a rule: the table's key first, then what the rule looks at; at most `limit`."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def check(
    session: Session, *, today: date, tables: Iterable[str] | None = None
) -> dict[str, tuple[int, tuple[RuleResult, ...]]]:
    """Rows and results per table that has rows; a rule over a table that is empty says nothing."""
    asked = CHECKED if tables is None else tuple(t for t in CHECKED if t in set(tables))
    counts = {name: _rows(session, name) for name in {*asked, *_others(asked)}}
    return {
        name: (counts[name], tuple(_results(session, name, counts, today)))
        for name in asked
        if counts[name]
    }


def bad_rows(session: Session, rule: Rule, *, today: date, limit: int = 200) -> BadRows:
    """Who breaks the rule, in the order of the key."""
    table = TABLES[rule.table]
    seen = [c.name for c in table.own if c.name in rule.bad or c.name in rule.applies]
    columns = tuple(dict.fromkeys((*table.key, *seen)))
    listed = ", ".join(f't."{name}"' for name in columns)
    keys = ", ".join(f't."{name}"' for name in table.key)
    sql = (
        f"SELECT {listed} FROM {rule.table} t WHERE ({_on(rule.applies, today)}) "
        f"AND ({_on(rule.bad, today)}) ORDER BY {keys} LIMIT {int(limit)}"
    )
    found = session.fetch(sql)
    rows = zip(*(column.to_pylist() for column in found.columns), strict=True)
    return BadRows(columns, tuple(rows))


def _others(tables: Iterable[str]) -> set[str]:
    return {name for table in tables for rule in rules_of(table) for name in rule.reads}


def _rows(session: Session, table: str) -> int:
    return int(session.fetch(f"SELECT count(*) AS n FROM {table}").column("n")[0].as_py())


def _results(
    session: Session, table: str, counts: dict[str, int], today: date
) -> Iterator[RuleResult]:
    rules = [rule for rule in rules_of(table) if all(counts.get(other) for other in rule.reads)]
    for group in (
        [r for r in rules if "SELECT" not in r.bad],
        *([r] for r in rules if "SELECT" in r.bad),
    ):
        if group:
            yield from _counted(session, table, group, today)
    contract = CONTRACTS.get(table)
    if contract is not None and contract.days_late is not None:
        yield _timely(session, contract, today)


def _counted(session: Session, table: str, rules: list[Rule], today: date) -> Iterator[RuleResult]:
    """Plain rules share one scan; one that looks into other rows has its own."""
    asked = []
    for place, rule in enumerate(rules):
        applies, bad = _on(rule.applies, today), _on(rule.bad, today)
        asked.append(f"count(*) FILTER ({applies}) AS c{place}")
        asked.append(f"count(*) FILTER (({applies}) AND ({bad})) AS b{place}")
    if len(rules) == 1:
        applies, bad = _on(rules[0].applies, today), _on(rules[0].bad, today)
        asked = [
            f"(SELECT count(*) FROM {table} t WHERE {applies}) AS c0",
            f"(SELECT count(*) FROM {table} t WHERE ({applies}) AND ({bad})) AS b0",
        ]
        sql = f"SELECT {', '.join(asked)}"
    else:
        sql = f"SELECT {', '.join(asked)} FROM {table} t"
    (found,) = session.fetch(sql).to_pylist()
    for place, rule in enumerate(rules):
        yield RuleResult(table, rule.key, rule.dimension, found[f"c{place}"], found[f"b{place}"])


def _timely(session: Session, contract: Contract, today: date) -> RuleResult:
    """Each shop (or book, or ad platform) has to reach to within the days by itself."""
    day = TABLES[contract.table].day
    if day is None:
        raise ValueError(f"{contract.table} has no day it could be late by.")
    sql = (
        f"SELECT count(*) AS n, count(*) FILTER (last < CAST(? AS DATE) - {int(contract.days_late or 0)}) AS late "
        f'FROM (SELECT max("{day}") AS last FROM {contract.table} GROUP BY "{contract.group}")'
    )
    (found,) = session.fetch(sql, [today]).to_pylist()
    return RuleResult(
        contract.table, f"{contract.table}.timely", "timeliness", found["n"], found["late"]
    )


def _on(predicate: str, today: date) -> str:
    return predicate.replace("$today", f"'{today.isoformat()}'")

"""Queries compiled once per shape: the days are put in afterwards (6.6).

Ibis takes some 30 ms to build and compile one of our expressions, and a report has twenty. A report of another day differs in
nothing but its day literals, so each shape is compiled with days that stand for the real ones.
"""

import re
from collections.abc import Callable, Hashable
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from luoxuan.metrics.period import Period
from luoxuan.metrics.scope import Scope, Session
from luoxuan.warehouse.engine.shapes import compiled

FIRST_STANDIN = date(1800, 1, 1)
"""No shop sold anything in those years."""
APART = timedelta(days=10)
LITERAL = re.compile(r"MAKE_DATE\((\d+), (\d+), (\d+)\)")


def rows(
    session: Session, build: Callable[..., Any], scope: Scope, *more: Hashable
) -> list[dict[str, Any]]:
    """All rows of the expression that `build(scope, *more)` makes."""
    found: list[dict[str, Any]] = session.fetch(
        dated(sql_of(build, shape(scope), more), scope)
    ).to_pylist()
    return found


@lru_cache(maxsize=1024)
def sql_of(build: Callable[..., Any], shaped: Scope, more: tuple[Hashable, ...]) -> str:
    """The SQL of a shape."""
    return compiled(build(shaped, *more))


def shape(scope: Scope) -> Scope:
    """The scope with stand-ins for its days: as many periods, none touching another."""
    count = len(scope.periods)
    return replace(scope, periods=tuple(_standin(number) for number in range(count)))


def dated(sql: str, scope: Scope) -> str:
    """The SQL of a shape with the real days."""
    real: dict[date, date] = {}
    for number, period in enumerate(scope.periods):
        standin = _standin(number)
        real |= {standin.first: period.first, standin.last: period.last}

    def put(found: re.Match[str]) -> str:
        day = date(*(int(part) for part in found.groups()))
        day = real.get(day, day)
        return f"MAKE_DATE({day.year}, {day.month}, {day.day})"

    return LITERAL.sub(put, sql)


def _standin(number: int) -> Period:
    first = FIRST_STANDIN + number * APART
    return Period(first, first + timedelta(days=1))

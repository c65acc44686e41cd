"""A shape compiled once is the query that would have been compiled (6.6)."""

from datetime import date, timedelta

import pytest

from luoxuan.metrics.facts import BUILDERS
from luoxuan.metrics.period import Period
from luoxuan.metrics.prepared import dated, shape, sql_of
from luoxuan.metrics.scope import Scope
from luoxuan.warehouse.engine.shapes import compiled

DAY = date(2026, 11, 22)
YEAR = timedelta(days=365)


@pytest.mark.parametrize("fact", sorted(BUILDERS))
def test_the_days_put_in_give_the_sql_of_the_real_scope(fact: str) -> None:
    periods = (Period(DAY - YEAR, DAY - YEAR), Period(DAY - timedelta(days=30), DAY))
    scope = Scope(periods, ("a", "b"))
    assert dated(sql_of(BUILDERS[fact], shape(scope), ()), scope) == compiled(BUILDERS[fact](scope))


def test_two_days_of_one_shape_are_compiled_once() -> None:
    scopes = [Scope((Period(DAY + n * YEAR, DAY + n * YEAR),)) for n in range(2)]
    assert shape(scopes[0]) == shape(scopes[1])
    assert len({sql_of(BUILDERS["ads"], shape(scope), ()) for scope in scopes}) == 1

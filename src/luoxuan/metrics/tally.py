"""Counting: one query per fact, grouped by shop, currency and what was asked (6.6)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

from luoxuan.metrics.facts import BUILDERS
from luoxuan.metrics.model import Dimension, Source
from luoxuan.metrics.operations import newest
from luoxuan.metrics.period import merged
from luoxuan.metrics.prepared import dated, shape
from luoxuan.metrics.question import Amount, QuestionError
from luoxuan.metrics.registry import source_for
from luoxuan.metrics.scope import Scope, Session
from luoxuan.metrics.visits import of_period
from luoxuan.warehouse.engine.shapes import compiled

Cut = Dimension | Literal["period"]
"""A dimension, or which period of the scope: its number, for disjoint periods only."""
Members = tuple[str, ...]
ByCurrency = Mapping[str, Amount | None]
NO_CURRENCY = ""
COLUMN: dict[str, str] = {"shop": "shop_key"}
GRAIN = {"traffic": "shop", "traffic_products": "product", "traffic_sources": "source"}


@dataclass(frozen=True)
class Tally:
    """Amounts by measure, members and currency; what has no row is not there."""

    by: tuple[Cut, ...]
    amounts: Mapping[tuple[str, Members], ByCurrency]

    def get(self, measure: str, members: Members) -> ByCurrency | None:
        """Amounts by currency; None where there is no row."""
        return self.amounts.get((measure, members))

    def members(self) -> list[Members]:
        """All members met, in order."""
        return sorted({members for _measure, members in self.amounts})


def tally(session: Session, measures: Iterable[str], scope: Scope, by: tuple[Cut, ...]) -> Tally:
    """Count the measures. Raises QuestionError where one cannot be cut so."""
    if "period" not in by:
        scope = replace(scope, periods=merged(scope.periods))
    found: dict[tuple[str, Members], dict[str, Amount | None]] = defaultdict(dict)
    for sql, names in _plan(tuple(dict.fromkeys(measures)), shape(scope), by):
        for row in session.fetch(dated(sql, scope)).to_pylist():
            members = tuple(_text(row[f"by_{dimension}"]) for dimension in by)
            for name in names:
                found[name, members][row["currency"] or NO_CURRENCY] = _amount(row[name])
    return Tally(by, found)


@lru_cache(maxsize=512)
def _plan(
    measures: tuple[str, ...], scope: Scope, by: tuple[Cut, ...]
) -> tuple[tuple[str, list[str]], ...]:
    """The queries of a tally, with stand-ins for the days, and the measures each one counts."""
    return tuple(
        (compiled(expression), names)
        for fact, asked in _by_fact(measures, by).items()
        for expression, names in _expressions(fact, asked, scope, by)
    )


def _by_fact(measures: Iterable[str], by: tuple[Cut, ...]) -> dict[str, list[tuple[str, Source]]]:
    facts: dict[str, list[tuple[str, Source]]] = defaultdict(list)
    for measure in measures:
        source = source_for(measure, _dimensions(by))
        if source is None:
            raise QuestionError(f"{measure} cannot be cut by {', '.join(by)}.")
        facts[source.fact].append((measure, source))
    return facts


def _expressions(
    fact: str, asked: list[tuple[str, Source]], scope: Scope, by: tuple[Cut, ...]
) -> list[tuple[Any, list[str]]]:
    """One aggregation for all sums of the fact, and one for each distinct count."""
    rows = BUILDERS[fact](scope)
    groups = _groups(rows, by, scope)
    found: list[tuple[Any, list[str]]] = []
    added = {name: _added(rows, source) for name, source in asked if source.how in {"sum", "rows"}}
    if added:
        found.append((rows.group_by(currency=rows.currency, **groups).aggregate(**added), [*added]))
    states = {name: source.column for name, source in asked if source.how == "last"}
    if states:
        found.append(_states(rows, groups, states))
    for name, source in asked:
        if source.how == "distinct":
            found.append((_distinct(rows, name, source.column, groups), [name]))
        if source.how == "single":
            found.append((_single(fact, name, source.column, (scope, by)), [name]))
    return found


TIMES = frozenset({"by_day", "by_week", "by_month", "by_period"})


def _states(rows: Any, groups: dict[str, Any], added: dict[str, str]) -> tuple[Any, list[str]]:
    """Sums over the newest state within each stretch of time."""
    times = {name: cut for name, cut in groups.items() if name in TIMES}
    last = newest(rows.mutate(**{n: cut for n, cut in groups.items() if n not in times}), times)
    summed = {name: last[column].sum() for name, column in added.items()}
    return last.group_by("currency", *groups).aggregate(**summed), [*added]


def _dimensions(by: tuple[Cut, ...]) -> tuple[Cut, ...]:
    return tuple(cut for cut in by if cut != "period")


def _groups(rows: Any, by: tuple[Cut, ...], scope: Scope) -> dict[str, Any]:
    return {f"by_{cut}": group(rows, cut, scope) for cut in by}


def group(rows: Any, cut: Cut, scope: Scope) -> Any:
    """The rows' member of a dimension."""
    import ibis

    if cut == "week":
        return rows.day.truncate("W")
    if cut == "month":
        return rows.day.truncate("M")
    if cut == "period":
        numbered = [(rows.day.between(p.first, p.last), n) for n, p in enumerate(scope.periods)]
        return ibis.cases(*numbered)
    return rows[COLUMN.get(cut, cut)]


def _added(rows: Any, source: Source) -> Any:
    return rows.count() if source.how == "rows" else rows[source.column].sum()


def _distinct(rows: Any, name: str, column: str, groups: dict[str, Any]) -> Any:
    """Distinct values, then a count: no engine's approximation. Order numbers are told apart by shop."""
    wholes = {"shop_of_value": rows.shop_key} if column == "order_id" else {}
    values = rows.filter(rows[column].notnull()).select(value=rows[column], **wholes, **groups)
    values = values.distinct()
    grouped = values.group_by([*groups]) if groups else values
    counted = grouped.aggregate(**{name: values.count()})
    return counted.mutate(currency=_no_currency())


def _single(fact: str, name: str, column: str, asked: tuple[Scope, tuple[Cut, ...]]) -> Any:
    """The value of the one row of exactly that member and period; null where there are several."""
    import ibis

    scope, by = asked
    is_daily = "day" in by
    rows = BUILDERS[fact](scope) if is_daily else of_period(scope, GRAIN[fact])
    groups = _groups(rows, by, scope)
    value = ibis.ifelse(rows.count() == 1, rows[column].max(), None)
    grouped = rows.group_by(**groups) if groups else rows
    single = grouped.aggregate(**{name: value})
    return single.mutate(currency=_no_currency())


def _no_currency() -> Any:
    import ibis

    return ibis.null("string")


def _text(member: Any) -> str:
    return "" if member is None else str(member)


def _amount(value: Any) -> Amount | None:
    """Counts come back as whole decimals where the engine sums them; they are counts again."""
    if isinstance(value, Decimal) and value.as_tuple().exponent == 0:
        return int(value)
    return value if value is None or isinstance(value, Decimal) else int(value)

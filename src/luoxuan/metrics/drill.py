"""Down to the rows: exactly those a figure is made of, page by page (6.6)."""

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Any

from luoxuan.metrics.facts import BUILDERS
from luoxuan.metrics.measure import measure
from luoxuan.metrics.model import Dimension, Metric
from luoxuan.metrics.operations import newest
from luoxuan.metrics.question import Figure, MetricQuestion, QuestionError
from luoxuan.metrics.registry import FACTS, MEASURES, METRICS, measures_for, source_for
from luoxuan.metrics.scope import NOBODY, Scope, Session
from luoxuan.metrics.tally import GRAIN, group
from luoxuan.metrics.visits import of_period

LINEAGE = ("import_id", "file_sha256", "source_row_no")
CONTEXT = ("day", "currency", "product", "sku", "title", "campaign_name", "channel", "province")
PAGE = 100


@dataclass(frozen=True)
class DrillQuestion:
    """Whose rows: a question of one metric, the members of one figure of it, and which page."""

    question: MetricQuestion
    members: tuple[str, ...] = ()
    offset: int = 0
    limit: int = PAGE
    currency: str = ""
    """The figure's currency: a figure in yuan is made of rows in yuan. Empty: all rows."""

    @property
    def metric(self) -> Metric:
        """The metric asked for. Raises QuestionError where there are several or none."""
        if len(self.question.metrics) != 1 or len(self.members) != len(self.question.by):
            raise QuestionError("Drill into one metric, with one member for each dimension.")
        return METRICS[self.question.metrics[0]]


@dataclass(frozen=True)
class DrillPart:
    """The rows of one measure: the whole figure, or one side of a difference or a ratio."""

    measure: str
    table: str
    sign: int
    """-1 where the rows are taken away."""
    columns: tuple[str, ...]
    """Key, context, `amount` (what the row brings to the figure) and lineage."""
    rows: tuple[tuple[Any, ...], ...]
    total_rows: int
    total: Decimal
    """Sum of `amount` over all rows, not over the page."""


def drill(asked: DrillQuestion, session: Session) -> tuple[DrillPart, ...]:
    """The parts of a figure, each with a page of its rows in the order of their keys."""
    metric = asked.metric
    names = measures_for(metric, asked.question.by)
    if len(names) > 1 and "shop" not in asked.question.by:
        asked = replace(asked, question=_of_told_shops(asked, session))
    parts = [_part(name, asked, session) for name in names]
    if metric.formula.how == "either":
        return tuple(part for part in parts if part.total_rows)[:1]
    if metric.formula.how == "minus":
        return parts[0], _taken_away(parts[1])
    return tuple(parts)


def _of_told_shops(asked: DrillQuestion, session: Session) -> MetricQuestion:
    """A figure of two measures takes the shops that have both: so do its rows."""
    question = asked.question
    by_shop = measure(replace(question, by=("shop", *question.by)), session)
    told = [f.members[0] for f in by_shop.figures if f.value is not None or f.by_currency]
    ratios = [f.members[0] for f in by_shop.figures if _has_nothing_below(f)]
    return replace(question, shops=tuple(sorted({*told, *ratios} or NOBODY)))


def _has_nothing_below(figure: Figure) -> bool:
    return figure.reason is not None and figure.reason.template.id == "nothing_to_divide_by"


def _taken_away(part: DrillPart) -> DrillPart:
    return replace(part, sign=-1)


def _part(name: str, asked: DrillQuestion, session: Session) -> DrillPart:
    summed, page, columns, table = _plan(name, asked)
    whole = session.run(summed).to_pylist()[0]
    found = session.run(page).to_pylist()
    return DrillPart(
        name,
        table,
        1,
        tuple("amount" if c == "amount_in_figure" else c for c in columns),
        tuple(tuple(row[c] for c in columns) for row in found),
        int(whole["n"]),
        Decimal(whole["total"] or 0),
    )


@lru_cache(maxsize=256)
def _plan(name: str, asked: DrillQuestion) -> tuple[Any, Any, tuple[str, ...], str]:
    """The sum over all rows, the page, its columns and the table; made once per question."""
    rows, table, key = _rows(name, asked)
    if asked.currency and MEASURES[name].is_money:
        rows = rows.filter(rows.currency == asked.currency)
    columns = (*key, *(c for c in CONTEXT if c in rows.columns and c not in key))
    columns = (*columns, "amount_in_figure", *LINEAGE)
    summed = rows.aggregate(n=rows.count(), total=rows.amount_in_figure.sum())
    page = rows.select(*columns).order_by([*key]).limit(asked.limit, offset=asked.offset)
    return summed, page, columns, table


def _rows(measure: str, asked: DrillQuestion) -> tuple[Any, str, tuple[str, ...]]:
    """The fact's rows of the members, each with what it brings to the figure."""
    question = asked.question
    source = source_for(measure, question.by)
    if source is None:
        raise QuestionError(f"{measure} cannot be cut by {', '.join(question.by)}.")
    fact = FACTS[source.fact]
    scope = Scope((question.period,), question.shops, question.platforms, question.products)
    is_period = source.how == "single" and "day" not in question.by
    rows = of_period(scope, GRAIN[fact.name]) if is_period else BUILDERS[fact.name](scope)
    rows = rows.filter(*_of_members(rows, asked, scope)) if asked.members else rows
    if source.how == "last":
        rows = newest(rows, {})
    brings: Any = 1
    if source.how in {"sum", "single", "last"}:
        brings = rows[source.column]
        rows = rows.filter(brings.notnull())
    if source.how == "distinct":
        rows = rows.filter(rows[source.column].notnull())
    return rows.mutate(amount_in_figure=brings), fact.table, fact.key


def _of_members(rows: Any, asked: DrillQuestion, scope: Scope) -> list[Any]:
    def is_member(dimension: Dimension, member: str) -> Any:
        value = group(rows, dimension, scope)
        if dimension in {"day", "week", "month"}:
            return value.cast("date").cast("string") == member[:10]
        return value == member if member else value.fill_null("") == ""

    pairs = zip(asked.question.by, asked.members, strict=True)
    return [is_member(dimension, member) for dimension, member in pairs]


def is_exact(metric: str) -> bool:
    """Whether the rows' amounts add up to the figure: for sums and counts, not for distinct people or rates."""
    formula = METRICS[metric].formula
    hows = {source.how for name in formula.measures for source in MEASURES[name].sources[:1]}
    return formula.how != "over" and "distinct" not in hows

"""Asking the metrics: a question in, figures out (6.6)."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from luoxuan.metrics.coverage import EVERYBODY, Covered, covered
from luoxuan.metrics.figures import TOGETHER, Frame, Lookup, figure
from luoxuan.metrics.identity import NEEDED, with_identity
from luoxuan.metrics.model import Dimension, Metric, Report
from luoxuan.metrics.period import Period, one_day
from luoxuan.metrics.question import Figure, MetricAnswer, MetricQuestion, QuestionError
from luoxuan.metrics.registry import FACTS, METRICS, measures_for, source_for
from luoxuan.metrics.scope import Scope, Session
from luoxuan.metrics.tally import ByCurrency, Members, Tally, tally

TIME: frozenset[Dimension] = frozenset({"day", "week", "month"})


def measure(
    question: MetricQuestion, session: Session, known: Covered | None = None
) -> MetricAnswer:
    """Every figure of the question. Raises QuestionError where a metric cannot be cut as asked."""
    metrics = [_metric(name, question) for name in question.metrics]
    scope = Scope((question.period,), question.shops, question.platforms, question.products)
    known = known or covered(session, scope)
    counts = Counts(session, scope, question.by, metrics)
    found: list[Figure] = []
    for members in _members(question, known, counts):
        found += [_figure(metric, members, question, (known, counts)) for metric in metrics]
    return MetricAnswer(question, tuple(found))


class Counts:
    """The tallies of a question: by shop for what adds up, and together for distinct people."""

    def __init__(
        self, session: Session, scope: Scope, by: tuple[Dimension, ...], metrics: list[Metric]
    ) -> None:
        self.by = by
        self.inner: tuple[Dimension, ...] = by if "shop" in by else (*by, "shop")
        names = [name for metric in metrics for name in _measures(metric, by)]
        self.shops: Tally = tally(session, names, scope, self.inner)
        self.together: Tally | None = None
        distinct = [m.formula.first for m in metrics if m.additivity == "distinct"]
        counted = [name for name in distinct if _is_counted(name, by)]
        if counted and "shop" not in by:
            self.together = tally(session, counted, scope, by)

    def members(self) -> list[Members]:
        """All members of the asked dimensions that have a row."""
        at = [self.inner.index(dimension) for dimension in self.by]
        return sorted({tuple(members[n] for n in at) for members in self.shops.members()})

    def shops_met(self) -> list[str]:
        """Every shop with a row."""
        at = self.inner.index("shop")
        return sorted({members[at] for members in self.shops.members()})

    def lookup(self, members: Members) -> Lookup:
        """Amounts of these members, by measure and shop."""

        def look(name: str, shop: str) -> ByCurrency | None:
            if shop == TOGETHER:
                return self.together.get(name, members) if self.together else None
            whole = members if "shop" in self.by else (*members, shop)
            return self.shops.get(name, whole)

        return look


def reports_of(metric: Metric, by: tuple[Dimension, ...]) -> dict[str, Report]:
    """The report behind each measure of the metric, cut so."""
    found: dict[str, Report] = {}
    for name in measures_for(metric, by):
        source = source_for(name, by)
        if source is None:
            raise QuestionError(f"{metric.id} cannot be cut by {', '.join(by)}.")
        found[name] = FACTS[source.fact].report
    return found


def _metric(name: str, question: MetricQuestion) -> Metric:
    if name not in METRICS:
        raise QuestionError(f"There is no metric {name}.")
    metric = METRICS[name]
    strange = [each for each in question.by if each not in metric.dimensions]
    if strange:
        raise QuestionError(f"{name} cannot be cut by {', '.join(strange)}.")
    if metric.additivity == "distinct" and {"week", "month"} & set(question.by):
        raise QuestionError(f"{name} counts people: ask for each week or month by itself.")
    return metric


def _measures(metric: Metric, by: tuple[Dimension, ...]) -> Iterable[str]:
    return (*measures_for(metric, by), *(NEEDED if metric.needs_identity else ()))


def _is_counted(name: str, by: tuple[Dimension, ...]) -> bool:
    source = source_for(name, by)
    return source is not None and source.how == "distinct"


def _members(question: MetricQuestion, known: Covered, counts: Counts) -> list[Members]:
    """Every shop and day asked has its figure; other dimensions have the members that are met."""
    if not question.by:
        return [()]
    if set(question.by) <= {"shop", "day"}:
        found: list[Members] = [()]
        for dimension in question.by:
            shops = _shops(question, known, counts)
            days = [str(day) for day in question.period.days()]
            each = shops if dimension == "shop" else days
            found = [(*members, member) for members in found for member in each]
        return found
    return counts.members()


def _shops(question: MetricQuestion, known: Covered, counts: Counts) -> tuple[str, ...]:
    return question.shops or tuple(sorted({*known.shops, *counts.shops_met()} - {EVERYBODY}))


def _asked(
    metric: Metric, question: MetricQuestion, known: Covered, counts: Counts
) -> tuple[str, ...]:
    """The shops of a figure: stock belongs to none, and of all parcels some may."""
    reports = set(reports_of(metric, question.by).values())
    if reports == {"stock"}:
        return (EVERYBODY,)
    shops = _shops(question, known, counts)
    return shops if question.shops or reports != {"parcels"} else (*shops, EVERYBODY)


def _figure(
    metric: Metric, members: Members, question: MetricQuestion, data: tuple[Covered, Counts]
) -> Figure:
    known, counts = data
    shops = _asked(metric, question, known, counts)
    if "shop" in question.by:
        shops = (members[question.by.index("shop")],)
    period = _period(question, members)
    frame = Frame(shops, period, known, question.currency, members)
    found = figure(metric, frame, counts.lookup(members), reports_of(metric, question.by))
    return with_identity(found, frame, counts.lookup(members)) if metric.needs_identity else found


def _period(question: MetricQuestion, members: Members) -> Period:
    """The days a member speaks of: its own where time is a dimension."""
    for dimension, member in zip(question.by, members, strict=True):
        if dimension not in TIME:
            continue
        first = date.fromisoformat(member[:10])
        if dimension == "day":
            return one_day(first)
        last = first + timedelta(days=6)
        if dimension == "month":
            last = first.replace(day=monthrange(first.year, first.month)[1])
        return Period(max(first, question.period.first), min(last, question.period.last))
    return question.period

"""The registry: one definition per number (6.6)."""

from luoxuan.metrics.model import Fact, Metric, Source
from luoxuan.metrics.registry.advertising import ADVERTISING
from luoxuan.metrics.registry.customers import CUSTOMERS
from luoxuan.metrics.registry.demand import DEMAND
from luoxuan.metrics.registry.facts import FACTS
from luoxuan.metrics.registry.measures import MEASURES
from luoxuan.metrics.registry.operations import OPERATIONS
from luoxuan.metrics.registry.profit import PROFIT
from luoxuan.metrics.registry.sales import SALES

METRICS: dict[str, Metric] = {
    metric.id: metric
    for metric in (*SALES, *CUSTOMERS, *DEMAND, *ADVERTISING, *OPERATIONS, *PROFIT)
}


def source_for(measure: str, dimensions: tuple[str, ...]) -> Source | None:
    """The first source of a measure whose fact can be cut that way; None where there is none."""
    for source in MEASURES[measure].sources:
        if set(dimensions) <= set(FACTS[source.fact].dimensions):
            return source
    return None


def measures_for(metric: Metric, dimensions: tuple[str, ...]) -> tuple[str, ...]:
    """The metric's measures, cut so; of two that stand for one another those that can be."""
    names = metric.formula.measures
    if metric.formula.how != "either":
        return names
    return tuple(name for name in names if source_for(name, dimensions) is not None)


__all__ = ["FACTS", "MEASURES", "METRICS", "Fact", "measures_for", "source_for"]

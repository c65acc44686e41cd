"""The registry: one definition per number (6.6)."""

from luoxuan.metrics.model import Fact, Metric, Source
from luoxuan.metrics.registry.advertising import ADVERTISING
from luoxuan.metrics.registry.demand import DEMAND
from luoxuan.metrics.registry.facts import FACTS
from luoxuan.metrics.registry.measures import MEASURES
from luoxuan.metrics.registry.sales import SALES

METRICS: dict[str, Metric] = {metric.id: metric for metric in (*SALES, *DEMAND, *ADVERTISING)}


def source_for(measure: str, dimensions: tuple[str, ...]) -> Source | None:
    """The first source of a measure whose fact can be cut that way; None where there is none."""
    for source in MEASURES[measure].sources:
        if set(dimensions) <= set(FACTS[source.fact].dimensions):
            return source
    return None


__all__ = ["FACTS", "MEASURES", "METRICS", "Fact", "source_for"]

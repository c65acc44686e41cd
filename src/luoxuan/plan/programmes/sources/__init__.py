"""Where the figures of a plan come from: each source asks one app for one period (6.3, 6.4)."""

from collections.abc import Callable

from luoxuan.plan.programmes.facts import Fact
from luoxuan.plan.programmes.sources.asked import Asked
from luoxuan.plan.programmes.sources.budgets import lines
from luoxuan.plan.programmes.sources.calendar import content, events, flights, promotions, stock
from luoxuan.plan.programmes.sources.people import posts, roles
from luoxuan.plan.programmes.sources.strategy import notes, objectives, shops, swot
from luoxuan.plan.programmes.sources.targets import part_targets, whole_targets

Source = Callable[[Asked], list[Fact]]
SOURCES: dict[str, Source] = {
    "objectives": objectives,
    "targets": whole_targets,
    "channel_targets": part_targets,
    "swot": swot,
    "notes": notes,
    "shops": shops,
    "events": events,
    "promotions": promotions,
    "content": content,
    "flights": flights,
    "stock": stock,
    "budgets": lines,
    "posts": posts,
    "roles": roles,
}


def facts_of(source: str, asked: Asked) -> list[Fact]:
    """What the source says of the period."""
    return SOURCES[source](asked)

"""Where the figures of a plan come from: each source asks one app for one period (6.3, 6.4)."""

from collections.abc import Callable

from luoxuan.plan.programmes.facts import Fact
from luoxuan.plan.programmes.sources.asked import Asked
from luoxuan.plan.programmes.sources.strategy import notes, objectives, shops, swot

Source = Callable[[Asked], list[Fact]]
SOURCES: dict[str, Source] = {
    "objectives": objectives,
    "swot": swot,
    "notes": notes,
    "shops": shops,
}


def facts_of(source: str, asked: Asked) -> list[Fact]:
    """What the source says of the period; nothing for a source this version does not have."""
    found = SOURCES.get(source)
    return found(asked) if found else []

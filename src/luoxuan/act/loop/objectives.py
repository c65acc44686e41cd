"""The loop of an objective: that of the targets that serve it, and what else links to it (12.8, 5.1)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from luoxuan.act.loop.gathering import Year
from luoxuan.act.loop.stations import KEYS, Fact, Loop, State, Station, StationKey, Way
from luoxuan.plan.strategy import selectors as strategy

if TYPE_CHECKING:
    from luoxuan.plan.strategy.models import Objective

MOST_FACTS = 5
WORST: dict[State, int] = {"missing": 0, "running": 1, "done": 2}


def objective_loop(year: Year, objective: "Objective", served: Sequence[Loop]) -> Loop:
    """The objective's own loop; `served` are the loops of its targets."""
    stations = tuple(_station(key, year, objective, served) for key in KEYS)
    return Loop("objective", objective.pk, objective.title, "objective", "", "text", "", stations)


def serves(year: Year, node_objective: int | None, objective: "Objective") -> bool:
    """Whether a target is its: named at the node, or at the whole tree."""
    tree = year.planned.tree if year.planned else None
    inherited = tree.objective_id if tree is not None else None
    return (node_objective or inherited) == objective.pk


def _station(
    key: StationKey, year: Year, objective: "Objective", served: Sequence[Loop]
) -> Station:
    page = Way("strategy:objective", (year.brand.key, objective.pk), objective.title)
    if not served:
        said = {
            "plan": _("No approved target serves it."),
            "actions": _("Nothing is planned to reach it."),
            "result": _("Without a target nobody can say whether it is reached."),
            "improvement": _("Without a result there is nothing to improve on."),
            "next": _("Without a target there is no next plan."),
        }[key]
        linked = _linked(year, objective) if key == "actions" else ()
        return Station(key, "done" if linked else "missing", linked, "" if linked else said, page)
    at = KEYS.index(key)
    stations = [loop.stations[at] for loop in served]
    worst = min(stations, key=lambda one: WORST[one.state])
    facts = tuple(
        Fact(
            f"{loop.title}: {loop.stations[at].word}",
            Way("loop:loop", (year.brand.key, loop.kind, loop.goal_id), loop.title),
        )
        for loop in served[:MOST_FACTS]
    )
    if key == "actions":
        facts = (*_linked(year, objective), *facts)
    return Station(key, worst.state, facts, worst.missing, worst.way)


def _linked(year: Year, objective: "Objective") -> tuple[Fact, ...]:
    """What links to the objective besides targets: entries, budget lines, actions."""
    things = [t for t in strategy.alignment_of(year.brand, objective) if t.kind != "target"]
    said = [Fact(thing.title) for thing in things[:MOST_FACTS]]
    mine = [one for one in year.actions if one.objective_id == str(objective.pk)]
    said += [
        Fact(one.title, Way("improvements:action", (year.brand.key, one.pk), one.title))
        for one in mine[:MOST_FACTS]
    ]
    return tuple(said)

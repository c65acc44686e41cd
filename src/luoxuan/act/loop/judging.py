"""What each station of a target's loop shows, and what it lacks (12.8)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from luoxuan.act.loop.gathering import Year
from luoxuan.act.loop.stations import Fact, GoalMonth, Loop, Station, Way
from luoxuan.plan.targets.landing import is_worse

if TYPE_CHECKING:
    from luoxuan.act.improvements.models import Action, Finding
    from luoxuan.plan.targets.models import TargetNode

MOST_FACTS = 5
LEVELS = ("company", "channel", "shop")


def is_goal(year: Year, node: "TargetNode") -> bool:
    """A target of the company, a channel or a shop that has numbers and is not assumed."""
    if node.level not in LEVELS or node.is_assumption or year.planned is None:
        return False
    months = year.planned.tree.months()
    return any(year.planned.target(node, month) is not None for month in months)


def loop_of(year: Year, node: "TargetNode") -> Loop:
    """The goal's loop."""
    months = goal_months(year, node)
    missed = [row for row in months if row.is_missed]
    stations = (
        plan_station(year, node),
        actions_station(year, node),
        result_station(year, months),
        improvement_station(year, node, missed),
        next_station(year, node, missed),
    )
    return Loop(
        "target", node.pk, node.title, node.level, node.metric, node.unit, node.shop_key,
        stations, months,
    )  # fmt: skip


def goal_months(year: Year, node: "TargetNode") -> tuple[GoalMonth, ...]:
    """Every month of the year that is over."""
    found = []
    for month in year.months:
        target = year.planned.target(node, month) if year.planned else None
        actual = year.actuals.get(node.pk, {}).get(month)
        missed = None
        if target is not None and actual is not None:
            missed = is_worse(node, actual, target)
        found.append(GoalMonth(month, target, actual, missed, month in year.reviewed))
    return tuple(found)


def plan_station(year: Year, node: "TargetNode") -> Station:
    """A target in every month, approved."""
    key = year.brand.key
    approved = f"{year.approved_at:%Y-%m-%d}" if year.approved_at else ""
    fact = Fact(
        _("Targets of %(year)s approved on %(day)s") % {"year": year.year, "day": approved},
        Way("targets:node", (key, node.pk), node.title),
    )
    bare = [
        month
        for month in (*year.months, year.next_month)
        if year.planned is not None
        and month.year == year.year
        and year.planned.target(node, month) is None
    ]
    if bare:
        said = _("%(months)s have no target.") % {"months": _named(bare)}
        return Station("plan", "running", (fact,), said, fact.way)
    return Station("plan", "done", (fact,))


def actions_station(year: Year, node: "TargetNode") -> Station:
    """What is in the calendar for it, and the improvement actions that should move it."""
    key = year.brand.key
    shops = year.shops(node)
    entries = [
        entry
        for entry in year.entries
        if not entry.shop_key or not shops or entry.shop_key in shops
    ]
    actions = actions_for(year, node)
    facts = [
        Fact(
            _("%(n)s calendar entries") % {"n": len(entries)},
            Way("calendar:calendar", (key,), _("Calendar")),
        )
    ] * bool(entries)
    facts += [Fact(one.title, _to_action(key, one)) for one in actions[:MOST_FACTS]]
    if facts:
        return Station("actions", "done", tuple(facts))
    said = _("Nothing is planned to reach it.")
    return Station(
        "actions", "missing", (), said, Way("calendar:entry_new", (key,), _("Plan an entry"))
    )


def result_station(year: Year, months: Sequence[GoalMonth]) -> Station:
    """Every month that is over has an actual and a review."""
    key = year.brand.key
    if not months:
        said = _("No month is over yet.")
        return Station("result", "running", (), said)
    missed = sum(bool(row.is_missed) for row in months)
    fact = Fact(_("%(missed)s of %(all)s months missed") % {"missed": missed, "all": len(months)})
    unknown = [row.month for row in months if row.is_missed is None]
    if unknown:
        said = _("The actual of %(months)s is not known: import the files.") % {
            "months": _named(unknown)
        }
        return Station(
            "result", "running", (fact,), said, Way("intake:import_list", (key,), _("Imports"))
        )
    unread = [row.month for row in months if not row.is_reviewed]
    if unread:
        said = _("The review of %(months)s was not held.") % {"months": _named(unread)}
        way = Way("reviews:review_list", (key,), _("Reviews"))
        return Station(
            "result", "running" if len(unread) < len(months) else "missing", (fact,), said, way
        )
    return Station("result", "done", (fact,))


def improvement_station(year: Year, node: "TargetNode", missed: Sequence[GoalMonth]) -> Station:
    """A miss leads to a finding, and that to an action closed on its measured effect."""
    key = year.brand.key
    findings, actions = findings_for(year, node), actions_for(year, node)
    facts = [Fact(one.title, _to_finding(key, one)) for one in findings[:MOST_FACTS]]
    facts += [
        Fact(f"{one.title}: {one.get_state_display()}", _to_action(key, one))
        for one in actions[:MOST_FACTS]
    ]
    if not missed and not facts:
        return Station(
            "improvement", "done", (Fact(_("No month was missed: nothing to improve.")),)
        )
    new = Way("improvements:finding_new", (key,), _("Open a finding"), _prefilled(node, missed))
    if not facts:
        return Station(
            "improvement", "missing", (), _("A month was missed and nobody asked why."), new
        )
    if not actions:
        said = _("The finding has no action yet.")
        return Station("improvement", "running", tuple(facts), said, _to_finding(key, findings[0]))
    if not any(one.closing_effect_id for one in actions):
        said = _("No action has been closed on a measured effect yet.")
        return Station("improvement", "running", tuple(facts), said, _to_action(key, actions[0]))
    return Station("improvement", "done", tuple(facts))


def next_station(year: Year, node: "TargetNode", missed: Sequence[GoalMonth]) -> Station:
    """The next month's plan is approved; after a miss a re-split of the rest counts as well."""
    key = year.brand.key
    coming = year.next_month
    splits = [one for one in year.resplits if one.node_id == node.pk or one.node.level == "company"]
    later = [one for one in splits if missed and one.from_month > missed[0].month]
    facts = [
        Fact(_("Rest of the year split anew from %(month)s") % {"month": f"{one.from_month:%Y-%m}"})
        for one in later[:MOST_FACTS]
    ]
    if coming in year.plans:
        said = _("Plan of %(month)s approved") % {"month": f"{coming:%Y-%m}"}
        facts.append(Fact(said, Way("programmes:plan", (key, f"{coming:%Y-%m}"), said)))
    if facts:
        return Station("next", "done", tuple(facts))
    said = _("The plan of %(month)s is not approved.") % {"month": f"{coming:%Y-%m}"}
    return Station("next", "missing", (), said, Way("programmes:plan_list", (key,), _("Plans")))


def actions_for(year: Year, node: "TargetNode") -> list["Action"]:
    """Improvement actions that name the goal, or should move its metric in its shops."""
    shops = year.shops(node)
    return [
        one
        for one in year.actions
        if one.node_id == str(node.pk)
        or (one.metric == node.metric and (not shops or shops & set(one.shops)))
    ]


def findings_for(year: Year, node: "TargetNode") -> list["Finding"]:
    """Findings of its metric in its shops, and those whose actions serve it."""
    shops = year.shops(node)
    served = {one.finding_id for one in actions_for(year, node)}
    return [
        one
        for one in year.findings
        if one.pk in served
        or (
            one.metric == node.metric
            and node.metric
            and (not shops or not one.shop_key or one.shop_key in shops)
        )
    ]


def _prefilled(node: "TargetNode", missed: Sequence[GoalMonth]) -> str:
    when = f"{missed[-1].month:%Y-%m}" if missed else ""
    asked = {"from": f"figure:{node.metric or node.pk}/{node.shop_key}/{when}"}
    if not node.metric:
        asked["title"] = f"{node.title} {when}"
    return urlencode(asked)


def _to_action(key: str, one: "Action") -> Way:
    return Way("improvements:action", (key, one.pk), one.title)


def _to_finding(key: str, one: "Finding") -> Way:
    return Way("improvements:finding", (key, one.pk), one.title)


def _named(months: Sequence[object]) -> str:
    return "、".join(f"{month:%Y-%m}" for month in months)

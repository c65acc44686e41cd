"""The loop as navigation: only pages that exist and that the person may open are links."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.people.access import Scope


@dataclass(frozen=True)
class Place:
    """A page the shell can lead to."""

    label: str | Promise
    name: str
    """The address's name."""
    permission: str = ""
    more: tuple[str, ...] = ()
    """What the address needs besides the brand."""


@dataclass(frozen=True)
class Link:
    """A place with its address in the brand."""

    label: str
    href: str
    is_current: bool


@dataclass(frozen=True)
class Section:
    """One of the seven words of the rail."""

    key: str
    label: str
    links: tuple[Link, ...]
    is_current: bool

    @property
    def href(self) -> str:
        """Its first page."""
        return self.links[0].href


SECTIONS: tuple[tuple[str, str | Promise, tuple[Place, ...]], ...] = (
    (
        "today",
        _("Today"),
        (
            Place(_("Today"), "brand_home"),
            Place(_("Tasks"), "tasks:task_list", "tasks.work"),
            Place(_("Approvals"), "gates:list", "gates.read"),
            Place(_("Alerts"), "monitors:alert_list", "monitors.read"),
        ),
    ),
    (
        "plan",
        _("Plan"),
        (
            Place(_("Strategy"), "strategy:objective_list", "plan.read"),
            Place(_("Targets"), "targets:home", "plan.read"),
            Place(_("Operating plans"), "programmes:plan_list", "plan.read"),
            Place(_("Teams"), "teams:home", "plan.read"),
            Place(_("Calendar"), "calendar:calendar", "plan.read"),
            Place(_("Budget"), "budgets:home", "budgets.read"),
        ),
    ),
    ("do", _("Do"), ()),
    (
        "check",
        _("Check"),
        (
            Place(_("Daily report"), "dashboards:newest", "reports.read", ("daily",)),
            Place(_("Weekly report"), "dashboards:newest", "reports.read", ("weekly",)),
            Place(_("Monthly report"), "dashboards:newest", "reports.read", ("monthly",)),
            Place(_("Profit"), "profit:home", "profit.read"),
            Place(_("Reviews"), "reviews:review_list", "reviews.read"),
            Place(_("Reconciliation"), "settlement:home", "settlement.read"),
        ),
    ),
    (
        "act",
        _("Improve"),
        (
            Place(_("Loops"), "loop:loop_list", "improvements.read"),
            Place(_("Issues"), "improvements:finding_list", "improvements.read"),
            Place(_("Actions"), "improvements:board", "improvements.read"),
            Place(_("Suggestions"), "ideas:suggestion_list", "ideas.read"),
            Place(_("Knowledge base"), "knowledge:article_list", "knowledge.read"),
            Place(_("Conformity"), "conformity:overview", "conformity.read"),
        ),
    ),
    (
        "data",
        _("Data"),
        (
            Place(_("Imports"), "intake:import_list", "imports.read"),
            Place(_("Data quality"), "quality:home", "quality.read"),
            Place(_("Personal data"), "vault:home", "persons.read"),
            Place(_("Own layouts"), "intake:layout_list", "layouts.write"),
            Place(_("Jobs"), "jobs:job_list", "jobs.read"),
            Place(_("Trail"), "trail:trail_list", "trail.read"),
        ),
    ),
    (
        "settings",
        _("Settings"),
        (
            Place(_("Brand"), "people:brand", "settings.write"),
            Place(_("Shops"), "people:shop_list", "shops.read"),
            Place(_("People"), "people:member_list", "people.read"),
            Place(_("Push"), "signals:push_list", "push.manage"),
            Place(_("Approval limits"), "gates:settings", "gates.decide"),
            Place(_("API tokens"), "people:token_list", "tokens.manage"),
        ),
    ),
)


def sections_of(scope: Scope, path: str) -> tuple[Section, ...]:
    """The sections with something in them; the link whose address is the longest part of `path` is current."""
    found = [(key, label, _links(places, scope)) for key, label, places in SECTIONS]
    addresses = [href for _key, _label, links in found for _word, href in links]
    here = max((a for a in addresses if path.startswith(a)), key=len, default="")
    return tuple(
        Section(
            key,
            str(label),
            tuple(Link(word, href, href == here) for word, href in links),
            any(href == here for _word, href in links),
        )
        for key, label, links in found
        if links
    )


def places_of(scope: Scope) -> list[tuple[str, str]]:
    """Every page the person may open, as label and address."""
    return [link for _key, _label, places in SECTIONS for link in _links(places, scope)]


def _links(places: tuple[Place, ...], scope: Scope) -> list[tuple[str, str]]:
    links = []
    for place in places:
        if place.permission and not scope.may(place.permission):
            continue
        address = reverse(place.name, args=[scope.brand.key, *place.more])
        links.append((str(place.label), address))
    return links

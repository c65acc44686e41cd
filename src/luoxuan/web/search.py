"""What Ctrl-K finds: pages, shops, imports; only what the person may open."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.access import Scope
from luoxuan.web import navigation

MOST = 6


@dataclass(frozen=True)
class Hit:
    """One thing found."""

    label: str
    href: str
    note: str = ""


@dataclass(frozen=True)
class Group:
    """Hits of one kind."""

    title: str
    hits: tuple[Hit, ...]


def found(scope: Scope, text: str) -> list[Group]:
    """Groups with hits; without a text the pages alone, as a map of the house."""
    wanted = text.strip().casefold()
    groups = [(_("Pages"), _pages(scope))]
    if wanted:
        groups += [(_("Shops"), _shops(scope)), (_("Imports"), _imports(scope, wanted))]
    picked = [(title, _picked(hits, wanted)) for title, hits in groups]
    return [Group(title, hits) for title, hits in picked if hits]


def _picked(hits: Iterable[Hit], wanted: str) -> tuple[Hit, ...]:
    fitting = [hit for hit in hits if wanted in f"{hit.label} {hit.note}".casefold()]
    return tuple(fitting[:MOST] if wanted else fitting)


def _pages(scope: Scope) -> list[Hit]:
    return [Hit(label, href) for label, href in navigation.places_of(scope)]


def _shops(scope: Scope) -> list[Hit]:
    if not scope.may("shops.read"):
        return []
    name = "people:shop_edit" if scope.may("shops.write") else "people:shop_list"
    key = scope.brand.key
    return [
        Hit(shop.name, _shop_address(name, key, shop.key), shop.key)
        for shop in people.shops_of(scope.brand)
        if scope.sees_shop(shop.key)
    ]


def _shop_address(name: str, brand: str, shop: str) -> str:
    return reverse(name, args=[brand, shop] if name == "people:shop_edit" else [brand])


def _imports(scope: Scope, wanted: str) -> list[Hit]:
    if not scope.may("imports.read"):
        return []
    rows = intake.imports_recent(scope.brand, text=wanted)
    key = scope.brand.key
    return [
        Hit(
            row.name, reverse("intake:import_page", args=[key, row.import_id]), f"{row.at:%Y-%m-%d}"
        )
        for row in rows[:MOST]
    ]

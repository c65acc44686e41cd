"""Today: the answer in a sentence, how far the data reach, what came in, what to do next."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.access import Scope
from luoxuan.foundation.people.models import Shop
from luoxuan.web import freshness

if TYPE_CHECKING:
    from luoxuan.foundation.intake.models import Import

MOST_IMPORTS = 6
MOST_GAPS = 6
LONG_AGO = 31


@dataclass(frozen=True)
class Step:
    """Something to do next, and where."""

    text: str
    href: str
    label: str


@dataclass(frozen=True)
class ShopReach:
    """How far one shop's data reach."""

    shop: str
    name: str
    last_day: date | None
    days_behind: int
    gaps: int


@dataclass(frozen=True)
class Today:
    """What the home page says."""

    day: date
    """The day before: the last that can be whole."""
    light: freshness.Light
    reach: tuple[ShopReach, ...]
    imports: "tuple[tuple[Import, str], ...]"
    """The last files, each with the name of its shop."""
    steps: tuple[Step, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing came in yet."""
        return self.light.last_day is None and not self.imports

    @property
    def sentence(self) -> str:
        """Where the data stand."""
        late = [row for row in self.reach if row.days_behind]
        if not self.reach:
            return _("No data yet.")
        if not late:
            return _("All %(n)s shops have their data of yesterday.") % {"n": len(self.reach)}
        n = len(late)
        return ngettext(
            "%(n)s of %(all)s shops has no data of yesterday.",
            "%(n)s of %(all)s shops have no data of yesterday.",
            n,
        ) % {"n": n, "all": len(self.reach)}


def today_of(scope: Scope, *, at: datetime) -> Today:
    """The page's answer as the person may see it."""
    now = at.astimezone(ZoneInfo(scope.brand.zone)).date()
    shops = [shop for shop in people.shops_of(scope.brand) if scope.sees_shop(shop.key)]
    rows = [row for row in intake.freshness(scope.brand) if scope.sees_shop(row.shop)]
    reach = tuple(_reach(shop, rows, now) for shop in shops)
    names = {shop.key: shop.name for shop in shops}
    imports = tuple((row, names.get(row.shop, row.shop)) for row in _imports(scope))
    return Today(
        day=now - timedelta(days=1),
        light=freshness.light_of(scope, at),
        reach=tuple(sorted(reach, key=lambda row: (-row.days_behind, row.name))),
        imports=imports,
        steps=tuple(_steps(scope, reach)),
    )


def _imports(scope: Scope) -> "tuple[Import, ...]":
    if not scope.may("imports.read"):
        return ()
    return tuple(intake.imports_recent(scope.brand)[:MOST_IMPORTS])


def _reach(shop: Shop, rows: list[intake.Freshness], now: date) -> ShopReach:
    own = [row for row in rows if row.shop == shop.key]
    last_day = max((row.last_day for row in own), default=None)
    behind = max((now - last_day).days - 1, 0) if last_day else 0
    return ShopReach(shop.key, shop.name, last_day, behind, sum(1 for row in own if row.gaps))


def _steps(scope: Scope, reach: tuple[ShopReach, ...]) -> list[Step]:
    if not scope.may("imports.write"):
        return []
    where = reverse("intake:import_list", args=[scope.brand.key])
    late = sorted((row for row in reach if row.days_behind), key=lambda row: -row.days_behind)
    steps = [Step(_late(row), where, _("Drop files")) for row in late[:MOST_GAPS]]
    steps += [
        Step(
            ngettext(
                "%(shop)s: %(n)s report has days missing in between.",
                "%(shop)s: %(n)s reports have days missing in between.",
                row.gaps,
            )
            % {"shop": row.name, "n": row.gaps},
            where,
            _("Which days"),
        )
        for row in reach
        if row.gaps and not row.days_behind
    ][:MOST_GAPS]
    silent = [row.name for row in reach if row.last_day is None]
    if silent:
        text = _("No data at all of: %(shops)s.") % {"shops": "、".join(silent)}
        steps.append(Step(text, where, _("Drop files")))
    return steps


def _late(row: ShopReach) -> str:
    """What is missing of a shop; after a month the day says more than a count."""
    if row.days_behind > LONG_AGO:
        return _("%(shop)s: no data since %(day)s.") % {"shop": row.name, "day": row.last_day}
    text = ngettext(
        "%(shop)s: the export of %(n)s day is missing.",
        "%(shop)s: the exports of %(n)s days are missing.",
        row.days_behind,
    )
    return text % {"shop": row.name, "n": row.days_behind}

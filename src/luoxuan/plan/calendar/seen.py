"""What the calendar's pages show: the question in the address, the answer in a sentence (6.4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from luoxuan.metrics.period import Period
from luoxuan.plan.budgets import selectors as budgets
from luoxuan.plan.calendar import grid, selectors, stock
from luoxuan.plan.calendar.conflicts import Conflict, conflicts
from luoxuan.plan.calendar.models import CalendarEntry

if TYPE_CHECKING:
    from luoxuan.foundation.people.access import Scope

VIEWS = ("month", "week", "list")
AROUND = timedelta(days=45)
"""Conflicts are looked for so far around what is shown: stock may arrive before the page begins."""


@dataclass(frozen=True)
class Question:
    """What the address asks for."""

    view: str
    day: date
    wanted: selectors.Wanted

    @property
    def period(self) -> Period:
        """The days shown."""
        if self.view == "week":
            return grid.week_period(self.day)
        if self.view == "month":
            return grid.month_period(self.day)
        first = self.day.replace(day=1)
        return Period(first, (first + timedelta(days=92)).replace(day=1) - timedelta(days=1))

    def step(self, way: int) -> date:
        """The day the neighbouring page is about."""
        if self.view == "week":
            return self.day + timedelta(days=7 * way)
        months = 3 if self.view == "list" else 1
        at = self.day.year * 12 + self.day.month - 1 + way * months
        return date(at // 12, at % 12 + 1, 1)


def question_of(asked: QueryDict, today: date) -> Question:
    """From the address; what makes no sense is the default."""
    view = asked.get("view", "month")
    try:
        day = date.fromisoformat(asked.get("day", ""))
    except ValueError:
        day = today
    kinds = tuple(kind for kind in asked.getlist("kind") if kind in CalendarEntry.Kind.values)
    wanted = selectors.Wanted(kinds, tuple(asked.getlist("shop")), asked.get("dropped") == "1")
    return Question(view if view in VIEWS else "month", day, wanted)


def conflicts_of(scope: "Scope", period: Period) -> tuple[Conflict, ...]:
    """Conflicts that touch the period, among what the person may see."""
    first, last = period.first - AROUND, period.last + AROUND
    entries = list(selectors.entries_seen(scope, first, last, selectors.Wanted()))
    if not entries:
        return ()
    found = conflicts(entries, stock.stock_of(scope.brand), _limits(scope, entries))
    return tuple(each for each in found if each.first <= period.last and each.last >= period.first)


def _limits(scope: "Scope", entries: Sequence[CalendarEntry]) -> dict[tuple[int, date], Decimal]:
    """What each budget line has in the months the entries begin in."""
    limits: dict[tuple[int, date], Decimal] = {}
    for line_id in {entry.budget_line_id for entry in entries}:
        line = budgets.line_of(scope.brand, line_id) if line_id is not None else None
        if line is None:
            continue
        for n, planned in enumerate(budgets.months_of(line), start=1):
            limits[line.pk, date(line.budget.year, n, 1)] = planned
    return limits


def sentence(entries: Sequence[CalendarEntry], found: Sequence[Conflict]) -> str:
    """The page's answer."""
    n = len(entries)
    if not n:
        return _("Nothing is planned for these days.")
    said = ngettext("%(n)s entry is planned", "%(n)s entries are planned", n) % {"n": n}
    if not found:
        return _("%(said)s, no conflicts.") % {"said": said}
    k = len(found)
    odd = ngettext("%(k)s conflict", "%(k)s conflicts", k) % {"k": k}
    return _("%(said)s, %(odd)s to solve.") % {"said": said, "odd": odd}


def conflict_words(conflict: Conflict, titles: dict[int, str]) -> dict[str, Any]:
    """A conflict in a sentence, with what to do."""
    names = [titles.get(pk, str(pk)) for pk in conflict.entries]
    skus = "、".join(conflict.skus[:5])
    holes = {"names": "、".join(names), "skus": skus, "first": conflict.first}
    holes |= {"amount": conflict.amount, "limit": conflict.limit, "name": names[0]}
    text, todo = _CONFLICTS[conflict.rule]
    return {
        "text": _(text) % holes,
        "todo": _(todo),
        "conflict": conflict,
        "entry": conflict.entries[0],
    }


_CONFLICTS = {
    "same_sku": (
        gettext_noop("%(names)s both offer %(skus)s from %(first)s on."),
        gettext_noop(
            "Take the SKUs out of one of them, or move one: stacked discounts break the price floor."
        ),
    ),
    "no_stock": (
        gettext_noop("%(name)s begins on %(first)s without stock of %(skus)s."),
        gettext_noop("Move it behind the arrival, or bring the arrival forward."),
    ),
    "short_stock": (
        gettext_noop(
            "%(name)s from %(first)s on: of %(skus)s less is there and on the way than those days sell."
        ),
        gettext_noop("Plan an arrival before it ends, or take the SKUs out."),
    ),
    "over_budget": (
        gettext_noop(
            "%(names)s cost %(amount)s together, their budget line has %(limit)s in the month."
        ),
        gettext_noop("Lower the cost, move one, or ask for an exception."),
    ),
    "no_budget": (
        gettext_noop("%(name)s costs %(amount)s and has no budget line."),
        gettext_noop("Name the line that pays for it."),
    ),
}

"""Every morning: lines above their money, ads that return too little, spend no line covers become tasks (11.10)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from luoxuan.foundation.tasks import services as tasks
from luoxuan.plan.budgets import selectors
from luoxuan.plan.budgets.models import Budget, BudgetLine
from luoxuan.plan.budgets.services.spending import actuals_refresh
from luoxuan.plan.budgets.words import amount_words, over_sentence

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand

TINY = 1
"""Unplanned spend below one unit of money wakes nobody."""


@dataclass(frozen=True)
class Watched:
    """Something that is wrong, or is so no longer."""

    key: str
    is_wrong: bool
    title: str
    url: str
    line: BudgetLine | None = None


def budget_watch(*, brand: "Brand", year: int, day: date, at: datetime) -> int:
    """Read ad spend, open a task per thing that is wrong, settle those that are right again. How many are wrong."""
    budget = actuals_refresh(brand=brand, year=year, at=at)
    if budget is None or not budget.is_in_force:
        return 0
    found = [*_lines(budget, day), _outside(budget, day)]
    for one in found:
        if one.is_wrong:
            _open(brand, one, at)
        else:
            tasks.tasks_settle(brand=brand, key=one.key, outcome="", actor=None, at=at)
    return sum(1 for one in found if one.is_wrong)


def _lines(budget: Budget, day: date) -> list[Watched]:
    found = []
    for one in selectors.budget_standing(budget, day).lines:
        line = one.line
        url = reverse("budgets:line", kwargs={"brand": budget.brand.key, "line_id": line.pk})
        told = {"line": line.name, "roi": f"{one.roi_now or 0:.2f}", "floor": line.roi_floor}
        over = over_sentence(one) if one.is_over else ""
        low = _("%(line)s: ROI %(roi)s is below its floor of %(floor)s.") % told
        found.append(Watched(f"budget-over:{line.pk}", one.is_over, over, url, line))
        found.append(Watched(f"budget-roi:{line.pk}", one.is_roi_low, low, url, line))
    return found


def _outside(budget: Budget, day: date) -> Watched:
    amount = selectors.budget_standing(budget, day).unplanned
    told = {"amount": amount_words(amount, budget.brand.currency)}
    url = reverse("budgets:unplanned", kwargs={"brand": budget.brand.key, "year": budget.year})
    title = _("%(amount)s of ad spend stand on no line.") % told
    return Watched(f"budget-outside:{budget.pk}", amount >= TINY, title, url)


def _open(brand: "Brand", one: Watched, at: datetime) -> None:
    owner = one.line.owner if one.line else None

    def draft(owner_is_named: bool) -> tasks.TaskDraft:
        return tasks.TaskDraft(
            kind="budget", title=one.title, source_type="budget_line" if one.line else "budget",
            source_id=str(one.line.pk) if one.line else "", source_url=one.url,
            owner=owner if owner_is_named else None,
            permission="" if owner_is_named else "budgets.write",
            priority="high", key=one.key,
        )  # fmt: skip

    try:
        tasks.task_open(brand=brand, draft=draft(owner is not None), actor=None, at=at)
    except tasks.TaskError:
        # The owner left the brand: the task goes to those who keep budgets.
        tasks.task_open(brand=brand, draft=draft(False), actor=None, at=at)

"""What the standard asks of budgets: money that serves an aim, and nothing overspent unapproved (5.1, 11.10)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse

from luoxuan.plan.budgets.models import BudgetLine, UnplannedSpend
from luoxuan.plan.budgets.room import ZERO
from luoxuan.plan.budgets.selectors.lines import lines_of, rooms_of
from luoxuan.plan.strategy.alignment import AlignedThing

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand
    from luoxuan.plan.strategy.models import Objective


@dataclass(frozen=True)
class AlignedShare:
    """Money of a year that serves an objective, planned and gone."""

    planned: Decimal
    planned_aligned: Decimal
    spent: Decimal
    spent_aligned: Decimal
    """Spend no line covers serves no objective and is in `spent`."""
    unaligned: tuple[BudgetLine, ...]

    @property
    def planned_share(self) -> Decimal | None:
        """0 to 1; None where nothing is planned."""
        return self.planned_aligned / self.planned if self.planned else None

    @property
    def spent_share(self) -> Decimal | None:
        """0 to 1; None where nothing was spent."""
        return self.spent_aligned / self.spent if self.spent else None


@dataclass(frozen=True)
class Overspend:
    """A month of a line above what was approved for it; month 0: the year as a whole."""

    line: BudgetLine
    month: int
    ceiling: Decimal
    used: Decimal

    @property
    def amount(self) -> Decimal:
        """How much above."""
        return self.used - self.ceiling


def aligned_share(brand: "Brand", year: int) -> AlignedShare:
    """How much of the year's money links to an objective."""
    lines = list(lines_of(brand, year))
    rooms = rooms_of(lines)
    aligned = [line for line in lines if line.objective_id is not None]
    outside = sum((one.spend for one in _unplanned(brand, year)), ZERO)
    return AlignedShare(
        planned=sum((rooms[line.pk].planned for line in lines), ZERO),
        planned_aligned=sum((rooms[line.pk].planned for line in aligned), ZERO),
        spent=sum((rooms[line.pk].actual for line in lines), ZERO) + outside,
        spent_aligned=sum((rooms[line.pk].actual for line in aligned), ZERO),
        unaligned=tuple(line for line in lines if line.objective_id is None),
    )


def overspends(brand: "Brand", year: int) -> list[Overspend]:
    """Every month, and every year's sum, above plan and approved exceptions."""
    lines = list(lines_of(brand, year))
    found: list[Overspend] = []
    for line_id, room in rooms_of(lines).items():
        line = next(one for one in lines if one.pk == line_id)
        found += [
            Overspend(line, one.month, one.ceiling, one.used) for one in room.months if one.left < 0
        ]
        if room.left < 0:
            found.append(Overspend(line, 0, room.planned + room.exceptions, room.used))
    return found


def things_aligned(brand: "Brand", objective: "Objective | None") -> list[AlignedThing]:
    """Budget lines of that objective, or of none, for the page of the strategy."""
    lines = BudgetLine.objects.filter(brand=brand, objective=objective).select_related("budget")
    rooms = rooms_of(lines)
    return [
        AlignedThing(
            "budget_line", "预算", "Budget line", f"{line.budget.year} {line.name}",
            reverse("budgets:line", kwargs={"brand": brand.key, "line_id": line.pk}),
            rooms[line.pk].planned, line.shop_key, permission="budgets.read",
        )
        for line in lines
    ]  # fmt: skip


def _unplanned(brand: "Brand", year: int) -> list[UnplannedSpend]:
    return list(UnplannedSpend.objects.filter(budget__brand=brand, budget__year=year))

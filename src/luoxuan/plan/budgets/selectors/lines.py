"""Budgets, lines, and the room of every line (11.10)."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import QuerySet, Sum

from luoxuan.plan.budgets.models import (
    Budget,
    BudgetActual,
    BudgetChange,
    BudgetCommitment,
    BudgetException,
    BudgetLine,
    BudgetMonth,
    BudgetVersion,
    CostEntry,
)
from luoxuan.plan.budgets.models.changes import Asked
from luoxuan.plan.budgets.room import ZERO, MonthRoom, Room

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand

Sums = dict[tuple[int, int], Decimal]
"""By line and month."""


def budget_of(brand: "Brand", year: int) -> Budget | None:
    """The year's budget, None where there is none."""
    return Budget.objects.filter(brand=brand, year=year).select_related("brand").first()


def budgets_of(brand: "Brand") -> list[Budget]:
    """Every budget, the latest year first."""
    return list(Budget.objects.filter(brand=brand))


def budgets_all(year: int) -> list[Budget]:
    """The year's budget of every brand: for jobs."""
    return list(Budget.objects.filter(year=year).select_related("brand"))


def lines_of(brand: "Brand", year: int) -> QuerySet[BudgetLine]:
    """The year's lines."""
    return (
        BudgetLine.objects.filter(brand=brand, budget__year=year)
        .select_related("budget", "objective", "owner", "brand")
        .prefetch_related("months")
    )


def line_of(brand: "Brand", line_id: int) -> BudgetLine | None:
    """One line of the brand."""
    return (
        BudgetLine.objects.filter(brand=brand, pk=line_id)
        .select_related("budget", "objective", "owner", "brand")
        .first()
    )


def months_of(line: BudgetLine) -> list[Decimal]:
    """What is planned for each of the twelve months."""
    planned = {one.month: one.planned for one in line.months.all()}
    return [planned.get(month, ZERO) for month in range(1, 13)]


def commitments_of(line: BudgetLine) -> QuerySet[BudgetCommitment]:
    """The line's commitments, latest first."""
    return line.commitments.select_related("author", "cost")


def commitment_of(brand: "Brand", commitment_id: int) -> BudgetCommitment | None:
    """One commitment of the brand."""
    return (
        BudgetCommitment.objects.filter(line__brand=brand, pk=commitment_id)
        .select_related("line__budget", "line__brand")
        .first()
    )


def exception_of(brand: "Brand", exception_id: int) -> BudgetException | None:
    """One exception of the brand."""
    return (
        BudgetException.objects.filter(line__brand=brand, pk=exception_id)
        .select_related("line__budget", "line__brand")
        .first()
    )


def change_of(brand: "Brand", change_id: int) -> BudgetChange | None:
    """One change of the brand's budgets."""
    return (
        BudgetChange.objects.filter(budget__brand=brand, pk=change_id)
        .select_related("budget__brand")
        .first()
    )


def version_of(budget: Budget, number: int) -> BudgetVersion | None:
    """One approved version."""
    return budget.versions.filter(number=number).first()


def requests_waiting(budget: Budget) -> tuple[list[BudgetChange], list[BudgetException]]:
    """Changes and exceptions of the year that wait for a decision."""
    exceptions = BudgetException.objects.filter(line__budget=budget, state=Asked.WAITING)
    return (
        list(budget.changes.filter(state=Asked.WAITING)),
        list(exceptions.select_related("line")),
    )


def rooms_of(lines: Iterable[BudgetLine]) -> dict[int, Room]:
    """The room of each line, by its id; six sums whatever the number of lines."""
    ids = [line.pk for line in lines]
    months = BudgetMonth.objects.filter(line__in=ids)
    planned = {(one.line_id, one.month): one.planned for one in months}
    before = {(one.line_id, one.month): one.unpromised for one in months}
    exceptions = _sums(
        BudgetException.objects.filter(line__in=ids, state=Asked.APPROVED), "month", "amount"
    )
    reserved = _sums(
        BudgetCommitment.objects.filter(line__in=ids, state=BudgetCommitment.State.RESERVED),
        "month",
        "amount",
    )
    settled = _sums(CostEntry.objects.filter(line__in=ids, commitment__isnull=False),
                    "commitment__month", "amount")  # fmt: skip
    costs = _sums(CostEntry.objects.filter(line__in=ids, commitment__isnull=True),
                  "spent_on__month", "amount")  # fmt: skip
    ads = _sums(BudgetActual.objects.filter(line__in=ids), "month", "spend")

    def month(line: int, number: int) -> MonthRoom:
        at = (line, number)
        return MonthRoom(
            number, planned.get(at, ZERO), exceptions[at], reserved[at], settled[at],
            costs[at], ads[at], before.get(at, ZERO),
        )  # fmt: skip

    return {line: Room(tuple(month(line, n) for n in range(1, 13))) for line in ids}


def _sums(rows: "QuerySet[object]", month: str, amount: str) -> Sums:  # type: ignore[type-var]
    found: Sums = defaultdict(lambda: ZERO)
    # order_by() drops the table's own order, which would split the groups.
    for line, number, total in (
        rows.order_by().values_list("line", month).annotate(total=Sum(amount))
    ):
        found[line, number] = total or ZERO
    return found

"""The whole year, in order."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from luoxuan.act.conformity import services as conformity
from luoxuan.cli.demo_year import (
    improving,
    organising,
    planning,
    reviewing,
    settling,
    watching,
    working,
)
from luoxuan.cli.demo_year.cast import Cast, month_after
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.people.roles import Role
from luoxuan.plan.budgets import services as budgets

if TYPE_CHECKING:
    from luoxuan.check.reviews.models import Review

Say = Callable[[str], None]


def play(brand: Brand, people: dict[str, User], last: date, say: Say, late: Path) -> None:
    """Plan the year, work through it month by month, review, improve, settle, and measure how it stands now."""
    cast = Cast(
        brand, last,
        owner=people[Role.OWNER], manager=people[Role.OPERATIONS_MANAGER],
        channel=people[Role.CHANNEL_OPERATOR], content=people[Role.CONTENT_OPERATOR],
        customer=people[Role.CUSTOMER_OPERATOR], campaign=people[Role.CAMPAIGN_OPERATOR],
        analyst=people[Role.DATA_ANALYST], finance=people[Role.FINANCE],
        service=people[Role.SERVICE_LEAD],
    )  # fmt: skip
    say(f"Playing the year {cast.year}: plans, reviews, actions ...")
    organising.organise(cast)
    goals = organising.aim(cast)
    tree = planning.set_targets(cast, goals)
    planning.set_budget(cast, goals)
    planning.plan_year(cast)
    working.fill_calendar(cast, goals)
    working.write_knowledge(cast)
    working.try_things(cast)
    quarters = [month for month in cast.months() if month.month % 3 == 0][-1:]
    missed = {cast.window.day(each.first).replace(day=1) for each in cast.incidents.missed}
    held: dict[date, Review] = {}
    steps = improving.steps(cast, held)
    for number, month in enumerate(cast.months()):
        planning.plan_month(cast, month, is_late=number == 1)
        while steps and steps[0][0] <= month_after(month):
            steps.pop(0)[1]()
        held[month] = reviewing.review_month(cast, tree, month, is_missed=month in missed)
        say(f"  {month:%Y-%m}: planned, reviewed" + (", missed" if month in missed else ""))
        if month in quarters:
            reviewing.review_quarter(cast, date(month.year, month.month - 2, 1))
    if cast.last.year == cast.year:
        planning.plan_month(cast, cast.last.replace(day=1), is_late=False)
    planning.plan_next_month(cast)
    organising.look_around(cast)
    for _day, step in steps:
        step()
    _settle_and_look(cast, late, say)


def _settle_and_look(cast: Cast, late: Path, say: Say) -> None:
    """Reconcile and close, then let monitors and the standard look at it all."""
    say("  bills: reconciled, a month closed")
    settling.settle(cast, late)
    budgets.actuals_refresh(brand=cast.brand, year=cast.year, at=datetime.now(UTC))
    watching.watch(cast)
    conformity.run_make(brand=cast.brand, actor=cast.analyst, at=watching.morning_after(cast))

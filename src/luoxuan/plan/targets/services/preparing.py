"""Standings worked out before somebody asks."""

from datetime import datetime

from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.people import selectors as people
from luoxuan.plan.targets import prospects, selectors
from luoxuan.plan.targets.standing import standing_of
from luoxuan.warehouse import engine


def standings_prepare(*, at: datetime) -> int:
    """Of every brand with an approved tree: how many nodes there are now; what is kept costs nothing."""
    count = 0
    for brand in people.brands_all():
        day = prospects.last_whole_day(brand, at)
        if day is None or selectors.tree_approved(brand, day.year) is None:
            continue
        with engine.open_session(intake.snapshot(brand), many_questions=True) as session:
            count += len(standing_of(brand, day=day, session=session))
    return count

"""Every month: closed, reviewed, decided on; what was missed becomes findings and actions (12.1, 12.2, 12.4)."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from luoxuan.check.reviews import services as reviews
from luoxuan.cli.demo_year.cast import Cast, moment, month_after, month_last
from luoxuan.metrics import Period
from luoxuan.plan.targets import services as targets

if TYPE_CHECKING:
    from luoxuan.check.reviews.models import Review
    from luoxuan.plan.targets.models import TargetTree

CONCLUSIONS = {
    True: "本月未达标，原因已查明，行动见下。",
    False: "本月达标，保持节奏。",
}


def review_month(cast: Cast, tree: "TargetTree", month: date, *, is_missed: bool) -> "Review":
    """Prepared on the 2nd, held on the 4th, frozen on the 6th; a missed month is split over the rest of the year."""
    after = month_after(month)
    targets.months_close(tree=tree, actor=None, at=moment(after))
    review = _held(cast, "month", Period(month, month_last(month)), after, is_missed=is_missed)
    if is_missed:
        _split_anew(cast, tree, after)
    return review


def review_quarter(cast: Cast, first: date) -> None:
    """The quarter's review, a week after it."""
    last = month_last(date(first.year, first.month + 2, 1))
    _held(cast, "quarter", Period(first, last), last + timedelta(days=6), is_missed=False)


def _held(cast: Cast, kind: str, period: Period, after: date, *, is_missed: bool) -> "Review":
    def day(number: int) -> date:
        return after + timedelta(days=number)

    review = reviews.review_prepare(
        brand=cast.brand, kind=kind, period=period, actor=cast.analyst, at=moment(day(1), 9)
    )
    reviews.review_hold(
        review=review,
        actor=cast.manager,
        at=moment(day(3)),
        people=[cast.owner, cast.manager, cast.channel, cast.content, cast.campaign, cast.analyst],
    )
    reviews.minutes_save(
        review=review,
        conclusion=CONCLUSIONS[is_missed],
        minutes="逐店看目标、原因和上次行动的效果。",
        actor=cast.manager,
        at=moment(day(3), 11),
    )
    text = "查明原因并制定行动计划" if is_missed else "保持现有节奏"
    reviews.decision_add(
        review=review,
        draft=reviews.DecisionDraft(text=text, owner=cast.channel, due_on=day(14)),
        actor=cast.manager,
        at=moment(day(3), 12),
    )
    for person in (cast.owner, cast.manager):
        reviews.review_sign(review=review, actor=person, at=moment(day(4)))
    return reviews.review_freeze(review=review, actor=cast.manager, at=moment(day(5)))


def _split_anew(cast: Cast, tree: "TargetTree", after: date) -> None:
    try:
        targets.months_resplit(
            tree=tree,
            from_month=after,
            reason="上月未达标，缺口分摊到剩余月份",
            actor=cast.manager,
            at=moment(after + timedelta(days=6)),
        )
    except targets.TargetError:
        return  # earlier months made up for it: the year's target needs no other months

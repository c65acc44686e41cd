"""Reviews read: which there are, which are due, how many were held on time, how many misses have a cause (12.1, 12.2)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from luoxuan.check.reviews import periods
from luoxuan.check.reviews.models import (
    AgendaItem,
    Attendance,
    Decision,
    LateNote,
    ProposalAnswer,
    Review,
    ReviewSettings,
    ScoreWeight,
)
from luoxuan.foundation.intake import selectors as intake
from luoxuan.metrics.period import Period

if TYPE_CHECKING:
    from datetime import datetime

    from luoxuan.foundation.people.models import Brand

DONE = (Review.State.HELD, Review.State.FROZEN)


def reviews_of(brand: "Brand", kind: str = "") -> list[Review]:
    """The brand's reviews without their packs, newest period first."""
    rows = Review.objects.filter(brand=brand).defer("pack", "scores")
    return list(rows.filter(kind=kind) if kind else rows)


def review_for(brand: "Brand", kind: str, day: date) -> Review | None:
    """The review of the month, quarter or year that holds the day."""
    first = periods.period_of(kind, day).first
    return Review.objects.filter(brand=brand, kind=kind, first=first).first()


def review_of(brand: "Brand", review_id: int) -> Review | None:
    """One review of the brand; None where it is another brand's or nobody's."""
    return Review.objects.filter(brand=brand, pk=review_id).select_related("brand").first()


def review_before(review: Review) -> Review | None:
    """The review of the same kind before this one."""
    rows = Review.objects.filter(brand=review.brand, kind=review.kind, last__lt=review.first)
    return rows.order_by("-last").first()


def settings_of(brand: "Brand") -> ReviewSettings:
    """The brand's settings, or the defaults."""
    found = ReviewSettings.objects.filter(brand=brand).first()
    return found or ReviewSettings(brand=brand)


def weights_of(brand: "Brand") -> dict[str, Decimal]:
    """What each target counts in the scores, by node id."""
    return dict(ScoreWeight.objects.filter(brand=brand).values_list("node_id", "weight"))


def agenda_of(review: Review) -> list[AgendaItem]:
    """The agenda in order."""
    return list(review.agenda.all())


def attendance_of(review: Review) -> list[Attendance]:
    """Who was there."""
    return list(review.attendance.select_related("user"))


def decisions_of(review: Review) -> list[Decision]:
    """What was decided, in order."""
    return list(review.decisions.select_related("owner", "made_by"))


def decision_of(review: Review, decision_id: int) -> Decision | None:
    """One decision of the review."""
    return review.decisions.filter(pk=decision_id).first()


def decisions_between(brand: "Brand", first: date, last: date) -> list[Decision]:
    """Decisions of reviews whose period ends in these days."""
    rows = Decision.objects.filter(review__brand=brand, review__last__range=(first, last))
    return list(rows.select_related("owner", "review").defer("review__pack", "review__scores"))


def answers_of(review: Review) -> dict[str, ProposalAnswer]:
    """The answers to proposals, by the proposal's key."""
    return {row.key: row for row in review.answers.select_related("answered_by")}


def late_notes_of(review: Review) -> list[LateNote]:
    """What the data say differently since, newest first."""
    return list(review.late_notes.all())


@dataclass(frozen=True)
class Due:
    """A review somebody has to hold: there may be no row of it yet."""

    kind: str
    period: Period
    due_on: date
    review: Review | None
    is_late: bool


def due_next(brand: "Brand", *, at: "datetime") -> tuple[Due, ...]:
    """Per kind the newest period that is over and of which there are data; what is held already is left out."""
    zone = ZoneInfo(brand.zone)
    today, begun = at.astimezone(zone).date(), brand.created_at.astimezone(zone).date()
    first = min((row.first_day for row in intake.freshness(brand) if row.first_day), default=None)
    found = []
    for kind in periods.KINDS:
        period = periods.period_before(kind, periods.period_of(kind, today))
        review = review_for(brand, kind, period.first)
        is_told = first is not None and first <= period.first
        if review is None and not is_told:
            continue
        if review is None or review.state not in DONE:
            due = due_day(settings_of(brand), kind, period)
            # What was due before the brand came here is nobody's fault.
            found.append(Due(kind, period, due, review, begun <= due < today))
    return tuple(found)


def due_day(settings: ReviewSettings, kind: str, period: Period) -> date:
    """The day by which the review of the period is to be held."""
    days = {
        "month": settings.month_days,
        "quarter": settings.quarter_days,
        "year": settings.year_days,
    }
    return period.last + timedelta(days=days[kind])


@dataclass(frozen=True)
class Punctuality:
    """Evidence of 12.1: reviews whose due day has come, and how many were held by it."""

    due: int
    on_time: int
    late: int
    never: int

    @property
    def share(self) -> Decimal | None:
        """On time over due; None where none was due."""
        return None if not self.due else Decimal(self.on_time) / Decimal(self.due)


def punctuality(brand: "Brand", *, since: date, until: date) -> Punctuality:
    """Monthly reviews with a due day in these days; a month without a review counts as never held."""
    rules, zone = settings_of(brand), ZoneInfo(brand.zone)
    rows = Review.objects.filter(brand=brand, kind="month").defer("pack", "scores")
    held = {row.first: row.held_at for row in rows}
    begun = min(held, default=None)
    due = on_time = late = 0
    for period in _months(since, until):
        day = due_day(rules, "month", period)
        if not since <= day <= until or begun is None or period.first < begun:
            continue
        due += 1
        moment = held.get(period.first)
        if moment is not None:
            is_on_time = moment.astimezone(zone).date() <= day
            on_time, late = on_time + is_on_time, late + (not is_on_time)
    return Punctuality(due, on_time, late, due - on_time - late)


def _months(since: date, until: date) -> list[Period]:
    """Months that end before `until`, two before `since` on: their due days may lie later."""
    period = periods.period_of("month", since - timedelta(days=62))
    found = []
    while period.last < until:
        found.append(period)
        period = periods.period_after("month", period)
    return found


@dataclass(frozen=True)
class Explained:
    """Evidence of 12.2: misses of the reviews held, and how many of them have a cause with a figure."""

    misses: int
    with_cause: int

    @property
    def share(self) -> Decimal | None:
        """With a cause over all; None where nothing was missed."""
        return None if not self.misses else Decimal(self.with_cause) / Decimal(self.misses)


def explained(brand: "Brand", *, since: date, until: date) -> Explained:
    """Misses in reviews held or frozen whose period ends in these days."""
    rows = Review.objects.filter(brand=brand, last__range=(since, until), state__in=DONE)
    misses = [miss for row in rows.only("pack") for miss in row.pack.get("misses", ())]
    caused = [m for m in misses if any(cause["share"] is not None for cause in m["causes"])]
    return Explained(len(misses), len(caused))


@dataclass(frozen=True)
class Adopted:
    """Evidence of 12.3: proposals that were answered, and how many were adopted."""

    answered: int
    adopted: int


def adopted(brand: "Brand", *, since: date, until: date) -> Adopted:
    """Answers to proposals of reviews whose period ends in these days."""
    rows = ProposalAnswer.objects.filter(review__brand=brand, review__last__range=(since, until))
    return Adopted(rows.count(), rows.filter(is_adopted=True).count())


def visible(rows: list[dict[str, Any]], keys: Collection[str] | None) -> list[dict[str, Any]]:
    """Rows of a pack a person limited to some shops may see: those of their shops only."""
    if keys is None:
        return rows
    return [row for row in rows if row.get("shop_key") in keys]

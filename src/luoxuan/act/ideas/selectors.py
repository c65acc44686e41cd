"""What was suggested and tried (5.5, 12.5)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet, Sum

from luoxuan.act.ideas.models import Suggestion, Trial, TrialPool

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

OPEN = (Suggestion.State.NEW, Suggestion.State.CONSIDERED)
COMMITTED = (Trial.State.RUNNING, Trial.State.STOPPED, Trial.State.FINISHED)


@dataclass(frozen=True)
class Pool:
    """The year's trial money: what there is, what trials that were approved hold of it, what is left."""

    year: int
    amount: Decimal
    held: Decimal

    @property
    def left(self) -> Decimal:
        """What another trial may still take."""
        return self.amount - self.held


def suggestions_of(brand: "Brand", state: str = "") -> QuerySet[Suggestion]:
    """Suggestions with their votes counted, newest first."""
    found = Suggestion.objects.filter(brand=brand).select_related("author", "decided_by")
    found = found.annotate(votes_n=Count("votes"))
    return found.filter(state=state) if state else found


def suggestion_of(brand: "Brand", suggestion_id: int) -> Suggestion | None:
    """One suggestion."""
    return suggestions_of(brand).filter(pk=suggestion_id).first()


def has_voted(suggestion: Suggestion, user: "User") -> bool:
    """Whether the person finds it good."""
    return suggestion.votes.filter(user=user).exists()


def trials_of(brand: "Brand", state: str = "") -> QuerySet[Trial]:
    """Innovation projects, newest first."""
    found = Trial.objects.filter(brand=brand).select_related("owner", "suggestion")
    return found.filter(state=state) if state else found


def trial_of(brand: "Brand", trial_id: int) -> Trial | None:
    """One innovation project."""
    return trials_of(brand).filter(pk=trial_id).first()


def spent_of(trial: Trial) -> Decimal:
    """What it has cost so far."""
    total = trial.costs.aggregate(total=Sum("amount"))["total"]
    return total or Decimal(0)


def pool_of(brand: "Brand", year: int) -> Pool:
    """The year's trial money; an ended trial holds what it spent, a running one its whole budget."""
    pool = TrialPool.objects.filter(brand=brand, year=year).first()
    held = Decimal(0)
    for trial in Trial.objects.filter(brand=brand, starts_on__year=year, state__in=COMMITTED):
        held += trial.budget if trial.state == Trial.State.RUNNING else spent_of(trial)
    return Pool(year, pool.amount if pool else Decimal(0), held)


def outcome_share(brand: "Brand", first: date, last: date) -> tuple[int, int]:
    """Trials of the days that should be over: how many ended in an SOP or lesson, and how many there are (5.5)."""
    due = Trial.objects.filter(brand=brand, ends_on__range=(first, last), state__in=COMMITTED)
    return due.filter(state=Trial.State.FINISHED).count(), due.count()


def answered_share(brand: "Brand", first: date, last: date) -> tuple[int, int]:
    """Suggestions made on the days: how many have an answer, and how many there are (12.5)."""
    made = Suggestion.objects.filter(brand=brand, made_at__date__range=(first, last))
    return made.exclude(state__in=OPEN).count(), made.count()

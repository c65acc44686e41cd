"""What stands in the calendar (6.4)."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from luoxuan.plan.calendar.models import CalendarEntry, CalendarFeed

if TYPE_CHECKING:
    from luoxuan.foundation.people.access import Scope
    from luoxuan.foundation.people.models import Brand, User


@dataclass(frozen=True)
class Wanted:
    """Which entries to show; what is empty asks for all."""

    kinds: tuple[str, ...] = ()
    shops: tuple[str, ...] = ()
    with_dropped: bool = False


def entries_between(brand: "Brand", first: date, last: date) -> QuerySet[CalendarEntry]:
    """Entries of which some day lies between `first` and `last`, dropped ones left out."""
    return CalendarEntry.objects.filter(
        brand=brand, starts_on__lte=last, ends_on__gte=first
    ).exclude(state=CalendarEntry.State.DROPPED)


def entries_seen(
    scope: "Scope", first: date, last: date, wanted: Wanted
) -> QuerySet[CalendarEntry]:
    """Those the person may see, of the kinds and shops asked for; what touches all shops is always there."""
    found = CalendarEntry.objects.filter(
        brand=scope.brand, starts_on__lte=last, ends_on__gte=first
    ).select_related("owner")
    if not wanted.with_dropped:
        found = found.exclude(state=CalendarEntry.State.DROPPED)
    if wanted.kinds:
        found = found.filter(kind__in=wanted.kinds)
    return _of_shops(_of_shops(found, scope.shop_keys), wanted.shops or None)


def entry_of(scope: "Scope", entry_id: int) -> CalendarEntry | None:
    """One entry the person may see, None where there is none."""
    found = CalendarEntry.objects.filter(brand=scope.brand, pk=entry_id).select_related("owner")
    return _of_shops(found, scope.shop_keys).first()


def entries_of_objective(brand: "Brand", objective_id: int) -> QuerySet[CalendarEntry]:
    """What was planned for the objective."""
    return CalendarEntry.objects.filter(brand=brand, objective_id=objective_id).exclude(
        state=CalendarEntry.State.DROPPED
    )


def entries_on_line(brand: "Brand", line_id: int) -> QuerySet[CalendarEntry]:
    """What is to be paid from the budget line."""
    return CalendarEntry.objects.filter(brand=brand, budget_line_id=line_id).exclude(
        state=CalendarEntry.State.DROPPED
    )


def campaigns_of(brand: "Brand", objective_id: int | None) -> QuerySet[CalendarEntry]:
    """Promotions, content and ad flights that serve the objective; with None, those that serve none (5.1)."""
    kinds = CalendarEntry.Kind
    return CalendarEntry.objects.filter(
        brand=brand,
        objective_id=objective_id,
        kind__in=(kinds.PROMOTION, kinds.CONTENT, kinds.AD_FLIGHT),
    ).exclude(state=CalendarEntry.State.DROPPED)


def feeds_of(brand: "Brand", user: "User") -> list[CalendarFeed]:
    """The person's feeds that still answer."""
    return list(CalendarFeed.objects.filter(brand=brand, user=user, revoked_at=None))


def feed_by_token(token: str) -> CalendarFeed | None:
    """The feed behind a secret address, None where it was revoked or never was."""
    return (
        CalendarFeed.objects.select_related("brand", "user")
        .filter(digest=digest_of(token), revoked_at=None, user__is_active=True)
        .first()
    )


def digest_of(token: str) -> str:
    """What is stored of a secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def _of_shops(
    found: QuerySet[CalendarEntry], shops: Collection[str] | None
) -> QuerySet[CalendarEntry]:
    return found if shops is None else found.filter(Q(shop_key__in=shops) | Q(shop_key=""))

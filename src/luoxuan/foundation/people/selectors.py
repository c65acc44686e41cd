"""Who and what there is (6.1, 7.1)."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from luoxuan.foundation.people.models import (
    ApiToken,
    Brand,
    LiveSession,
    LoginAttempt,
    Membership,
    Shop,
    User,
)

LOCKED_FOR = timedelta(minutes=15)
MOST_FAILURES = 10


def brand_by_key(key: str) -> Brand | None:
    """The brand of that key, None where there is none."""
    return Brand.objects.filter(key=key).first()


def brands_all() -> list[Brand]:
    """Every brand of the installation: for jobs and commands, never for a page."""
    return list(Brand.objects.all())


def brands_of(user: User) -> list[Brand]:
    """The brands the person is a member of."""
    return list(Brand.objects.filter(memberships__user=user).distinct())


def shops_of(brand: Brand) -> list[Shop]:
    """The brand's register, by key."""
    return list(Shop.objects.filter(brand=brand))


def shop_by_key(*, brand: Brand, key: str) -> Shop | None:
    """One shop of the brand, None where it has no such shop."""
    return Shop.objects.filter(brand=brand, key=key).first()


def memberships_of(brand: Brand) -> QuerySet[Membership]:
    """Who may enter the brand."""
    return Membership.objects.filter(brand=brand).select_related("user").prefetch_related("shops")


def membership(*, brand: Brand, membership_id: int) -> Membership | None:
    """One membership of the brand, None where it has no such membership."""
    return memberships_of(brand).filter(pk=membership_id).first()


def user_by_name(username: str) -> User | None:
    """The person of that log-in name, None where there is none."""
    return User.objects.filter(username=username).first()


def tokens_of(*, brand: Brand, user: User) -> QuerySet[ApiToken]:
    """The person's own tokens in the brand, newest first."""
    return ApiToken.objects.filter(brand=brand, user=user)


def sessions_of(user: User) -> list[LiveSession]:
    """Where the person is logged in."""
    return list(LiveSession.objects.filter(user=user))


def is_locked(*, who: str, at: datetime) -> bool:
    """Whether too many log-ins failed lately for this account or address."""
    return LoginAttempt.objects.filter(who=who, at__gt=at - LOCKED_FOR).count() >= MOST_FAILURES

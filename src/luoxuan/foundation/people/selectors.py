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


def memberships_by(user: User) -> list[Membership]:
    """The brands the person may enter, and as what."""
    return list(Membership.objects.filter(user=user).select_related("brand"))


def membership(*, brand: Brand, membership_id: int) -> Membership | None:
    """One membership of the brand, None where it has no such membership."""
    return memberships_of(brand).filter(pk=membership_id).first()


def user_by_name(username: str) -> User | None:
    """The person of that log-in name, None where there is none."""
    return User.objects.filter(username=username).first()


def username_of(login: str) -> str:
    """The log-in name behind what was typed: itself, or the one person with that e-mail."""
    if "@" not in login or user_by_name(login) is not None:
        return login
    found = User.objects.filter(email__iexact=login).values_list("username", flat=True)[:2]
    return found[0] if len(found) == 1 else login


def role_in(*, brand: Brand, user: User) -> str:
    """The person's role in the brand, empty for a stranger."""
    role = Membership.objects.filter(brand=brand, user=user).values_list("role", flat=True).first()
    return role or ""


def is_colleague(user: User, *, of: User) -> bool:
    """Whether the two share a brand."""
    return Membership.objects.filter(user=user, brand__memberships__user=of).exists()


def names_of(user_ids: set[int]) -> dict[int, str]:
    """What the people of those ids are called."""
    return {user.pk: str(user) for user in User.objects.filter(pk__in=user_ids)}


def token_of(*, brand: Brand, user: User, token_id: int) -> ApiToken | None:
    """One of the person's own tokens, None where there is none such."""
    return tokens_of(brand=brand, user=user).filter(pk=token_id).first()


def tokens_of(*, brand: Brand, user: User) -> QuerySet[ApiToken]:
    """The person's own tokens in the brand, newest first."""
    return ApiToken.objects.filter(brand=brand, user=user)


def sessions_of(user: User) -> list[LiveSession]:
    """Where the person is logged in."""
    return list(LiveSession.objects.filter(user=user))


def live_session(*, user: User, session_key: str) -> LiveSession | None:
    """The person's session of that key, None where it was ended."""
    return LiveSession.objects.filter(user=user, session_key=session_key).first()


def is_locked(*, who: str, most: int = MOST_FAILURES, at: datetime) -> bool:
    """Whether too many log-ins failed lately under this hash."""
    return LoginAttempt.objects.filter(who=who, at__gt=at - LOCKED_FOR).count() >= most

"""Making brands, shops and people, and letting them in (6.1, 7.1)."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.people import selectors
from luoxuan.foundation.people.models import (
    ApiToken,
    Brand,
    LiveSession,
    LoginAttempt,
    Membership,
    Shop,
    User,
)
from luoxuan.foundation.people.roles import Role, permissions_of

TOKEN_LIFE = timedelta(days=365)


class PeopleError(Exception):
    """What was asked cannot be done; says how to mend it."""


@dataclass(frozen=True)
class ShopPlan:
    """What a person says of a shop."""

    key: str
    platform: str
    name: str
    zone: str = "Asia/Shanghai"
    currency: str = "CNY"
    platform_shop_id: str = ""
    channel_type: str = ""


@transaction.atomic
def brand_create(
    *, key: str, name: str = "", zone: str = "Asia/Shanghai", currency: str = "CNY", at: datetime
) -> Brand:
    """A new brand. Raises PeopleError where the key is taken or malformed."""
    brand = Brand(key=key, name=name or key, zone=zone, currency=currency, created_at=at)
    _clean(brand)
    brand.save(force_insert=True)
    return brand


@transaction.atomic
def shop_register(
    *,
    brand: Brand,
    key: str,
    platform: str,
    name: str,
    zone: str = "Asia/Shanghai",
    currency: str = "CNY",
    platform_shop_id: str = "",
    channel_type: str = "",
) -> Shop:
    """Put the shop into the register, or change what is there under its key; the platform stays (7.1)."""
    shop = selectors.shop_by_key(brand=brand, key=key) or Shop(
        brand=brand, key=key, platform=platform
    )
    if shop.platform != platform:
        raise PeopleError(_("The shop %(key)s is on another platform.") % {"key": key})
    shop.name, shop.zone, shop.currency = name, zone, currency
    shop.platform_shop_id = platform_shop_id or shop.platform_shop_id
    shop.channel_type = channel_type or shop.channel_type
    _clean(shop)
    shop.save()
    return shop


@transaction.atomic
def user_create(*, username: str, password: str, name: str, email: str = "") -> User:
    """A person with a log-in. Raises PeopleError for a taken name or a weak password."""
    user = User(username=username, name=name or username, email=email)
    _check_password(password, user)
    user.set_password(password)
    _clean(user)
    user.save(force_insert=True)
    return user


@transaction.atomic
def membership_set(
    *, brand: Brand, user: User, role: str, shops: tuple[Shop, ...] = ()
) -> Membership:
    """Give the person the role in the brand, replacing an earlier one. A brand never loses its last owner."""
    if not permissions_of(role):
        raise PeopleError(_("There is no role %(role)s.") % {"role": role})
    if any(shop.brand_id != brand.pk for shop in shops):
        raise PeopleError(_("A shop of another brand was named."))
    _keep_an_owner(brand, user, role)
    membership, _created = Membership.objects.update_or_create(
        brand=brand, user=user, defaults={"role": role}
    )
    membership.shops.set(shops)
    return membership


@transaction.atomic
def membership_end(*, brand: Brand, user: User) -> None:
    """Take the person out of the brand; their tokens there are revoked by having no scope any more."""
    _keep_an_owner(brand, user, "")
    Membership.objects.filter(brand=brand, user=user).delete()
    ApiToken.objects.filter(brand=brand, user=user).delete()


@transaction.atomic
def password_change(*, user: User, old: str, new: str, keep_session: str = "") -> None:
    """Set a new password and end every other session of the person."""
    if not user.check_password(old):
        raise PeopleError(_("The old password is wrong."))
    _check_password(new, user)
    user.set_password(new)
    user.save(update_fields=["password"])
    LiveSession.objects.filter(user=user).exclude(session_key=keep_session).delete()


@transaction.atomic
def token_issue(
    *, brand: Brand, user: User, name: str, permissions: list[str], at: datetime
) -> tuple[ApiToken, str]:
    """A new token and its secret, which is shown once and never stored. It may no more than the person's role may."""
    role = Membership.objects.get(brand=brand, user=user).role
    beyond = set(permissions) - permissions_of(role)
    if beyond:
        raise PeopleError(
            _("Your role may not: %(rights)s.") % {"rights": ", ".join(sorted(beyond))}
        )
    secret = f"lx_{secrets.token_urlsafe(32)}"
    token = ApiToken.objects.create(
        brand=brand, user=user, name=name, digest=_digest(secret), permissions=sorted(permissions),
        created_at=at, expires_at=at + TOKEN_LIFE,
    )  # fmt: skip
    return token, secret


def token_revoke(*, token: ApiToken, at: datetime) -> None:
    """The token opens nothing from now on."""
    token.revoked_at = at
    token.save(update_fields=["revoked_at"])


def token_accept(*, secret: str, at: datetime) -> ApiToken | None:
    """The live token of that secret, None where there is none; notes when it was last used."""
    token = ApiToken.objects.select_related("user", "brand").filter(digest=_digest(secret)).first()
    if token is None or token.revoked_at or token.expires_at <= at or not token.user.is_active:
        return None
    if token.used_at is None or at - token.used_at > timedelta(minutes=1):
        token.used_at = at
        token.save(update_fields=["used_at"])
    return token


def login_failed(*, who: list[str], at: datetime) -> None:
    """Count the failure for the account and for the address; old ones are forgotten."""
    LoginAttempt.objects.filter(at__lt=at - selectors.LOCKED_FOR).delete()
    LoginAttempt.objects.bulk_create(LoginAttempt(who=one, at=at) for one in who)


def session_note(*, user: User, session_key: str, agent: str, at: datetime) -> None:
    """Keep where the person is logged in: browser and system in a word, no address."""
    LiveSession.objects.update_or_create(
        session_key=session_key,
        defaults={"user": user, "device": device_in_words(agent), "seen_at": at},
        create_defaults={
            "user": user, "device": device_in_words(agent), "seen_at": at, "began_at": at,
        },
    )  # fmt: skip


def device_in_words(agent: str) -> str:
    """Browser and system of a User-Agent, e.g. Chrome · Windows; nothing that identifies more."""
    browsers = ("Edg", "OPR", "Firefox", "Chrome", "Safari")
    systems = ("Windows", "Android", "iPhone", "iPad", "Mac OS X", "Linux")
    found = [next((name for name in names if name in agent), "") for names in (browsers, systems)]
    return " · ".join(filter(None, found)) or "?"


def account_fingerprint(text: str) -> str:
    """A hash under which failures of an account or address are counted."""
    return hashlib.sha256(re.sub(r"\s", "", text).lower().encode()).hexdigest()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _keep_an_owner(brand: Brand, user: User, role: str) -> None:
    owners = Membership.objects.filter(brand=brand, role=Role.OWNER)
    is_last = owners.filter(user=user).exists() and owners.count() == 1
    if is_last and role != Role.OWNER:
        raise PeopleError(_("A brand keeps at least one owner: name another one first."))


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise PeopleError(" ".join(error.messages)) from error


def _clean(thing: Brand | Shop | User) -> None:
    try:
        thing.full_clean()
    except ValidationError as error:
        raise PeopleError(" ".join(error.messages)) from error

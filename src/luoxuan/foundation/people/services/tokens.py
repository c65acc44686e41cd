"""Keys for programs: shown once, stored as a hash, never mightier than their maker (9.3)."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.people import selectors
from luoxuan.foundation.people.events import PeopleChanged, tell
from luoxuan.foundation.people.models import ApiToken, Brand, User
from luoxuan.foundation.people.roles import permissions_of
from luoxuan.foundation.people.services.errors import PeopleError

TOKEN_LIFE = timedelta(days=365)
USE_NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True)
class TokenPlan:
    """What the token is for, what it may, and for how long."""

    name: str
    permissions: tuple[str, ...]
    life: timedelta = TOKEN_LIFE


@transaction.atomic
def token_issue(*, brand: Brand, user: User, plan: TokenPlan, at: datetime) -> tuple[ApiToken, str]:
    """A new token and its secret, which is shown once and never stored. It may no more than the person's role may."""
    beyond = set(plan.permissions) - permissions_of(selectors.role_in(brand=brand, user=user))
    if beyond:
        raise PeopleError(
            _("Your role may not: %(rights)s.") % {"rights": ", ".join(sorted(beyond))}
        )
    secret = f"lx_{secrets.token_urlsafe(32)}"
    token = ApiToken.objects.create(
        brand=brand,
        user=user,
        name=plan.name,
        digest=_digest(secret),
        permissions=sorted(plan.permissions),
        created_at=at,
        expires_at=at + plan.life,
    )
    detail = {"permissions": token.permissions}
    tell(PeopleChanged(brand, user, "token.issued", "token", str(token.pk), at, detail))
    return token, secret


@transaction.atomic
def token_revoke(*, token: ApiToken, actor: User, at: datetime) -> None:
    """The token opens nothing from now on."""
    token.revoked_at = at
    token.save(update_fields=["revoked_at"])
    tell(PeopleChanged(token.brand, actor, "token.revoked", "token", str(token.pk), at))


def token_accept(*, secret: str, at: datetime) -> ApiToken | None:
    """The live token of that secret, None where there is none; notes when it was last used."""
    token = ApiToken.objects.select_related("user", "brand").filter(digest=_digest(secret)).first()
    if token is None or token.revoked_at or token.expires_at <= at or not token.user.is_active:
        return None
    if token.used_at is None or at - token.used_at > USE_NOTED_EVERY:
        token.used_at = at
        token.save(update_fields=["used_at"])
    return token


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()

"""Who may enter a brand, as what, for which shops (6.1)."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from luoxuan.foundation.people import selectors
from luoxuan.foundation.people.events import PeopleChanged, tell
from luoxuan.foundation.people.models import (
    ApiToken,
    Brand,
    LiveSession,
    Membership,
    Shop,
    User,
)
from luoxuan.foundation.people.roles import Role, permissions_of
from luoxuan.foundation.people.services.errors import PeopleError, cleaned


@dataclass(frozen=True)
class MemberPlan:
    """Who shall enter a brand."""

    username: str
    role: str
    name: str = ""
    email: str = ""
    password: str = ""
    """For a person who is not there yet."""
    shops: tuple[Shop, ...] = ()


@transaction.atomic
def user_create(*, username: str, password: str, name: str, email: str = "") -> User:
    """A person with a log-in. Raises PeopleError for a taken name or a weak password."""
    user = User(username=username, name=name or username, email=email)
    _check_password(password, user)
    user.set_password(password)
    cleaned(user)
    user.save(force_insert=True)
    return user


@transaction.atomic
def member_add(*, brand: Brand, plan: MemberPlan, actor: User, at: datetime) -> Membership:
    """Let a person into the brand: a new one, or a colleague from another brand of the same administrator."""
    user = selectors.user_by_name(plan.username)
    if user is None:
        user = user_create(
            username=plan.username, password=plan.password, name=plan.name, email=plan.email
        )
    elif not selectors.is_colleague(user, of=actor):
        # Joining strangers would show who has a log-in in other brands.
        raise PeopleError(_("The log-in name %(name)s is taken.") % {"name": plan.username})
    elif selectors.role_in(brand=brand, user=user):
        raise PeopleError(_("%(name)s is a member already.") % {"name": plan.username})
    return membership_set(
        brand=brand, user=user, role=plan.role, shops=plan.shops, actor=actor, at=at
    )


@transaction.atomic
def membership_set(
    *,
    brand: Brand,
    user: User,
    role: str,
    shops: tuple[Shop, ...] = (),
    actor: User | None = None,
    at: datetime | None = None,
) -> Membership:
    """Give the person the role in the brand, replacing an earlier one. A brand never loses its last owner.

    Without an actor a command of the installation did it.
    """
    if not permissions_of(role):
        raise PeopleError(_("There is no role %(role)s.") % {"role": role})
    if any(shop.brand_id != brand.pk for shop in shops):
        raise PeopleError(_("A shop of another brand was named."))
    _check_owners(brand, user, role, actor)
    membership, _created = Membership.objects.update_or_create(
        brand=brand, user=user, defaults={"role": role, "is_limited": bool(shops)}
    )
    membership.shops.set(shops)
    detail: dict[str, object] = {"role": role, "shops": sorted(shop.key for shop in shops)}
    _told(brand, user, "member.set", actor, at or timezone.now(), detail)
    return membership


@transaction.atomic
def membership_end(
    *, brand: Brand, user: User, actor: User | None = None, at: datetime | None = None
) -> None:
    """Take the person out of the brand, and their tokens with them."""
    _check_owners(brand, user, "", actor)
    Membership.objects.filter(brand=brand, user=user).delete()
    ApiToken.objects.filter(brand=brand, user=user).delete()
    _told(brand, user, "member.ended", actor, at or timezone.now(), {})


@transaction.atomic
def password_change(
    *, user: User, old: str, new: str, at: datetime, keep_session: str = ""
) -> None:
    """Set a new password and end every other session of the person."""
    if not user.check_password(old):
        raise PeopleError(_("The old password is wrong."))
    _set_password(user, new, keep_session)
    for brand in selectors.brands_of(user):
        _told(brand, user, "password.changed", user, at, {})


@transaction.atomic
def password_reset(*, brand: Brand, user: User, new: str, actor: User, at: datetime) -> None:
    """An administrator sets a password for a person who belongs to this brand alone, and to no other."""
    if selectors.brands_of(user) != [brand]:
        raise PeopleError(
            _("This person belongs to other brands too and changes the password alone.")
        )
    if selectors.role_in(brand=brand, user=user) == Role.OWNER and actor != user:
        _only_owners(brand, actor)
    _set_password(user, new, "")
    _told(brand, user, "password.reset", actor, at, {})


def _set_password(user: User, password: str, keep_session: str) -> None:
    _check_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    LiveSession.objects.filter(user=user).exclude(session_key=keep_session).delete()


def _check_owners(brand: Brand, user: User, role: str, actor: User | None) -> None:
    """Only an owner makes or unmakes an owner, and one is always left."""
    was_owner = selectors.role_in(brand=brand, user=user) == Role.OWNER
    if was_owner or role == Role.OWNER:
        _only_owners(brand, actor)
    others = Membership.objects.filter(brand=brand, role=Role.OWNER).exclude(user=user)
    if was_owner and role != Role.OWNER and not others.exists():
        raise PeopleError(_("A brand keeps at least one owner: name another one first."))


def _only_owners(brand: Brand, actor: User | None) -> None:
    if actor is not None and selectors.role_in(brand=brand, user=actor) != Role.OWNER:
        raise PeopleError(_("Only an owner decides about owners."))


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise PeopleError(" ".join(error.messages)) from error


def _told(
    brand: Brand, user: User, verb: str, actor: User | None, at: datetime, detail: dict[str, object]
) -> None:
    tell(PeopleChanged(brand, actor, verb, "user", str(user.pk), at, detail))

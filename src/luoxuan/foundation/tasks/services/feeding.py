"""A person's calendar address: shown once, stored as a hash, ended at any time (7.6)."""

import hashlib
import secrets
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from luoxuan.foundation.tasks.models import TaskFeed
from luoxuan.foundation.trail import services as trail

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User


@transaction.atomic
def feed_make(*, brand: "Brand", user: "User", at: datetime) -> str:
    """A new secret for the person's address in the brand; the one before opens nothing any more."""
    secret = secrets.token_urlsafe(32)
    TaskFeed.objects.filter(brand=brand, user=user).delete()
    TaskFeed.objects.create(brand=brand, user=user, digest=digest_of(secret), created_at=at)
    _trailed(brand, user, "made", at)
    return secret


@transaction.atomic
def feed_revoke(*, brand: "Brand", user: "User", at: datetime) -> None:
    """The person's address opens nothing any more."""
    gone, _kinds = TaskFeed.objects.filter(brand=brand, user=user).delete()
    if gone:
        _trailed(brand, user, "revoked", at)


def digest_of(secret: str) -> str:
    """What is stored of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _trailed(brand: "Brand", user: "User", what: str, at: datetime) -> None:
    trail.trail_record(
        brand=brand,
        actor=user,
        verb=f"task_feed.{what}",
        subject_type="task_feed",
        subject_id=str(user.pk),
        detail={},
        at=at,
    )

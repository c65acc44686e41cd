"""What a person was told, and where they want to be told (9.15)."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from luoxuan.foundation.signals.models import Notice, PersonChannel

if TYPE_CHECKING:
    from luoxuan.foundation.people.access import Scope


def notices_of(scope: "Scope", *, only_unread: bool = False) -> QuerySet[Notice]:
    """The person's own inbox in the brand, newest first."""
    found = Notice.objects.filter(brand=scope.brand, user=scope.user)
    return found.filter(read_at=None) if only_unread else found


def notices_unread(scope: "Scope") -> int:
    """How many the person has not read."""
    return notices_of(scope, only_unread=True).count()


def notice_of(scope: "Scope", notice_id: int) -> Notice | None:
    """One of the person's own, None where there is no such."""
    return notices_of(scope).filter(pk=notice_id).first()


def channels_of(scope: "Scope") -> list[PersonChannel]:
    """The person's own channels in the brand."""
    return list(PersonChannel.objects.filter(brand=scope.brand, user=scope.user))


def channel_of(scope: "Scope", channel_id: int) -> PersonChannel | None:
    """One of the person's own, None where there is no such."""
    found = PersonChannel.objects.filter(brand=scope.brand, user=scope.user)
    return found.filter(pk=channel_id).first()

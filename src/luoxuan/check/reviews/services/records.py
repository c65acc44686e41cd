"""One way to lock a review and one to trail what was done to it."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from luoxuan.check.reviews.models import Review
from luoxuan.check.reviews.services.errors import FrozenError
from luoxuan.foundation.trail.services import trail_record
from luoxuan.metrics.period import Period

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import User


def locked(review: Review) -> Review:
    """The row as it is now, locked until the transaction ends. Raises FrozenError."""
    row = Review.objects.select_for_update().select_related("brand").get(pk=review.pk)
    if not row.is_open:
        raise FrozenError(
            f"The review {row.when} is frozen: it never changes. Note it in the next."
        )
    return row


def recorded(
    review: Review, verb: str, *, actor: "User | None", at: datetime, **detail: Any
) -> None:
    """Append to the trail."""
    trail_record(
        brand=review.brand,
        actor=actor,
        verb=verb,
        subject_type="review",
        subject_id=str(review.pk),
        detail={"when": review.when, **detail},
        at=at,
    )


def holding_key(review: Review) -> str:
    """One task per review."""
    return f"review:{review.pk}"


def period_of(review: Review) -> Period:
    """The days the review is of."""
    return Period(review.first, review.last)

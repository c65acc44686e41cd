"""What the data say differently since a review was held (12.1)."""

from datetime import datetime
from typing import TYPE_CHECKING

from luoxuan.foundation.intake import selectors as intake

if TYPE_CHECKING:
    from luoxuan.check.reviews.models import Review


def differences(*, review: "Review", at: datetime) -> tuple[int, list[dict[str, str]]]:
    """The version of the data now, and each figure of the pack that differs."""
    last = intake.catalogue_last(review.brand)
    return (last.seq if last else 0), []

"""Finding a review by brand and id, and people of the brand."""

from django.http import Http404

from luoxuan.check.reviews import selectors
from luoxuan.check.reviews.models import Review
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.access import Scope
from luoxuan.foundation.people.models import User


def review_or_404(scope: Scope, review_id: int) -> Review:
    """The review of the person's brand."""
    review = selectors.review_of(scope.brand, review_id)
    if review is None:
        raise Http404
    return review


def colleagues(scope: Scope) -> list[User]:
    """Everybody in the brand who may log in."""
    rows = people.memberships_of(scope.brand).select_related("user")
    return [row.user for row in rows if row.user.is_active]

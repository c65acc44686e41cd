"""Reviews over the interface (12.1-12.4)."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Path, Router, Schema
from ninja.errors import HttpError

from luoxuan.check.reviews import periods, selectors, services
from luoxuan.check.reviews.listing import review_json
from luoxuan.check.reviews.models import Review
from luoxuan.check.reviews.pages import ReviewPage
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.access import Scope, scope_from
from luoxuan.foundation.people.models import User
from luoxuan.foundation.tasks.services import TaskError
from luoxuan.metrics.period import PeriodError

router = Router(tags=["reviews"])


class Asked(Schema):
    """The period to prepare: 2026-10, 2026-Q4 or 2026."""

    when: str


class DecisionIn(Schema):
    """A decision; `owner` is a log-in name, `follow` what it becomes (task)."""

    text: str
    reason: str = ""
    owner: str = ""
    due_on: date | None = None
    follow: str = ""


class AnswerIn(Schema):
    """The answer to a proposed shift."""

    key: str
    is_adopted: bool
    reason: str


@router.get("/", summary="Every review, newest period first")
def reviews_list(request: HttpRequest, brand: Path[str], kind: str = "") -> list[dict[str, Any]]:  # noqa: ARG001
    """Without the packs."""
    scope = scope_from(request, "reviews.read")
    return [review_json(review) for review in selectors.reviews_of(scope.brand, kind)]


@router.post("/", summary="Prepare a review")
def review_ask(request: HttpRequest, brand: Path[str], asked: Asked) -> dict[str, Any]:  # noqa: ARG001
    """The pack is built in the background; ask for the review until its state is ready."""
    scope = scope_from(request, "reviews.write")
    try:
        kind, period = periods.period_named(asked.when)
        review = services.review_ask(
            brand=scope.brand, kind=kind, period=period, actor=scope.user, at=timezone.now()
        )
    except (PeriodError, services.ReviewError) as error:
        raise HttpError(422, str(error)) from error
    return review_json(review)


@router.get("/{review_id}", summary="One review with its pack")
def review_read(request: HttpRequest, brand: Path[str], review_id: int) -> dict[str, Any]:  # noqa: ARG001
    """Who is limited to some shops gets these shops' rows; scores as on the page."""
    scope = scope_from(request, "reviews.read")
    review = _review(scope, review_id)
    return {**review_json(review), **ReviewPage(scope, review).to_json()}


@router.post("/{review_id}/decisions", summary="Decide")
def decision_add(
    request: HttpRequest,
    brand: Path[str],  # noqa: ARG001
    review_id: int,
    draft: DecisionIn,
) -> dict[str, Any]:
    """A decision and what follows of it."""
    scope = scope_from(request, "reviews.write")
    review = _review(scope, review_id)
    wanted = services.DecisionDraft(**{**draft.dict(), "owner": _owner(scope, draft.owner)})
    try:
        decision = services.decision_add(
            review=review, draft=wanted, actor=scope.user, at=timezone.now()
        )
    except (services.ReviewError, TaskError) as error:
        raise HttpError(422, str(error)) from error
    return {
        "id": decision.pk,
        "text": decision.text,
        "follow": decision.follow,
        "follow_url": decision.follow_url,
    }


@router.post("/{review_id}/answers", summary="Adopt or reject a proposal")
def proposal_answer(
    request: HttpRequest,
    brand: Path[str],  # noqa: ARG001
    review_id: int,
    given: AnswerIn,
) -> dict[str, Any]:
    """Once per proposal; what is adopted becomes a task."""
    scope = scope_from(request, "reviews.write")
    review = _review(scope, review_id)
    answer = services.Answer(given.key, given.is_adopted, given.reason)
    try:
        kept = services.proposal_answer(
            review=review, answer=answer, actor=scope.user, at=timezone.now()
        )
    except (services.ReviewError, TaskError) as error:
        raise HttpError(422, str(error)) from error
    return {"key": kept.key, "is_adopted": kept.is_adopted, "task": kept.task_id}


def _review(scope: Scope, review_id: int) -> Review:
    review = selectors.review_of(scope.brand, review_id)
    if review is None:
        raise HttpError(404, "No such review.")
    return review


def _owner(scope: Scope, username: str) -> User | None:
    if not username:
        return None
    user = people.user_by_name(username)
    if user is None or not people.role_in(brand=scope.brand, user=user):
        raise HttpError(422, f"{username} is no member of this brand.")
    return user

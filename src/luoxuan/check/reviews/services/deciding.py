"""Decisions of a review, and answers to what the system proposed (12.3, 12.4)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from luoxuan.check.reviews import followups
from luoxuan.check.reviews.models import Decision, ProposalAnswer, Review
from luoxuan.check.reviews.services.errors import ReviewError
from luoxuan.check.reviews.services.records import locked, recorded

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import User

LONGEST = 500


@dataclass(frozen=True)
class DecisionDraft:
    """What was decided, who sees to it, by when, and what it becomes."""

    text: str
    reason: str = ""
    owner: "User | None" = None
    due_on: date | None = None
    follow: str = ""
    """Key of a way in `followups`; empty: the decision stands by itself."""


@transaction.atomic
def decision_add(*, review: Review, draft: DecisionDraft, actor: "User", at: datetime) -> Decision:
    """Keep a decision and open what follows of it. Raises ReviewError."""
    row = locked(review)
    if not draft.text.strip() or len(draft.text) > LONGEST:
        raise ReviewError(f"Say the decision in 1 to {LONGEST} letters.")
    way = followups.way_of(draft.follow)
    if draft.follow and way is None:
        raise ReviewError(f"A decision cannot become a {draft.follow} here.")
    decision = Decision.objects.create(
        review=row, position=row.decisions.count(), text=draft.text.strip(),
        reason=draft.reason.strip()[:LONGEST], owner=draft.owner, due_on=draft.due_on,
        follow=draft.follow, made_by=actor, made_at=at,
    )  # fmt: skip
    if way is not None:
        decision.follow_id, decision.follow_url = way.open(decision, actor, at)
        decision.save(update_fields=["follow_id", "follow_url"])
    recorded(row, "review.decided", actor=actor, at=at, text=decision.text, follow=draft.follow)
    return decision


@transaction.atomic
def decision_remove(*, decision: Decision, actor: "User", at: datetime) -> None:
    """Take a decision back that nothing has followed of yet. Raises ReviewError."""
    row = locked(decision.review)
    if decision.follow_id:
        raise ReviewError("Something was opened for this decision: end that first.")
    decision.delete()
    recorded(row, "review.decision_removed", actor=actor, at=at, text=decision.text)


@dataclass(frozen=True)
class Answer:
    """Adopted or not, and why."""

    key: str
    is_adopted: bool
    reason: str


@transaction.atomic
def proposal_answer(
    *, review: Review, answer: Answer, actor: "User", at: datetime
) -> ProposalAnswer:
    """Adopt or reject a proposed shift of money once; what is adopted becomes a task. Raises ReviewError."""
    row = locked(review)
    shift = next((one for one in _shifts(row) if one["key"] == answer.key), None)
    if shift is None:
        raise ReviewError(f"The review {row.when} proposes nothing called {answer.key}.")
    if not answer.reason.strip():
        raise ReviewError("Say why.")
    if row.answers.filter(key=answer.key).exists():
        raise ReviewError("This proposal was answered before.")
    kept = ProposalAnswer.objects.create(
        review=row, key=answer.key, is_adopted=answer.is_adopted,
        reason=answer.reason.strip()[:LONGEST], answered_by=actor, answered_at=at,
    )  # fmt: skip
    if answer.is_adopted:
        kept.task_id = _task(row, shift, actor, at)
        kept.save(update_fields=["task_id"])
    recorded(
        row, "review.proposal_answered", actor=actor, at=at,
        key=answer.key, is_adopted=answer.is_adopted, reason=kept.reason,
    )  # fmt: skip
    return kept


def _shifts(review: Review) -> list[dict[str, str]]:
    found: list[dict[str, str]] = (review.pack.get("proposal") or {}).get("shifts", [])
    return found


def _task(review: Review, shift: dict[str, str], actor: "User", at: datetime) -> str:
    """The task of an adopted shift, in the same sentence."""
    draft = DecisionDraft(text=shift["text_zh"][:LONGEST], reason="", owner=actor, follow="task")
    way = followups.way_of("task")
    if way is None:
        return ""
    decision = Decision.objects.create(
        review=review, position=review.decisions.count(), text=draft.text, owner=actor,
        follow="task", made_by=actor, made_at=at,
    )  # fmt: skip
    decision.follow_id, decision.follow_url = way.open(decision, actor, at)
    decision.save(update_fields=["follow_id", "follow_url"])
    return decision.follow_id

"""Everybody may suggest; every suggestion gets an answer, a good one thanks (12.5)."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from luoxuan.act.ideas.errors import IdeaError
from luoxuan.act.ideas.models import Suggestion, SuggestionVote
from luoxuan.foundation.people.roles import Role
from luoxuan.foundation.tasks import services as tasks
from luoxuan.foundation.trail import services as trail

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

ANSWER_WITHIN = timedelta(days=14)


@transaction.atomic
def suggestion_make(
    *, brand: "Brand", title: str, body: str, author: "User", at: datetime
) -> Suggestion:
    """Keep the suggestion and ask the operations manager for an answer within two weeks. Raises IdeaError."""
    if not title.strip():
        raise IdeaError(_("Say in one line what you suggest."))
    made = Suggestion.objects.create(
        brand=brand, author=author, title=title.strip(), body=body, made_at=at
    )
    draft = tasks.TaskDraft(
        kind="suggestion",
        title=_("Answer the suggestion: %(title)s") % {"title": made.title},
        source_type="suggestion",
        source_id=str(made.pk),
        source_url=reverse("ideas:suggestion", args=[brand.key, made.pk]),
        role=Role.OPERATIONS_MANAGER,
        due_at=at + ANSWER_WITHIN,
        key=_key(made),
    )
    tasks.task_open(brand=brand, draft=draft, actor=author, at=at)
    _trail(made, "suggestion.made", author, at)
    return made


@transaction.atomic
def suggestion_answer(
    *,
    suggestion: Suggestion,
    state: str,
    answer: str,
    thanks: str = "",
    actor: "User",
    at: datetime,
) -> Suggestion:
    """Say what becomes of it. Raises IdeaError where no reason is given or a person answers themselves."""
    if state not in Suggestion.State.values or state == Suggestion.State.NEW:
        raise IdeaError(_("Choose what becomes of the suggestion."))
    if state in {Suggestion.State.DECLINED, Suggestion.State.ACCEPTED} and not answer.strip():
        raise IdeaError(_("Give the reason: whoever suggested it wants to know."))
    if suggestion.author_id == actor.pk:
        raise IdeaError(_("Somebody else answers your own suggestion."))
    suggestion.state, suggestion.answer, suggestion.thanks = state, answer, thanks[:200]
    suggestion.decided_by, suggestion.answered_at = actor, at
    suggestion.save()
    if state != Suggestion.State.CONSIDERED:
        tasks.tasks_settle(
            brand=suggestion.brand, key=_key(suggestion), outcome=state, actor=actor, at=at
        )
    _trail(suggestion, "suggestion.answered", actor, at)
    return suggestion


@transaction.atomic
def suggestion_vote(*, suggestion: Suggestion, user: "User") -> bool:
    """Find it good, or no longer. Whether the vote stands now. Raises IdeaError for one's own."""
    if suggestion.author_id == user.pk:
        raise IdeaError(_("Your own suggestion has your vote already."))
    vote, is_new = SuggestionVote.objects.get_or_create(suggestion=suggestion, user=user)
    if not is_new:
        vote.delete()
    return is_new


def _key(suggestion: Suggestion) -> str:
    return f"suggestion:{suggestion.pk}"


def _trail(suggestion: Suggestion, verb: str, actor: "User", at: datetime) -> None:
    trail.trail_record(
        brand=suggestion.brand,
        actor=actor,
        verb=verb,
        subject_type="suggestion",
        subject_id=str(suggestion.pk),
        detail={"title": suggestion.title, "state": suggestion.state},
        at=at,
    )

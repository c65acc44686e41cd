"""A frozen review never changes: services refuse, and so does the database (12.1)."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from luoxuan.check.reviews import selectors, services
from luoxuan.check.reviews.models import (
    AgendaItem,
    Attendance,
    Decision,
    LateNote,
    ProposalAnswer,
    Review,
)
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.tasks import selectors as tasks
from luoxuan.foundation.tasks import services as task_services
from luoxuan.foundation.trail.models import TrailEntry
from luoxuan.plan.targets.models import TargetTree
from tests.check.reviews.conftest import AT, imported
from tests.check.reviews.objects import review_there
from tests.check.reviews.test_pack import prepared
from tests.people_there import brand_there, member_there, person_there

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Brand:
    """A brand without data."""
    return brand_there("yanshi")


@pytest.fixture
def boss(house: Brand) -> User:
    """Its owner."""
    return member_there(house, "owner", "laoban")


@pytest.fixture
def frozen(house: Brand, boss: User) -> Review:
    """A frozen review with a decision, an answer, a signature."""
    review = review_there(house)
    services.agenda_set(review=review, items=[("为什么", 10)], actor=boss, at=AT)
    services.decision_add(
        review=review, draft=services.DecisionDraft("补货", follow="task"), actor=boss, at=AT
    )
    answer = services.Answer("shift-1", True, "试一试")
    services.proposal_answer(review=review, answer=answer, actor=boss, at=AT)
    services.review_hold(review=review, actor=boss, at=AT)
    services.review_sign(review=review, actor=boss, at=AT)
    services.review_freeze(review=review, actor=boss, at=AT)
    review.refresh_from_db()
    return review


REFUSED: dict[str, Callable[[Review, User], object]] = {
    "hold": lambda r, u: services.review_hold(review=r, actor=u, at=AT),
    "sign": lambda r, u: services.review_sign(review=r, actor=u, at=AT),
    "freeze": lambda r, u: services.review_freeze(review=r, actor=u, at=AT),
    "minutes": lambda r, u: services.minutes_save(
        review=r, conclusion="x", minutes="x", actor=u, at=AT
    ),
    "agenda": lambda r, u: services.agenda_set(review=r, items=[("x", 5)], actor=u, at=AT),
    "attendance": lambda r, u: services.attendance_set(review=r, people=[], actor=u, at=AT),
    "decide": lambda r, u: services.decision_add(
        review=r, draft=services.DecisionDraft("x"), actor=u, at=AT
    ),
    "take back": lambda r, u: services.decision_remove(
        decision=r.decisions.all()[0], actor=u, at=AT
    ),
    "answer": lambda r, u: services.proposal_answer(
        review=r, answer=services.Answer("shift-1", False, "x"), actor=u, at=AT
    ),
    "prepare": lambda r, u: services.review_prepare(
        brand=r.brand, kind=r.kind, period=services.period_of(r), actor=u, at=AT
    ),
    "ask": lambda r, u: services.review_ask(
        brand=r.brand, kind=r.kind, period=services.period_of(r), actor=u, at=AT
    ),
}


@pytest.mark.parametrize("what", sorted(REFUSED))
def test_no_service_changes_a_frozen_review(what: str, frozen: Review, boss: User) -> None:
    before, entries = _all_of(frozen), TrailEntry.objects.count()
    with pytest.raises(services.ReviewError):
        REFUSED[what](frozen, boss)
    assert (_all_of(frozen), TrailEntry.objects.count()) == (before, entries)


WRITES: dict[str, Callable[[Review, User], object]] = {
    "change": lambda r, _u: Review.objects.filter(pk=r.pk).update(conclusion="x"),
    "thaw": lambda r, _u: Review.objects.filter(pk=r.pk).update(state="held"),
    "remove": lambda r, _u: Review.objects.filter(pk=r.pk)._raw_delete("default"),
    "add a decision": lambda r, u: Decision.objects.create(
        review=r, position=9, text="x", made_by=u, made_at=AT
    ),
    "change a decision": lambda r, _u: r.decisions.update(text="x"),
    "remove a decision": lambda r, _u: r.decisions.all()._raw_delete("default"),
    "add a point": lambda r, _u: AgendaItem.objects.create(review=r, position=9, title="x"),
    "remove points": lambda r, _u: r.agenda.all()._raw_delete("default"),
    "add a person": lambda r, _u: Attendance.objects.create(review=r, user=person_there("x")),
    "unsign": lambda r, _u: r.attendance.update(signed_at=None),
    "answer": lambda r, u: ProposalAnswer.objects.create(
        review=r, key="x", is_adopted=True, reason="x", answered_by=u, answered_at=AT
    ),
}


@pytest.mark.parametrize("what", sorted(WRITES))
def test_the_database_itself_refuses(what: str, frozen: Review, boss: User) -> None:
    before = _all_of(frozen)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        WRITES[what](frozen, boss)
    assert _all_of(frozen) == before


def _all_of(review: Review) -> list[object]:
    kept = Review.objects.filter(pk=review.pk).values()
    parts = (review.decisions, review.agenda, review.attendance, review.answers)
    return [list(kept), *(list(part.values()) for part in parts)]


def test_freezing_trails_the_hash(frozen: Review) -> None:
    entry = TrailEntry.objects.get(verb="review.frozen")
    assert (entry.subject_id, entry.detail["hash"]) == (str(frozen.pk), frozen.pack_hash)


def test_what_follows_lives_on_after_the_freeze(frozen: Review, boss: User) -> None:
    decision = frozen.decisions.all()[0]
    (task,) = tasks.tasks_by_source(frozen.brand, "review_decision", str(decision.pk))
    assert decision.follow_url.endswith(f"/tasks/{task.pk}/")
    task_services.task_done(task=task, actor=boss, outcome="补了", at=AT)
    assert selectors.answers_of(frozen)["shift-1"].task_id


def test_a_review_goes_step_by_step(house: Brand, boss: User) -> None:
    review = review_there(house)
    for step in (services.review_sign, services.review_freeze):
        with pytest.raises(services.StateError):
            step(review=review, actor=boss, at=AT)
    services.review_hold(review=review, actor=boss, at=AT)
    with pytest.raises(services.StateError):
        services.review_hold(review=review, actor=boss, at=AT)


def test_a_proposal_is_answered_once_and_with_a_reason(house: Brand, boss: User) -> None:
    review = review_there(house)
    for key, reason in (("shift-9", "x"), ("shift-1", " ")):
        with pytest.raises(services.ReviewError):
            services.proposal_answer(
                review=review, answer=services.Answer(key, True, reason), actor=boss, at=AT
            )
    assert (review.answers.count(), review.decisions.count()) == (0, 0)
    no = services.Answer("shift-1", False, "先等一等")
    kept = services.proposal_answer(review=review, answer=no, actor=boss, at=AT)
    assert (kept.task_id, review.decisions.count()) == ("", 0)
    with pytest.raises(services.ReviewError):
        services.proposal_answer(review=review, answer=no, actor=boss, at=AT)


@pytest.mark.clause("12.1")
def test_late_data_are_noted_and_change_nothing(
    brand: Brand, tree: TargetTree, owner: User, tmp_path: Path
) -> None:
    review = prepared(brand)
    services.review_hold(review=review, actor=owner, at=AT)
    services.review_freeze(review=review, actor=owner, at=AT)
    before = _all_of(review)
    later = AT + timedelta(days=3)
    assert services.late_notes(at=later) == 0
    late = (("990101000000000001", "2026-09-20 12:00:00", "300.00"),)
    (tmp_path / "late").mkdir()
    imported(brand, tmp_path / "late", late)
    assert services.late_notes(at=later) == 1
    assert services.late_notes(at=later) == 0
    (note,) = selectors.late_notes_of(review)
    rows = [(row["title"], row["was"], row["is"]) for row in note.differences]
    assert rows[0][0] == "公司成交额"
    assert [float(value) for value in rows[0][1:]] == [7800, 8100]
    assert _all_of(review) == before
    with pytest.raises(DatabaseError), transaction.atomic():
        LateNote.objects.update(differences=[])

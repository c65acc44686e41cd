"""Suggestions are answered; trials stay within their money and end in knowledge."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from luoxuan.act.ideas import selectors, services
from luoxuan.act.ideas.models import Suggestion, Trial
from luoxuan.act.knowledge import selectors as knowledge
from luoxuan.foundation.gates import selectors as gates
from luoxuan.foundation.gates.services import GateError, gate_decide
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.tasks.models import Task
from luoxuan.foundation.trail.models import TrailEntry
from tests.people_there import AT, brand_there, member_there

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 1)


@pytest.fixture
def brand() -> Brand:
    return brand_there()


@pytest.fixture
def owner(brand: Brand) -> User:
    return member_there(brand)


@pytest.fixture
def manager(brand: Brand) -> User:
    return member_there(brand, "operations_manager")


def trial_there(brand: Brand, actor: User, budget: str = "500.00") -> Trial:
    """A trial's draft."""
    draft = services.TrialDraft(
        title="短视频口播试验", hypothesis="口播让转化率提高一成。", metric="conversion",
        budget=Decimal(budget), stop_rule="一周转化率低于 2%", starts_on=DAY,
        ends_on=DAY + timedelta(days=30),
    )  # fmt: skip
    return services.trial_save(brand=brand, draft=draft, actor=actor, at=AT)


def approved(trial: Trial, author: User, decider: User) -> Trial:
    """The trial, asked and approved."""
    gate = services.trial_ask(trial=trial, actor=author, at=AT)
    gate_decide(gate=gate, decision="approved", reason="", actor=decider, at=AT)
    trial.refresh_from_db()
    return trial


def test_a_suggestion_asks_for_an_answer_and_the_answer_settles_it(
    brand: Brand, owner: User, manager: User
) -> None:
    made = services.suggestion_make(
        brand=brand, title="客服话术加尺码表", body="", author=manager, at=AT
    )
    (task,) = Task.objects.filter(brand=brand)
    with pytest.raises(services.IdeaError):
        services.suggestion_answer(
            suggestion=made, state="accepted", answer="好", actor=manager, at=AT
        )
    with pytest.raises(services.IdeaError):
        services.suggestion_answer(
            suggestion=made, state="declined", answer=" ", actor=owner, at=AT
        )
    made.refresh_from_db()
    assert made.state == Suggestion.State.NEW
    services.suggestion_answer(
        suggestion=made, state="accepted", answer="下周上线", thanks="谢谢！", actor=owner, at=AT
    )
    task.refresh_from_db()
    assert task.state == "done"
    assert selectors.answered_share(brand, AT.date(), AT.date()) == (1, 1)


def test_nobody_votes_for_their_own_and_a_second_vote_takes_the_first_back(
    brand: Brand, owner: User, manager: User
) -> None:
    made = services.suggestion_make(brand=brand, title="x", body="", author=manager, at=AT)
    with pytest.raises(services.IdeaError):
        services.suggestion_vote(suggestion=made, user=manager)
    assert services.suggestion_vote(suggestion=made, user=owner)
    assert not services.suggestion_vote(suggestion=made, user=owner)
    assert made.votes.count() == 0


def test_trials_never_hold_more_than_the_years_money(
    brand: Brand, owner: User, manager: User
) -> None:
    services.pool_set(brand=brand, year=2026, amount=Decimal("800.00"), actor=owner, at=AT)
    first = approved(trial_there(brand, manager), manager, owner)
    assert first.state == Trial.State.RUNNING
    second = trial_there(brand, manager)
    gate = services.trial_ask(trial=second, actor=manager, at=AT)
    trailed = TrailEntry.objects.count()
    with pytest.raises(GateError):
        gate_decide(gate=gate, decision="approved", reason="", actor=owner, at=AT)
    second.refresh_from_db()
    assert second.state == Trial.State.ASKED
    assert TrailEntry.objects.count() == trailed
    assert gates.gate_latest(brand, "trial", str(second.pk)).is_open  # type: ignore[union-attr]
    with pytest.raises(services.IdeaError):
        services.pool_set(brand=brand, year=2026, amount=Decimal("400.00"), actor=owner, at=AT)


def test_a_trial_spends_no_more_than_its_budget(brand: Brand, owner: User, manager: User) -> None:
    services.pool_set(brand=brand, year=2026, amount=Decimal("800.00"), actor=owner, at=AT)
    trial = approved(trial_there(brand, manager), manager, owner)
    spend = {"trial": trial, "on": DAY, "what": "拍摄", "actor": manager, "at": AT}
    services.trial_spend(**spend, amount=Decimal("499.99"))
    with pytest.raises(services.IdeaError, match=r"0\.01"):
        services.trial_spend(**spend, amount=Decimal("0.02"))
    assert selectors.spent_of(trial) == Decimal("499.99")


@pytest.mark.parametrize(("outcome", "kind"), [("success", "sop"), ("failure", "lesson")])
def test_a_trial_ends_in_an_sop_or_a_lesson(
    outcome: str, kind: str, brand: Brand, owner: User, manager: User
) -> None:
    services.pool_set(brand=brand, year=2026, amount=Decimal("800.00"), actor=owner, at=AT)
    trial = approved(trial_there(brand, manager), manager, owner)
    with pytest.raises(services.IdeaError):
        services.trial_finish(trial=trial, outcome=outcome, learnt=" ", actor=manager, at=AT)
    assert knowledge.articles_of(brand).count() == 0
    services.trial_finish(trial=trial, outcome=outcome, learnt="口播要短。", actor=manager, at=AT)
    (article,) = knowledge.articles_of(brand)
    assert (article.kind, article.source) == (kind, f"trial:{trial.pk}")
    assert selectors.outcome_share(brand, DAY, DAY + timedelta(days=60)) == (1, 1)


def test_the_database_knows_no_finished_trial_without_knowledge(
    brand: Brand, manager: User
) -> None:
    trial = trial_there(brand, manager)
    trial.state = Trial.State.FINISHED
    with pytest.raises(IntegrityError), transaction.atomic():
        trial.save()

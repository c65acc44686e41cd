"""From a finding to a measured effect: what is refused, what is kept, what follows (12.2, 12.4)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from luoxuan.act.improvements import outcomes, selectors, services
from luoxuan.act.improvements.models import Action, Effect, Finding
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.tasks import selectors as tasks
from luoxuan.foundation.tasks import services as queue
from luoxuan.foundation.trail import selectors as trail
from luoxuan.metrics.period import Period
from tests.act.improvements.conftest import AT, CHECKED, START, draft_of, session_of
from tests.metrics.tiny import TinySession
from tests.people_there import person_there

pytestmark = pytest.mark.django_db


def verbs(brand: Brand) -> list[str]:
    """What the trail tells of findings and actions, oldest first."""
    entries = trail.trail_entries(brand=brand, question=trail.TrailQuestion()).order_by("seq")
    return [e.verb for e in entries if e.subject_type in ("finding", "action")]


def test_one_source_opens_one_finding_until_it_is_closed(brand: Brand, owner: User) -> None:
    draft = services.FindingDraft("退款上升", source="alert", source_id="12")
    first = services.finding_open(brand=brand, draft=draft, actor=owner, at=AT)
    again = services.finding_open(brand=brand, draft=draft, actor=owner, at=AT)
    assert first == again
    services.finding_close(finding=first, reason="误报", actor=owner, at=AT)
    third = services.finding_open(brand=brand, draft=draft, actor=owner, at=AT)
    assert third != first
    assert verbs(brand) == ["finding.opened", "finding.closed", "finding.opened"]


def test_the_owner_of_an_action_gets_a_task_due_that_evening(action: Action) -> None:
    (task,) = tasks.tasks_by_source(action.brand, "action", str(action.pk))
    assert (task.kind, task.owner, task.title) == ("action", action.owner, action.title)
    assert task.due_at == datetime(2026, 8, 2, 10, 0, tzinfo=UTC)
    assert Finding.objects.get().state == "acting"


def test_a_task_done_in_the_queue_is_an_action_done(action: Action, operator: User) -> None:
    (task,) = tasks.tasks_by_source(action.brand, "action", str(action.pk))
    at = datetime(2026, 8, 1, 6, 0, tzinfo=UTC)
    queue.task_done(task=task, actor=operator, outcome="已上线", at=at)
    action.refresh_from_db()
    assert (action.state, action.started_on, action.outcome) == ("done", at.date(), "已上线")


def test_a_done_action_settles_its_task(done: Action) -> None:
    (task,) = tasks.tasks_by_source(done.brand, "action", str(done.pk))
    assert task.state == "done"


@pytest.mark.clause("12.4")
def test_no_action_closes_without_effect_or_reason(done: Action, owner: User) -> None:
    before = verbs(done.brand)
    for decision in ("kept", "not_kept"):
        with pytest.raises(services.ImprovementError):
            services.action_close(action=done, decision=decision, actor=owner, at=CHECKED)
    with pytest.raises(services.ImprovementError):
        services.action_close(
            action=done, decision="closed_with_reason", reason="  ", actor=owner, at=CHECKED
        )
    done.refresh_from_db()
    assert done.state == "done"
    assert verbs(done.brand) == before


@pytest.mark.parametrize("state", ["kept", "not_kept", "closed_with_reason"])
def test_the_database_itself_knows_no_action_closed_without_either(
    done: Action, state: str
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Action.objects.filter(pk=done.pk).update(state=state)


@pytest.mark.clause("9.15")
def test_a_gain_is_measured_kept_and_closes_the_finding(
    done: Action, owner: User, session: TinySession
) -> None:
    effect = services.action_measure(action=done, session=session, at=CHECKED)
    assert (effect.verdict, effect.method) == ("kept", "control")
    assert effect.per_day_low is not None
    assert effect.per_day_high is not None
    assert effect.per_day_low < 800 < effect.per_day_high
    assert effect.share_of_expected is not None
    assert abs(effect.share_of_expected - Decimal("1.6")) < Decimal("0.2")
    done.refresh_from_db()
    assert done.state == "measuring"
    waiting = [
        task
        for task in tasks.tasks_by_source(done.brand, "action", str(done.pk))
        if task.kind == "effect"
    ]
    assert [task.owner for task in waiting] == [owner]
    services.action_close(action=done, decision="kept", actor=owner, at=CHECKED)
    done.refresh_from_db()
    assert (done.state, done.closing_effect) == ("kept", effect)
    assert Finding.objects.get().state == "closed"
    waiting[0].refresh_from_db()
    assert waiting[0].state == "done"


def test_against_the_proposal_a_decision_needs_its_reason(
    done: Action, owner: User, session: TinySession
) -> None:
    services.action_measure(action=done, session=session, at=CHECKED)
    with pytest.raises(services.ImprovementError):
        services.action_close(action=done, decision="not_kept", actor=owner, at=CHECKED)
    services.action_close(
        action=done, decision="not_kept", reason="成本太高", actor=owner, at=CHECKED
    )
    done.refresh_from_db()
    assert (done.state, done.close_reason) == ("not_kept", "成本太高")


def test_measuring_again_keeps_the_earlier_effect_and_the_one_it_was_closed_on(
    done: Action, owner: User, session: TinySession
) -> None:
    first = services.action_measure(action=done, session=session, at=CHECKED)
    services.action_close(action=done, decision="kept", actor=owner, at=CHECKED)
    later = CHECKED + timedelta(days=1)
    second = services.action_measure(action=done, session=session_of(0), at=later)
    assert selectors.effects_of(done) == [second, first]
    assert second.verdict == "not_kept"
    done.refresh_from_db()
    assert (done.state, done.closing_effect) == ("kept", first)


def test_a_measured_effect_is_never_changed(done: Action, session: TinySession) -> None:
    effect = services.action_measure(action=done, session=session, at=CHECKED)
    with pytest.raises(DatabaseError), transaction.atomic():
        Effect.objects.filter(pk=effect.pk).update(verdict="unclear")
    with pytest.raises(DatabaseError), transaction.atomic():
        Effect.objects.filter(pk=effect.pk).delete()


def test_without_data_the_effect_is_unclear_and_closes_nothing(done: Action, owner: User) -> None:
    effect = services.action_measure(action=done, session=TinySession(), at=CHECKED)
    assert (effect.verdict, effect.per_day) == ("unclear", None)
    with pytest.raises(services.ImprovementError):
        services.action_close(action=done, decision="kept", actor=owner, at=CHECKED)


def test_what_is_not_done_is_not_measured(action: Action, session: TinySession) -> None:
    with pytest.raises(services.ImprovementError):
        services.action_measure(action=action, session=session, at=CHECKED)
    assert not Effect.objects.exists()


def test_whoever_registered_hears_of_a_kept_action(
    done: Action, owner: User, session: TinySession, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[outcomes.ActionOutcome] = []
    monkeypatch.setattr(outcomes, "_listeners", [])
    outcomes.register(heard.append)
    services.action_measure(action=done, session=session, at=CHECKED)
    services.action_close(action=done, decision="kept", actor=owner, at=CHECKED)
    assert [(one.action.state, one.effect is not None) for one in heard] == [("kept", True)]


def test_what_a_listener_refuses_undoes_the_closing(
    done: Action, owner: User, session: TinySession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_outcome: outcomes.ActionOutcome) -> None:
        raise services.ImprovementError("no")

    monkeypatch.setattr(outcomes, "_listeners", [refuse])
    services.action_measure(action=done, session=session, at=CHECKED)
    before = verbs(done.brand)
    with pytest.raises(services.ImprovementError):
        services.action_close(action=done, decision="kept", actor=owner, at=CHECKED)
    done.refresh_from_db()
    assert done.state == "measuring"
    assert verbs(done.brand) == before


def test_an_action_is_due_for_its_check_when_the_day_and_the_data_have_come(done: Action) -> None:
    assert selectors.actions_due_for_check(at=CHECKED) == []
    later = CHECKED + timedelta(days=7)
    assert selectors.actions_due_for_check(at=later) == [done]
    assert services.actions_measure_due(at=later) == 1
    assert services.actions_measure_due(at=later) == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"check_on": START},
        {"metric": "nothing"},
        {"expected": Decimal(0)},
        {"shops": ()},
        {"shops": ("zz",)},
        {"controls": ("a",)},
        {"products": ("p",), "campaign": "c"},
        {"metric": "aov", "products": ("p",)},
        {"direction": "sideways"},
    ],
)
def test_a_plan_without_sense_is_refused_and_leaves_nothing(
    finding: Finding, operator: User, owner: User, wrong: dict[str, object]
) -> None:
    before = verbs(finding.brand)
    with pytest.raises(services.ImprovementError):
        services.action_plan(finding=finding, draft=draft_of(operator, **wrong), actor=owner, at=AT)
    assert not Action.objects.exists()
    assert verbs(finding.brand) == before


def test_a_stranger_gets_no_action(finding: Finding, operator: User, owner: User) -> None:
    stranger = person_there("moshengren")
    draft = replace(draft_of(operator), owner=stranger)
    with pytest.raises(services.ImprovementError):
        services.action_plan(finding=finding, draft=draft, actor=owner, at=AT)
    assert not Action.objects.exists()


def test_a_finding_with_an_open_action_does_not_close(action: Action, owner: User) -> None:
    with pytest.raises(services.ImprovementError):
        services.finding_close(finding=action.finding, reason="算了", actor=owner, at=AT)
    assert Finding.objects.get().state == "acting"


def test_a_closed_finding_takes_no_cause_until_it_is_opened_again(
    finding: Finding, owner: User
) -> None:
    services.finding_close(finding=finding, reason="不成立", actor=owner, at=AT)
    draft = services.CauseDraft("process", "没有上新流程", ("因为没人负责",))
    with pytest.raises(services.ImprovementError):
        services.cause_add(finding=finding, draft=draft, actor=owner, at=AT)
    services.finding_reopen(finding=finding, reason="又出现了", actor=owner, at=AT)
    cause = services.cause_add(finding=finding, draft=draft, actor=owner, at=AT)
    assert (cause.whys, cause.is_root) == (["因为没人负责"], False)


def test_six_whys_are_one_too_many(finding: Finding, owner: User) -> None:
    draft = services.CauseDraft("data", "口径不一", tuple("123456"))
    with pytest.raises(services.ImprovementError):
        services.cause_add(finding=finding, draft=draft, actor=owner, at=AT)
    assert selectors.causes_of(finding) == []


def test_moved_days_need_a_reason_and_move_the_task(action: Action, owner: User) -> None:
    later, check = START + timedelta(days=3), START + timedelta(days=20)
    with pytest.raises(services.ImprovementError):
        services.action_move(
            action=action, due_on=later, check_on=check, reason="", actor=owner, at=AT
        )
    services.action_move(
        action=action, due_on=later, check_on=check, reason="等图片", actor=owner, at=AT
    )
    (task,) = [
        one
        for one in tasks.tasks_by_source(action.brand, "action", str(action.pk))
        if one.state == "open"
    ]
    assert task.due_at is not None
    assert task.due_at.date() == later


def test_the_record_counts_what_was_on_time_and_what_it_brought(
    done: Action, owner: User, session: TinySession
) -> None:
    services.action_measure(action=done, session=session, at=CHECKED)
    services.action_close(action=done, decision="kept", actor=owner, at=CHECKED)
    year = Period(START.replace(month=1, day=1), START.replace(month=12, day=31))
    record = selectors.action_record(done.brand, since=year.first, until=year.last)
    assert (record.due, record.on_time, record.closed, record.measured, record.kept) == ((1,) * 5)
    assert record.share_on_time == 1
    assert record.median_of_expected is not None
    assert record.median_of_expected > 1

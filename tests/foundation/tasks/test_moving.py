"""A task from opening to its end: once per key, trailed, told, refused without a trace."""

from datetime import timedelta
from typing import Any

import pytest

from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.tasks import events, selectors, services
from luoxuan.foundation.tasks.models import Task
from luoxuan.foundation.tasks.services import TaskDraft, TaskError
from tests.foundation.tasks.queue import MONDAY, task_there, verbs, written
from tests.people_there import brand_there, member_there, person_there

HOUR = timedelta(hours=1)
Told = list[events.TaskEvent]


@pytest.mark.clause("7.6")
def test_a_task_for_nobody_waits_for_the_operations_manager(
    brand: Brand, manager: User, told: Told
) -> None:
    task = task_there(brand)
    assert (task.state, task.owner, task.role) == ("open", None, "operations_manager")
    assert told == [events.TaskOpened(task, None, MONDAY, (manager,))]


def test_working_time_says_when_it_is_due(brand: Brand) -> None:
    friday_evening = MONDAY + timedelta(days=4, hours=7)
    task = task_there(brand, sla=4 * HOUR, at=friday_evening)
    # 17:00 on Friday: one hour then, three on Monday from nine.
    assert task.due_at == MONDAY + timedelta(days=7, hours=2)


def test_an_open_key_is_opened_once_and_again_after_it_was_closed(brand: Brand) -> None:
    first = task_there(brand, key="stock:A1")
    assert task_there(brand, key="stock:A1", title="别的") == first
    assert verbs(brand) == ["task.opened"]
    services.task_done(task=first, actor=None, at=MONDAY)
    second = task_there(brand, key="stock:A1")
    assert second != first
    assert Task.objects.filter(brand=brand).count() == 2


def test_the_same_key_in_another_brand_is_another_task(brand: Brand) -> None:
    assert task_there(brand, key="x") != task_there(brand_there("qita"), key="x")


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "},
        {"priority": "sofort"},
        {"role": "boss"},
        {"permission": "everything"},
        {"shop_key": "nirgends"},
        {"evidence_url": "javascript:alert(1)"},
        {"source_url": "//evil.example"},
    ],
    ids=str,
)
def test_a_senseless_draft_is_refused_and_nothing_is_written(
    brand: Brand, wrong: dict[str, Any]
) -> None:
    before = written(brand)
    with pytest.raises(TaskError):
        task_there(brand, **wrong)
    assert written(brand) == before


def test_a_stranger_is_given_nothing(brand: Brand, manager: User) -> None:
    task = task_there(brand)
    before = written(brand)
    for stranger in (person_there("luren"), member_there(brand, "auditor")):
        with pytest.raises(TaskError, match="member"):
            services.task_assign(task=task, owner=stranger, actor=manager, at=MONDAY)
        with pytest.raises(TaskError):
            task_there(brand, owner=stranger)
    assert written(brand)[0] == before[0]
    assert verbs(brand) == ["task.opened"]


def test_who_begins_owns_it_and_finishing_tells_who_watches(
    brand: Brand, manager: User, operator: User, told: Told
) -> None:
    task = task_there(brand, role="channel_operator", actor=manager)
    services.task_start(task=task, actor=operator, at=MONDAY + HOUR)
    services.task_done(task=task, actor=operator, outcome="已补", at=MONDAY + 2 * HOUR)
    row = Task.objects.get(pk=task.pk)
    assert (row.owner, row.state, row.outcome) == (operator, "done", "已补")
    assert (row.started_at, row.finished_at) == (MONDAY + HOUR, MONDAY + 2 * HOUR)
    assert verbs(brand) == ["task.opened", "task.started", "task.done"]
    assert told[-1] == events.TaskDone(task, operator, MONDAY + 2 * HOUR, (manager,))


def test_doing_it_twice_is_doing_it_once(brand: Brand, operator: User) -> None:
    task = task_there(brand, owner=operator)
    for _twice in range(2):
        services.task_start(task=task, actor=operator, at=MONDAY)
        services.task_prioritise(task=task, priority="high", actor=operator, at=MONDAY)
        services.task_assign(task=task, owner=operator, actor=operator, at=MONDAY)
    for _twice in range(2):
        services.task_done(task=task, actor=operator, at=MONDAY)
    assert verbs(brand) == ["task.opened", "task.started", "task.prioritised", "task.done"]


def test_what_is_over_is_not_moved(brand: Brand, operator: User) -> None:
    task = task_there(brand, owner=operator)
    services.task_cancel(task=task, actor=operator, outcome="不需要", at=MONDAY)
    before = written(brand)
    for act in (services.task_start, services.task_done, services.task_pause):
        with pytest.raises(TaskError, match="again"):
            act(task=task, actor=operator, at=MONDAY)
    with pytest.raises(TaskError):
        services.task_move(task=task, due_at=MONDAY, actor=operator, at=MONDAY)
    assert written(brand) == before


def test_opened_again_its_working_time_runs_anew(brand: Brand, operator: User) -> None:
    task = task_there(brand, owner=operator, sla=2 * HOUR)
    services.task_done(task=task, actor=operator, at=MONDAY)
    services.task_reopen(task=task, actor=operator, at=MONDAY + timedelta(days=1))
    assert (task.state, task.finished_at) == ("open", None)
    # From ten: two hours to noon.
    assert task.due_at == MONDAY + timedelta(days=1, hours=2)


def test_it_is_not_opened_again_beside_a_newer_one_of_its_key(brand: Brand, operator: User) -> None:
    old = task_there(brand, owner=operator, key="k")
    services.task_done(task=old, actor=operator, at=MONDAY)
    task_there(brand, owner=operator, key="k")
    before = written(brand)
    with pytest.raises(TaskError, match="newer"):
        services.task_reopen(task=old, actor=operator, at=MONDAY)
    assert written(brand) == before


def test_an_approval_is_settled_by_its_decision_only(brand: Brand, owner: User) -> None:
    task = task_there(brand, kind="gate", key="gate:7", permission="gates.decide")
    before = written(brand)
    with pytest.raises(TaskError, match="decide there"):
        services.task_done(task=task, actor=owner, at=MONDAY)
    assert written(brand) == before
    settle = {"brand": brand, "key": "gate:7", "outcome": "approved", "actor": owner, "at": MONDAY}
    assert services.tasks_settle(**settle) == 1
    assert services.tasks_settle(**settle) == 0
    assert Task.objects.get(pk=task.pk).outcome == "approved"


def test_settling_no_key_settles_nothing(brand: Brand) -> None:
    task_there(brand)
    assert services.tasks_settle(brand=brand, key="", outcome="", actor=None, at=MONDAY) == 0


def test_a_queue_of_a_right_is_told_to_those_who_hold_it(
    brand: Brand, owner: User, operator: User, told: Told
) -> None:
    finance = member_there(brand, "finance")
    task_there(brand, kind="gate", permission="gates.decide")
    assert set(told[0].people) == {owner, finance}


def test_given_to_another_the_giver_watches(
    brand: Brand, manager: User, operator: User, told: Told
) -> None:
    task = task_there(brand, owner=manager)
    services.task_assign(task=task, owner=operator, actor=manager, at=MONDAY)
    assert told[-1] == events.TaskAssigned(task, manager, MONDAY, (operator,))
    assert selectors.watchers_of(task) == [manager]


def test_a_new_moment_ends_the_agreed_working_time(brand: Brand, operator: User) -> None:
    task = task_there(brand, owner=operator, sla=HOUR)
    services.task_move(task=task, due_at=MONDAY + 9 * HOUR, actor=operator, at=MONDAY)
    row = Task.objects.get(pk=task.pk)
    assert (row.due_at, row.sla) == (MONDAY + 9 * HOUR, None)


@pytest.mark.parametrize("state", ["open", "doing", "done", "cancelled"])
def test_a_card_gets_from_any_column_into_any_other(
    brand: Brand, operator: User, state: str
) -> None:
    for begin in ("open", "doing", "done", "cancelled"):
        task = task_there(brand, owner=operator)
        services.task_place(task=task, state=begin, actor=operator, at=MONDAY)
        services.task_place(task=task, state=state, actor=operator, at=MONDAY)
        assert Task.objects.get(pk=task.pk).state == state


def test_what_one_of_many_refuses_the_others_get(brand: Brand, operator: User) -> None:
    tasks = [task_there(brand, owner=operator), task_there(brand, kind="gate", title="审批")]
    plan = services.ManyPlan("done")
    answer = services.tasks_change(tasks=tasks, plan=plan, actor=operator, at=MONDAY)
    assert answer.changed == 1
    assert answer.refused[0].startswith("审批: ")
    assert [Task.objects.get(pk=task.pk).state for task in tasks] == ["done", "open"]


def test_a_listener_that_fails_undoes_the_task(brand: Brand, told: Told) -> None:
    def fails(_event: events.TaskEvent) -> None:
        raise RuntimeError

    before = written(brand)
    events.listen(fails)
    with pytest.raises(RuntimeError):
        task_there(brand)
    assert written(brand) == before


def test_a_draft_of_too_many_words_is_cut(brand: Brand) -> None:
    draft = TaskDraft("manual", "长" * 300)
    task = services.task_open(brand=brand, draft=draft, actor=None, at=MONDAY)
    assert task.title == "长" * 199 + "…"

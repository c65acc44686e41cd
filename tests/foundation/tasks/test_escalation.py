"""A late task goes up exactly once per step."""

from datetime import timedelta

import pytest

from luoxuan.foundation.jobs.registry import scheduled_works
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.tasks import events, services
from luoxuan.foundation.tasks.models import Task, TaskEscalation
from tests.foundation.tasks.queue import MONDAY, task_there, verbs
from tests.people_there import member_there

HOUR = timedelta(hours=1)
Told = list[events.TaskEvent]


def steps(task: Task) -> list[tuple[int, str]]:
    """The steps taken."""
    return [(one.step, one.role) for one in TaskEscalation.objects.filter(task=task)]


@pytest.mark.clause("7.6")
def test_the_roles_above_hear_of_it_one_after_the_other(
    brand: Brand, owner: User, manager: User, operator: User, told: Told
) -> None:
    task = task_there(brand, owner=operator, due_at=MONDAY + HOUR)
    assert services.tasks_escalate(at=MONDAY) == 0
    assert services.tasks_escalate(at=MONDAY + HOUR) == 1
    assert services.tasks_escalate(at=MONDAY + HOUR) == 0
    # Eight working hours after 11:00 on Monday: 11:00 on Tuesday.
    assert services.tasks_escalate(at=MONDAY + timedelta(hours=24)) == 0
    assert services.tasks_escalate(at=MONDAY + timedelta(hours=25)) == 1
    assert services.tasks_escalate(at=MONDAY + timedelta(days=9)) == 0
    assert steps(task) == [(1, "operations_manager"), (2, "owner")]
    escalated = [event for event in told if isinstance(event, events.TaskEscalated)]
    assert [(event.step, event.people) for event in escalated] == [(1, (manager,)), (2, (owner,))]
    assert verbs(brand) == ["task.opened", "task.escalated", "task.escalated"]


def test_missed_runs_are_made_up_at_once(
    brand: Brand, owner: User, manager: User, operator: User
) -> None:
    task = task_there(brand, owner=operator, due_at=MONDAY)
    assert services.tasks_escalate(at=MONDAY + timedelta(days=30)) == 2
    assert steps(task) == [(1, "operations_manager"), (2, "owner")]


def test_more_time_is_a_new_promise(brand: Brand, manager: User, operator: User) -> None:
    task = task_there(brand, owner=operator, due_at=MONDAY)
    services.tasks_escalate(at=MONDAY)
    services.task_move(task=task, due_at=MONDAY + HOUR, actor=manager, at=MONDAY)
    assert services.tasks_escalate(at=MONDAY) == 0
    assert services.tasks_escalate(at=MONDAY + HOUR) == 1
    assert steps(task) == [(1, "operations_manager")] * 2


def test_nobody_above_is_asked_twice(brand: Brand, owner: User) -> None:
    late = task_there(brand, owner=owner, due_at=MONDAY)
    assert services.tasks_escalate(at=MONDAY + timedelta(days=9)) == 0
    assert steps(late) == []


def test_without_a_manager_the_owner_hears_of_it_once(
    brand: Brand, owner: User, operator: User
) -> None:
    task = task_there(brand, owner=operator, due_at=MONDAY)
    services.tasks_escalate(at=MONDAY + timedelta(days=9))
    assert steps(task) == [(1, "owner")]


def test_what_is_over_or_not_due_stays_where_it_is(
    brand: Brand, manager: User, operator: User
) -> None:
    done = task_there(brand, owner=operator, due_at=MONDAY)
    services.task_done(task=done, actor=operator, at=MONDAY)
    task_there(brand, owner=operator)
    assert services.tasks_escalate(at=MONDAY + timedelta(days=9)) == 0


def test_whoever_does_not_see_the_shop_does_not_hear_of_it(
    brand: Brand, owner: User, told: Told
) -> None:
    from luoxuan.foundation.people import services as people
    from tests.people_there import shop_there

    shop_there(brand)
    jd = shop_there(brand, "jd")
    limited = member_there(brand, "operations_manager", "jingli2")
    people.membership_set(brand=brand, user=limited, role="operations_manager", shops=(jd,))
    task_there(brand, role="channel_operator", shop_key="taobao", due_at=MONDAY)
    services.tasks_escalate(at=MONDAY)
    assert [event.people for event in told if isinstance(event, events.TaskEscalated)] == [()]


def test_it_runs_every_five_minutes() -> None:
    assert {"tasks.escalate": "*/5 * * * *"}.items() <= {
        work.kind: work.cron for work in scheduled_works()
    }.items()

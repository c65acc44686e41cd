"""Several at the same moment: one task per key, one step, one end."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from luoxuan.foundation.tasks import services
from luoxuan.foundation.tasks.models import Task, TaskEscalation
from luoxuan.foundation.trail import selectors as trail
from tests.foundation.tasks.queue import MONDAY, task_there, verbs
from tests.people_there import brand_there, member_there

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act: Callable[[], Any], times: int = 6) -> list[Any]:
    """The answers of as many threads, each with a connection of its own."""

    def closing(_n: int) -> Any:
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(closing, range(times)))


def test_a_key_opened_at_once_is_one_task() -> None:
    brand = brand_there()
    found = at_once(lambda: task_there(brand, key="stock:A1").pk)
    assert len(set(found)) == 1
    assert verbs(brand) == ["task.opened"]
    assert trail.trail_verify(brand=brand).broken_at is None


def test_workers_that_escalate_at_once_take_each_step_once() -> None:
    brand = brand_there()
    member_there(brand, "owner")
    member_there(brand, "operations_manager")
    task_there(brand, role="channel_operator", due_at=MONDAY)
    taken = at_once(lambda: services.tasks_escalate(at=MONDAY + timedelta(days=9)), 4)
    assert sum(taken) == 2
    assert TaskEscalation.objects.count() == 2
    assert verbs(brand) == ["task.opened", "task.escalated", "task.escalated"]


def test_finished_at_once_it_is_finished_once() -> None:
    brand = brand_there()
    pk = task_there(brand).pk
    at_once(lambda: services.task_done(task=Task.objects.get(pk=pk), actor=None, at=MONDAY), 4)
    assert verbs(brand) == ["task.opened", "task.done"]

"""The home page of one person: their tasks, their queue, their approvals, the pace of the main target."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from luoxuan.foundation.people.access import Scope, scope_of
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.tasks import services as tasks
from luoxuan.plan.targets import services as targets
from luoxuan.web import work
from tests.people_there import brand_there, member_there, shop_there

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def brand() -> Brand:
    found = brand_there()
    shop_there(found)
    return found


def scope_there(brand: Brand, user: User) -> Scope:
    scope = scope_of(user=user, brand_key=brand.key)
    assert scope is not None
    return scope


def task_there(brand: Brand, title: str, kind: str = "manual", **more: object) -> None:
    draft = tasks.TaskDraft(kind, title, **more)  # type: ignore[arg-type]
    tasks.task_open(brand=brand, draft=draft, actor=None, at=NOW)


@pytest.mark.clause("7.6")
def test_everybody_sees_what_waits_for_them(brand: Brand) -> None:
    owner, operator = member_there(brand), member_there(brand, "channel_operator")
    task_there(brand, "逾期", owner=operator, due_at=NOW - timedelta(days=1))
    task_there(brand, "以后", owner=operator, due_at=NOW + timedelta(days=9))
    task_there(brand, "排队", role="channel_operator")
    task_there(brand, "审批", kind="gate", permission="gates.decide")
    mine = work.work_of(scope_there(brand, operator), at=NOW)
    assert [task.title for task in mine.mine] == ["逾期", "以后"]
    assert [task.title for task in mine.queue] == ["排队"]
    assert (mine.approvals, mine.counts.late) == ((), 1)
    boss = work.work_of(scope_there(brand, owner), at=NOW)
    assert [task.title for task in boss.approvals] == ["审批"]
    assert (boss.mine, boss.queue) == ((), ())


def test_tasks_stand_on_the_page_before_any_data_came(client: Client, brand: Brand) -> None:
    owner = member_there(brand)
    task_there(brand, "先导入报表", owner=owner)
    client.force_login(owner)
    assert "先导入报表" in client.get(f"/b/{brand.key}/").content.decode()


def test_who_works_on_no_tasks_has_a_page_too(client: Client, brand: Brand) -> None:
    task_there(brand, "别人的事")
    client.force_login(member_there(brand, "auditor"))
    answer = client.get(f"/b/{brand.key}/")
    assert answer.status_code == 200
    assert "别人的事" not in answer.content.decode()


def test_the_pace_of_a_target_without_data_says_why(client: Client, brand: Brand) -> None:
    owner = member_there(brand)
    client.force_login(owner)
    assert client.get(f"/b/{brand.key}/pace").content.decode().strip() == ""
    for year in {(NOW - timedelta(days=1)).year, NOW.year}:
        draft = targets.TreeDraft(year=year, title="目标")
        tree = targets.tree_create(brand=brand, draft=draft, actor=owner, at=NOW)
        said = targets.NodeDraft(title="成交", level="company", metric="gmv_paid")
        node = targets.node_set(tree=tree, draft=said, actor=owner, at=NOW)
        targets.year_set(
            node=node, value=Decimal("1200.00"), basis=targets.Basis("typed"), actor=owner, at=NOW
        )
        targets.tree_approve(tree=tree, actor=owner, at=NOW)
    shown = client.get(f"/b/{brand.key}/pace").content.decode()
    assert "本月进度：成交" in shown
    assert "还没有报表覆盖本月" in shown

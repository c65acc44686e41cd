"""The pages of the queue: who sees what, filters in the address, bulk, board, hours, export."""

import io
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from luoxuan.foundation.people import services as people
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.tasks import selectors, services
from luoxuan.foundation.tasks.models import Task, WorkHours
from tests.foundation.tasks.queue import MONDAY, scope_there, task_there, verbs, written
from tests.people_there import member_there, shop_there

ROOT = "/b/yanshi/tasks/"


def entered(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def titles(client: Client, query: str = "") -> list[str]:
    """The tasks a list shows, in order."""
    answer = client.get(f"{ROOT}{query}")
    assert answer.status_code == 200
    return [task.title for task in answer.context["page"].object_list]


@pytest.fixture
def queue(brand: Brand, owner: User, manager: User, operator: User) -> dict[str, Task]:
    """One task of each sort."""
    now = timezone.now()
    shop_there(brand)
    made: dict[str, dict[str, Any]] = {
        "mine": {"owner": operator, "due_at": now + timedelta(days=3)},
        "late": {"owner": operator, "due_at": now - timedelta(days=1), "priority": "urgent"},
        "shop": {"owner": operator, "shop_key": "taobao", "kind": "stock"},
        "queue": {"role": "channel_operator"},
        "boss": {"owner": owner},
        "gate": {"kind": "gate", "permission": "gates.decide"},
    }
    return {title: task_there(brand, title, **more) for title, more in made.items()}


@pytest.mark.clause("7.6")
def test_a_person_sees_their_own_their_queue_and_no_more(
    client: Client, queue: dict[str, Task], operator: User
) -> None:
    entered(client, operator)
    assert titles(client) == ["late", "mine", "shop"]
    assert titles(client, "?view=role") == ["queue"]
    assert titles(client, "?view=team") == ["late", "mine", "queue", "shop"]
    assert titles(client, "?view=all") == ["late", "mine", "shop"]
    assert client.get(f"{ROOT}{queue['boss'].pk}/").status_code == 404
    assert client.post(f"{ROOT}{queue['boss'].pk}/move", {"state": "done"}).status_code == 404


def test_who_gives_tasks_sees_all(client: Client, queue: dict[str, Task], owner: User) -> None:
    entered(client, owner)
    assert sorted(titles(client, "?view=all")) == sorted(queue)
    assert titles(client, "?view=role") == ["gate"]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?view=all&due=late", ["late"]),
        ("?view=all&kind=stock", ["shop"]),
        ("?view=all&shop=taobao", ["shop"]),
        ("?view=all&owner=none", ["gate", "queue"]),
        ("?view=all&priority=urgent", ["late"]),
        ("?view=all&q=OSS", ["boss"]),
        ("?view=all&state=done", []),
        ("?view=all&due=none&sort=title", ["boss", "gate", "queue", "shop"]),
        ("?view=all&due=none&sort=-title", ["shop", "queue", "gate", "boss"]),
        ("?view=all&due=late&kind=nonsense&sort=nonsense&page=9", ["late"]),
    ],
)
def test_the_address_says_what_is_shown(
    client: Client, queue: dict[str, Task], owner: User, query: str, shown: list[str]
) -> None:
    assert titles(entered(client, owner), query) == shown


def test_who_is_limited_to_a_shop_sees_no_task_of_another(
    client: Client, brand: Brand, queue: dict[str, Task]
) -> None:
    jd = shop_there(brand, "jd")
    limited = member_there(brand, "channel_operator", "jdren")
    people.membership_set(brand=brand, user=limited, role="channel_operator", shops=(jd,))
    entered(client, limited)
    assert titles(client, "?view=team") == ["late", "mine", "queue"]
    assert client.get(f"{ROOT}{queue['shop'].pk}/").status_code == 404


def test_many_at_once(client: Client, queue: dict[str, Task], brand: Brand, owner: User) -> None:
    entered(client, owner)
    chosen = [str(queue[name].pk) for name in ("mine", "queue", "gate")]
    client.post(f"{ROOT}many", {"task": chosen, "what": "assign", "to": f"user:{owner.pk}"})
    client.post(f"{ROOT}many", {"task": chosen, "what": "priority", "priority": "high"})
    before = Task.objects.get(pk=queue["mine"].pk).due_at
    client.post(f"{ROOT}many", {"task": chosen, "what": "postpone", "days": "2"})
    client.post(f"{ROOT}many", {"task": chosen, "what": "done"})
    rows = [Task.objects.get(pk=pk) for pk in chosen]
    assert [(row.owner, row.priority) for row in rows] == [(owner, "high")] * 3
    assert before is not None
    assert rows[0].due_at == before + timedelta(days=2)
    assert [row.state for row in rows] == ["done", "done", "open"]


def test_many_of_others_are_not_touched(
    client: Client, queue: dict[str, Task], brand: Brand, operator: User, manager: User
) -> None:
    entered(client, operator)
    before = written(brand)
    client.post(f"{ROOT}many", {"task": [queue["boss"].pk], "what": "done"})
    give = {"task": [queue["mine"].pk], "what": "assign", "to": f"user:{manager.pk}"}
    client.post(f"{ROOT}many", give)
    client.post(f"{ROOT}many", {"task": [queue["mine"].pk], "what": "postpone"})
    client.post(f"{ROOT}many", {"task": ["x"], "what": "done"})
    assert written(brand) == before


def test_a_new_task_by_hand(client: Client, brand: Brand, operator: User, manager: User) -> None:
    entered(client, operator)
    said = {"title": "补货", "to": f"user:{operator.pk}", "priority": "high", "hours": "4"}
    answer = client.post(f"{ROOT}new", said)
    task = Task.objects.get()
    assert answer["Location"] == f"{ROOT}{task.pk}/"
    assert (task.owner, task.priority, task.sla) == (operator, "high", timedelta(hours=4))
    refused = client.post(f"{ROOT}new", said | {"to": f"user:{manager.pk}"})
    assert refused.status_code == 422
    assert client.post(f"{ROOT}new", said | {"evidence": "javascript:x"}).status_code == 422
    assert Task.objects.count() == 1


def test_what_is_agreed_changes_as_a_whole(
    client: Client, brand: Brand, owner: User, operator: User
) -> None:
    task = task_there(brand, owner=owner, sla=timedelta(hours=1))
    due = task.due_at
    assert due is not None
    entered(client, owner)
    shown = f"{(due + timedelta(hours=8)):%Y-%m-%dT%H:%M}"
    said = {"to": f"user:{operator.pk}", "due": shown, "priority": "low"}
    client.post(f"{ROOT}{task.pk}/change", said)
    row = Task.objects.get()
    assert (row.owner, row.due_at, row.priority) == (operator, due, "low")
    assert row.sla == timedelta(hours=1)
    assert verbs(brand) == ["task.opened", "task.assigned", "task.prioritised"]
    assert client.post(f"{ROOT}{task.pk}/change", said | {"to": "user:0"}).status_code == 422


def test_the_page_tells_the_whole_story(client: Client, brand: Brand, operator: User) -> None:
    task = task_there(brand, owner=operator, body="看库存", evidence_url="/b/yanshi/")
    entered(client, operator)
    client.post(f"{ROOT}{task.pk}/move", {"state": "doing"})
    client.post(f"{ROOT}{task.pk}/comment", {"text": "<b>好</b>"})
    file = SimpleUploadedFile("图.html", b"<script>alert(1)</script>")
    client.post(f"{ROOT}{task.pk}/files", {"file": file})
    client.post(f"{ROOT}{task.pk}/watch", {"watch": "0"})
    shown = client.get(f"{ROOT}{task.pk}/").content.decode()
    assert "看库存" in shown
    assert "&lt;b&gt;好&lt;/b&gt;" in shown
    kept = task.attachments.get()
    got = client.get(f"{ROOT}{task.pk}/files/{kept.pk}")
    assert got.content == b"<script>alert(1)</script>"
    assert got["Content-Type"] == "application/octet-stream"
    assert got["Content-Disposition"].startswith("attachment; filename*=UTF-8''%E5%9B%BE.html")
    assert not selectors.is_watching(task, operator)
    assert verbs(brand) == ["task.opened", "task.started", "task.commented", "task.attached"]


def test_the_board_shows_columns_and_drops_what_is_long_over(
    client: Client, brand: Brand, operator: User
) -> None:
    now = timezone.now()
    for title, ago in (("neu", 1), ("alt", 20)):
        task = task_there(brand, title, owner=operator)
        services.task_done(task=task, actor=operator, at=now - timedelta(days=ago))
    task_there(brand, "offen", owner=operator)
    columns = entered(client, operator).get(f"{ROOT}board").context["columns"]
    shown = {column.state: [task.title for task in column.tasks] for column in columns}
    assert shown == {"open": ["offen"], "doing": [], "done": ["neu"], "cancelled": []}


def test_the_workbook_holds_what_the_list_shows(
    client: Client, queue: dict[str, Task], owner: User
) -> None:
    got = entered(client, owner).get(f"{ROOT}export.xlsx?view=all&due=none&sort=title")
    sheet = openpyxl.load_workbook(io.BytesIO(got.content)).worksheets[1]
    first = [str(row[0].value) for row in sheet.iter_rows()]
    assert first[-4:] == ["boss", "gate", "queue", "shop"]


HOURS = {
    "opens": "10:00", "closes": "00:00", "lunch_from": "", "lunch_to": "",
    "weekdays": ["5", "6"], "closed_days": "2026-10-08, 2026-10-09", "open_days": "",
}  # fmt: skip


def test_working_hours_are_kept_and_used(client: Client, brand: Brand, owner: User) -> None:
    entered(client, owner).post(f"{ROOT}hours", HOURS)
    hours = selectors.hours_of(brand)
    assert hours.spans == ((600, 1440),)
    assert hours.weekdays == {5, 6}
    assert len(hours.closed) == 2
    assert verbs(brand) == ["work_hours.saved"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"closes": "09:00"},
        {"lunch_from": "12:00"},
        {"lunch_from": "09:00", "lunch_to": "13:00"},
        {"weekdays": []},
        {"closed_days": "heute"},
        {"open_days": "2026-10-08"},
    ],
    ids=str,
)
def test_senseless_hours_are_refused(
    client: Client, brand: Brand, owner: User, wrong: dict[str, Any]
) -> None:
    answer = entered(client, owner).post(f"{ROOT}hours", HOURS | wrong)
    assert answer.status_code == 422
    assert not WorkHours.objects.exists()
    assert verbs(brand) == []


def test_what_waits_is_counted(brand: Brand, queue: dict[str, Task], owner: User) -> None:
    counts = selectors.counts_of(scope_there(brand, owner), at=MONDAY)
    assert (counts.mine, counts.queue, counts.approvals) == (1, 1, 1)

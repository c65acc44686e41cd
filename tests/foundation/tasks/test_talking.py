"""Comments, names in them, files, and the calendar address."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from luoxuan.foundation.people import services as people
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.tasks import events, selectors, services
from luoxuan.foundation.tasks.models import TaskAttachment
from luoxuan.foundation.tasks.services import TaskError
from luoxuan.foundation.tasks.services.attaching import safe_name, sealed_path
from luoxuan.foundation.trail.models import TrailEntry
from tests.foundation.tasks.queue import MONDAY, task_there, verbs, written
from tests.people_there import member_there, shop_there

Told = list[events.TaskEvent]


def test_who_is_named_is_told_and_watches(
    brand: Brand, manager: User, operator: User, told: Told
) -> None:
    task = task_there(brand)
    services.task_comment(task=task, text="@yunying1请看一下", actor=manager, at=MONDAY)
    assert told[-1] == events.TaskMentioned(
        task, manager, MONDAY, (operator,), text="@yunying1请看一下"
    )
    assert set(selectors.watchers_of(task)) == {manager, operator}
    assert "请看" not in str(list(TrailEntry.objects.values()))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@jingli @yunying1 一起", {"jingli", "yunying1"}),
        ("@演示 yunying1，好", {"yunying1"}),
        ("@yunying12 不是他", set()),
        ("mail@yunying1.example 也算", {"yunying1"}),
        ("没有人", set()),
    ],
)
def test_names_are_found_whole(
    brand: Brand, manager: User, operator: User, text: str, named: set[str]
) -> None:
    comment = services.task_comment(task=task_there(brand), text=text, actor=manager, at=MONDAY)
    assert {user.username for user in comment.mentioned.all()} == named


def test_who_does_not_see_the_shop_cannot_be_named(brand: Brand, manager: User, told: Told) -> None:
    shop_there(brand)
    jd = shop_there(brand, "jd")
    limited = member_there(brand, "channel_operator", "jdren")
    people.membership_set(brand=brand, user=limited, role="channel_operator", shops=(jd,))
    task = task_there(brand, shop_key="taobao")
    services.task_comment(task=task, text="@jdren", actor=manager, at=MONDAY)
    assert not [event for event in told if isinstance(event, events.TaskMentioned)]


@pytest.mark.parametrize("text", ["", "  \n", "长" * 5001])
def test_an_empty_or_endless_comment_is_refused(brand: Brand, manager: User, text: str) -> None:
    task = task_there(brand)
    before = written(brand)
    with pytest.raises(TaskError):
        services.task_comment(task=task, text=text, actor=manager, at=MONDAY)
    assert written(brand) == before
    assert selectors.comments_of(task) == []


@pytest.mark.clause("9.3")
def test_a_file_lies_sealed_and_comes_back_whole(
    brand: Brand, manager: User, tmp_path: Path
) -> None:
    source = tmp_path / "x"
    source.write_bytes("订单 13800000000".encode())
    kept = services.attachment_add(
        task=task_there(brand), source=source, name="../../退货单.xlsx", actor=manager, at=MONDAY
    )
    assert kept.name == "退货单.xlsx"
    assert b"13800000000" not in sealed_path(kept).read_bytes()
    with services.attachment_open(attachment=kept) as plain:
        assert plain.read_bytes() == source.read_bytes()
    assert verbs(brand) == ["task.opened", "task.attached"]


@pytest.mark.parametrize("size", [0, services.LARGEST + 1])
def test_a_file_of_no_or_too_much_size_is_refused(
    brand: Brand, manager: User, tmp_path: Path, size: int
) -> None:
    source = tmp_path / "x"
    with source.open("wb") as stream:
        stream.truncate(size)
    task = task_there(brand)
    before = written(brand)
    with pytest.raises(TaskError):
        services.attachment_add(task=task, source=source, name="x", actor=manager, at=MONDAY)
    assert written(brand) == before
    assert not TaskAttachment.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_removed_file_leaves_no_bytes(tmp_path: Path) -> None:
    from tests.people_there import brand_there

    brand = brand_there()
    person = member_there(brand, "owner")
    (tmp_path / "x").write_bytes(b"x")
    kept = services.attachment_add(
        task=task_there(brand), source=tmp_path / "x", name="x", actor=person, at=MONDAY
    )
    path = sealed_path(kept)
    assert path.exists()
    services.attachment_remove(attachment=kept, actor=person, at=MONDAY)
    assert not path.exists()
    assert verbs(brand)[-1] == "task.detached"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("..\\..\\boot.ini", "boot.ini"),
        ("a/b/c.csv", "c.csv"),
        ('x";\r\nSet-Cookie: a=b.csv', "xSet-Cookie a=b.csv"),
        ("...", "file"),
        ("", "file"),
        (".htaccess", "htaccess"),
        ("长" * 200 + ".xlsx", "长" * 115 + ".xlsx"),
    ],
)
def test_a_name_is_made_safe(said: str, kept: str) -> None:
    assert safe_name(said) == kept


def calendar(client: Client, secret: str) -> str:
    """What a calendar program gets."""
    answer = client.get(f"/ical/tasks/{secret}.ics")
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


@pytest.mark.clause("9.3")
def test_a_calendar_gets_titles_and_moments_of_the_persons_own_tasks(
    client: Client, brand: Brand, operator: User, manager: User
) -> None:
    task = task_there(brand, "补货 A1", owner=operator, body="电话 13800000000", due_at=MONDAY)
    task_there(brand, "没有期限", owner=operator)
    task_there(brand, "别人的", owner=manager, due_at=MONDAY)
    secret = services.feed_make(brand=brand, user=operator, at=MONDAY)
    shown = calendar(client, secret)
    assert shown.count("BEGIN:VEVENT") == 1
    assert "SUMMARY:补货 A1" in shown
    assert f"/b/yanshi/tasks/{task.pk}/" in shown.replace("\r\n ", "")
    assert "13800000000" not in shown
    assert "yunying1" not in shown


def test_an_address_opens_nothing_once_it_was_ended(
    client: Client, brand: Brand, operator: User, caplog: pytest.LogCaptureFixture
) -> None:
    old = services.feed_make(brand=brand, user=operator, at=MONDAY)
    new = services.feed_make(brand=brand, user=operator, at=MONDAY + timedelta(days=1))
    assert calendar(client, old) == "404"
    assert "VCALENDAR" in calendar(client, new)
    people.membership_end(brand=brand, user=operator)
    assert calendar(client, new) == "404"
    assert old not in caplog.text
    assert new not in caplog.text


def test_a_revoked_address_is_gone(client: Client, brand: Brand, operator: User) -> None:
    secret = services.feed_make(brand=brand, user=operator, at=MONDAY)
    services.feed_revoke(brand=brand, user=operator, at=MONDAY)
    services.feed_revoke(brand=brand, user=operator, at=MONDAY)
    assert calendar(client, secret) == "404"
    assert TrailEntry.objects.filter(verb="task_feed.revoked").count() == 1

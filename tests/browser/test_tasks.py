"""The queue by keyboard and by mouse."""

import re
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect

from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.tasks import services
from luoxuan.foundation.tasks.models import Task


def task_there(brand: Brand, owner: User, title: str) -> Task:
    draft = services.TaskDraft("manual", title, owner=owner)
    return services.task_open(brand=brand, draft=draft, actor=None, at=timezone.now())


def test_tasks_are_done_by_keyboard_alone(
    desk: Page, live_server: Any, brand: Brand, owner: User
) -> None:
    tasks = [task_there(brand, owner, title) for title in ("丙", "乙", "甲")]
    desk.goto(f"{live_server.url}/b/qinglan/tasks/")
    desk.keyboard.press("?")
    expect(desk.locator("#task-keys")).to_be_visible()
    desk.keyboard.press("Escape")
    desk.keyboard.press("j")
    desk.keyboard.press("x")
    desk.keyboard.press("j")
    desk.keyboard.press("x")
    desk.keyboard.press("e")
    expect(desk.locator("[data-task-row]")).to_have_count(1)
    assert [Task.objects.get(pk=task.pk).state for task in tasks] == ["open", "done", "done"]
    desk.keyboard.press("j")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile(f"/tasks/{tasks[0].pk}/$"))
    desk.keyboard.press("e")
    desk.fill("#outcome", "到货")
    desk.locator("#task-finish button.primary").click()
    expect(desk.locator(".notice")).to_contain_text("到货")


def test_a_card_is_dragged_and_moved_by_keys(
    desk: Page, live_server: Any, brand: Brand, owner: User
) -> None:
    task = task_there(brand, owner, "补货")
    desk.goto(f"{live_server.url}/b/qinglan/tasks/board")
    desk.drag_and_drop(".board-card", "[data-state=doing].board-column")
    expect(desk.locator("[data-state=doing].board-column .board-card")).to_have_count(1)
    assert Task.objects.get(pk=task.pk).state == "doing"
    desk.keyboard.press("j")
    desk.keyboard.press("l")
    expect(desk.locator("[data-state=done].board-column .board-card")).to_have_count(1)
    assert Task.objects.get(pk=task.pk).state == "done"

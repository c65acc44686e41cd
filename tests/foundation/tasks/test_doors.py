"""The queue for programs and in the terminal."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from typer.testing import CliRunner

from luoxuan.cli.main import app
from luoxuan.foundation.people import services as people
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.people.services import TokenPlan
from luoxuan.foundation.tasks.models import Task, TaskComment
from tests.foundation.tasks.queue import MONDAY, task_there, written

ROOT = "/api/v1/b/yanshi/tasks/"


@pytest.fixture
def call(client: Client, brand: Brand, operator: User) -> Any:
    """The interface as the operator's program sees it."""
    plan = TokenPlan("脚本", ("tasks.work",), timedelta(days=1))
    _token, secret = people.token_issue(brand=brand, user=operator, plan=plan, at=timezone.now())
    header = {"Authorization": f"Bearer {secret}"}

    def called(path: str = "", body: dict[str, Any] | None = None) -> Any:
        if body is None:
            return client.get(f"{ROOT}{path}", headers=header)
        return client.post(f"{ROOT}{path}", body, content_type="application/json", headers=header)

    return called


def test_a_program_opens_once_per_key_moves_and_comments(call: Any, operator: User) -> None:
    said = {"title": "补货", "key": "stock:A1", "working_hours": 4}
    first, second = call("", said).json(), call("", said).json()
    assert first["id"] == second["id"]
    assert (first["owner"], first["state"]) == ("yunying1", "open")
    assert first["due_at"]
    assert [one["title"] for one in call().json()] == ["补货"]
    assert call(f"{first['id']}/comments", {"text": "好"}).status_code == 200
    assert (
        call(f"{first['id']}/state", {"state": "done", "outcome": "到货"}).json()["state"] == "done"
    )
    assert call(f"{first['id']}/state", {"state": "nonsense"}).status_code == 422
    assert (Task.objects.get().outcome, TaskComment.objects.get().author) == ("到货", operator)


def test_what_a_person_may_not_their_program_may_not(
    call: Any, brand: Brand, manager: User
) -> None:
    foreign = task_there(brand, owner=manager)
    before = written(brand)
    assert call("?view=all").status_code == 403
    assert call(f"{foreign.pk}").status_code == 404
    assert call(f"{foreign.pk}/state", {"state": "done"}).status_code == 404
    assert call("", {"title": "x", "owner": "jingli"}).status_code == 403
    assert call("", {"title": "x", "owner": "niemand"}).status_code == 422
    assert call("", {"title": " "}).status_code == 422
    assert call("", {"title": "x", "shop": "nirgends"}).status_code == 422
    assert written(brand) == before


def test_the_terminal_tells_the_same(brand: Brand, operator: User, manager: User) -> None:
    task_there(brand, "补货", owner=operator, due_at=MONDAY)
    task_there(brand, "别的", owner=manager)
    run = CliRunner().invoke
    told = json.loads(
        run(app, ["tasks", "--brand", "yanshi", "--mine", "yunying1", "--json"]).output
    )
    assert [(one["title"], one["owner"]) for one in told["tasks"]] == [("补货", "yunying1")]
    plain = run(app, ["tasks", "--brand", "yanshi"]).output.splitlines()
    assert len(plain) == 2
    assert run(app, ["tasks", "--brand", "nirgends"]).exit_code == 2
    assert run(app, ["tasks", "--brand", "yanshi", "--mine", "niemand"]).exit_code == 2

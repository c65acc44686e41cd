"""The other doors: the interface, the command, and what happens by itself (12.1)."""

import json
from datetime import UTC, datetime

import pytest
from django.test import Client
from typer.testing import CliRunner

from luoxuan.check.reviews import selectors, services
from luoxuan.check.reviews.jobs import begin, late_data, prepare
from luoxuan.check.reviews.models import Review
from luoxuan.cli.main import app
from luoxuan.foundation.jobs import selectors as jobs
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.tasks import selectors as tasks
from luoxuan.plan.targets.models import TargetTree
from tests.check.reviews.conftest import AT
from tests.check.reviews.objects import review_there
from tests.people_there import PASSWORD, brand_there, member_there

pytestmark = pytest.mark.django_db
API = "/api/v1/b/yanshi/reviews/"


class Silent:
    """A job nobody watches."""

    job_id = "x"

    def progress(self, done: int, total: int, note: str = "") -> None:
        """Heard by nobody."""


@pytest.fixture
def house() -> Brand:
    """A brand without data."""
    return brand_there("yanshi")


@pytest.fixture
def boss(house: Brand, client: Client) -> User:
    """Its owner, logged in."""
    made = member_there(house, "owner", "laoban")
    assert client.login(username="laoban", password=PASSWORD)
    return made


def test_the_interface_asks_reads_decides_and_answers(
    house: Brand, boss: User, client: Client
) -> None:
    review = review_there(house)

    def post(path: str, body: dict[str, object]) -> tuple[int, dict[str, object]]:
        answer = client.post(f"{API}{path}", json.dumps(body), content_type="application/json")
        return answer.status_code, answer.json()

    assert post("", {"when": "2026-13"})[0] == 422
    status, made = post("", {"when": "2026-Q3"})
    assert (status, made["state"], made["when"]) == (200, "preparing", "2026-Q3")
    assert [row["when"] for row in client.get(API).json()] == ["2026-09", "2026-Q3"]
    status, decided = post(
        f"{review.pk}/decisions", {"text": "补货", "owner": "laoban", "follow": "task"}
    )
    assert (status, decided["follow"]) == (200, "task")
    assert post(f"{review.pk}/decisions", {"text": "x", "owner": "nobody"})[0] == 422
    answer = {"key": "shift-1", "is_adopted": True, "reason": "试试"}
    status, kept = post(f"{review.pk}/answers", answer)
    assert (status, bool(kept["task"])) == (200, True)
    assert post(f"{review.pk}/answers", answer)[0] == 422
    body = client.get(f"{API}{review.pk}").json()
    assert [row["text"] for row in body["decisions"]] == ["补货", "从甲挪到乙。"]
    assert client.get(f"{API}99999").status_code == 404


def test_the_command_prepares_and_shows(brand: Brand, tree: TargetTree) -> None:
    runner = CliRunner()
    asked = ["review", "show", "--brand", "yanshi", "--month", "2026-09", "--json"]
    assert runner.invoke(app, asked).exit_code == 3
    made = runner.invoke(app, ["review", "prepare", "--brand", "yanshi", "--month", "2026-09"])
    assert made.exit_code == 0, made.output
    assert "- 公司成交额: 7800.0000 / 12000.00" in made.output
    shown = json.loads(runner.invoke(app, asked).output)
    assert (shown["when"], shown["state"], len(shown["pack"]["misses"])) == ("2026-09", "ready", 2)
    two = ["review", "show", "--brand", "yanshi", "--month", "2026-09", "--year", "2026"]
    assert runner.invoke(app, two).exit_code == 2
    assert runner.invoke(app, ["review", "show", "--brand", "x", "--year", "2026"]).exit_code == 2


def test_on_the_first_the_packs_are_asked_for_once(brand: Brand) -> None:
    first = datetime(2026, 10, 1, 0, 0, tzinfo=UTC)
    assert services.reviews_begin(at=first) == 2, "the month and the quarter"
    assert services.reviews_begin(at=first) == 2
    asked = {job.payload["when"] for job in jobs.jobs_of(brand=brand)}
    assert asked == {"2026-09", "2026-Q3"}
    assert jobs.jobs_of(brand=brand).count() == 2
    assert services.reviews_begin(at=datetime(2026, 10, 2, tzinfo=UTC)) == 0


def test_the_job_prepares_and_opens_one_task_that_holding_settles(house: Brand, boss: User) -> None:
    for _time in range(2):
        prepare(Silent(), brand="yanshi", kind="month", when="2026-09", task=True)
    review = Review.objects.get()
    (task,) = tasks.tasks_by_source(house, "review", str(review.pk))
    assert (task.title, task.role) == ("召开 2026-09 复盘", "operations_manager")
    assert task.due_at == datetime(2026, 10, 8, 10, 0, tzinfo=UTC)
    services.review_hold(review=review, actor=boss, at=AT)
    task.refresh_from_db()
    assert task.state == "done"
    prepare(Silent(), brand="yanshi", kind="month", when="2026-09", task=True)
    assert len(tasks.tasks_by_source(house, "review", str(review.pk))) == 1
    assert selectors.review_for(house, "month", review.first).state == "held"  # type: ignore[union-attr]


def test_jobs_of_nobody_do_nothing(house: Brand) -> None:
    prepare(Silent(), brand="gone", kind="month", when="2026-09")
    begin(Silent())
    late_data(Silent())
    assert not Review.objects.exists()

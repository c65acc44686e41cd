"""The pages: prepare, read, present, hold, decide, answer, freeze; and who sees what (12.1-12.4)."""

from datetime import UTC, date, datetime
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from luoxuan.check.reviews import selectors, services
from luoxuan.check.reviews.models import Review, ReviewSettings
from luoxuan.foundation.jobs import selectors as jobs
from luoxuan.foundation.people import services as people
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.trail.models import TrailEntry
from luoxuan.plan.targets.models import TargetTree
from tests.check.reviews.conftest import AT
from tests.check.reviews.objects import PACK, SHEET, review_there
from tests.check.reviews.test_pack import prepared
from tests.people_there import PASSWORD, brand_there, member_there, shop_there

pytestmark = pytest.mark.django_db
LIST = "/b/yanshi/check/reviews/"


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


def test_an_empty_brand_is_told_what_is_due(house: Brand, boss: User, client: Client) -> None:
    page = client.get(LIST).content.decode()
    assert "还没有复盘" in page
    assert "准备" in page


def test_preparing_asks_a_job_and_a_wrong_period_is_refused(
    house: Brand, boss: User, client: Client
) -> None:
    client.post(f"{LIST}ask", {"when": "oktober"})
    assert not Review.objects.exists()
    answer = client.post(f"{LIST}ask", {"when": "2026-09"})
    review = Review.objects.get()
    assert answer["Location"] == f"{LIST}{review.pk}/"
    (job,) = jobs.jobs_of(brand=house)
    assert job.payload == {"brand": "yanshi", "kind": "month", "when": "2026-09"}
    assert "材料准备中" in client.get(f"{LIST}{review.pk}/").content.decode()


@pytest.mark.clause("12.1")
def test_the_one_pager_says_conclusion_goals_causes_and_ends_in_signatures(
    brand: Brand, tree: TargetTree, reader: Client
) -> None:
    review = prepared(brand)
    page = reader.get(f"{LIST}{review.pk}/").content.decode()
    for said in ("2 个未达成", "目标与实际", "为什么", "订单 78（应为 120）", "签字", "数据版本"):
        assert said in page, said
    order = [
        page.index(f'id="{part}"')
        for part in ("conclusion", "targets", "why", "decisions", "signatures")
    ]
    assert order == sorted(order)
    shown = reader.get(f"{LIST}{review.pk}/present").content.decode()
    assert "<textarea" not in shown
    started = timezone.now()
    reader.get(f"{LIST}{review.pk}/")
    assert (timezone.now() - started).total_seconds() < 2, "the pack is stored, nothing is computed"


def test_paper_and_workbook_have_the_review(brand: Brand, tree: TargetTree, reader: Client) -> None:
    review = prepared(brand)
    assert reader.get(f"{LIST}{review.pk}/review.pdf").content.startswith(b"%PDF")
    body = reader.get(f"{LIST}{review.pk}/review.xlsx").content
    book = openpyxl.load_workbook(BytesIO(body))
    sheet = book.worksheets[1]
    assert (sheet["A5"].value, sheet["E5"].value, sheet["F5"].value) == ("公司成交额", 12000, 7800)


def test_a_review_is_held_decided_signed_and_frozen_on_its_page(
    house: Brand, boss: User, client: Client
) -> None:
    review = review_there(house)
    base = f"{LIST}{review.pk}/"
    client.post(f"{base}agenda", {"agenda": "10 为什么\n5 签字"})
    client.post(f"{base}hold", {"people": [str(boss.pk)]})
    client.post(
        f"{base}decide",
        {"text": "补货", "owner": str(boss.pk), "due_on": "2026-10-20", "follow": "task"},
    )
    client.post(f"{base}answer", {"key": "shift-1", "adopt": "0", "reason": "先等等"})
    client.post(f"{base}minutes", {"conclusion": "缺货。", "minutes": "讨论了补货。"})
    client.post(f"{base}sign")
    client.post(f"{base}freeze")
    review.refresh_from_db()
    assert (review.state, review.conclusion) == ("frozen", "缺货。")
    (decision,) = selectors.decisions_of(review)
    assert (decision.text, decision.owner, decision.due_on) == ("补货", boss, date(2026, 10, 20))
    page = client.get(base).content.decode()
    assert "已归档" in page
    assert f"{base}decide" not in page
    refused = client.post(f"{base}minutes", {"conclusion": "x", "minutes": "x"}, follow=True)
    assert "is frozen" in refused.content.decode()
    review.refresh_from_db()
    assert review.conclusion == "缺货。"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("agenda", {"agenda": "为什么"}),
        ("agenda", {"agenda": "0 为什么"}),
        ("decide", {"text": ""}),
        ("decide", {"text": "x", "follow": "nothing"}),
        ("answer", {"key": "shift-9", "adopt": "1", "reason": "x"}),
        ("answer", {"key": "shift-1", "adopt": "1", "reason": ""}),
        ("sign", {}),
        ("freeze", {}),
        ("hold", {"people": ["99999"]}),
    ],
)
def test_what_is_refused_changes_nothing(
    name: str, data: dict[str, str], house: Brand, boss: User, client: Client
) -> None:
    review = review_there(house)
    entries = TrailEntry.objects.count()
    client.post(f"{LIST}{review.pk}/{name}", data)
    review.refresh_from_db()
    assert (review.state, TrailEntry.objects.count()) == ("ready", entries)
    parts = (review.decisions, review.answers, review.attendance, review.agenda)
    assert [part.count() for part in parts] == [0, 0, 0, 0]


@pytest.mark.clause("12.3")
def test_scores_are_for_who_sees_budgets_and_for_the_person(house: Brand, boss: User) -> None:
    content, customer = (
        member_there(house, role, role.replace("_", "-"))
        for role in ("content_operator", "customer_operator")
    )
    review = review_there(house, scores=[{**SHEET, "owner_id": content.pk}])
    seen = {}
    for user in (boss, content, customer):
        browser = Client()
        assert browser.login(username=user.username, password=PASSWORD)
        page = browser.get(f"{LIST}{review.pk}/scores").content.decode()
        file = browser.get(f"{LIST}{review.pk}/scores.xlsx").status_code
        body = browser.get(f"/api/v1/b/yanshi/reviews/{review.pk}").json()
        seen[user.username] = ("90.0" in page, file, len(body["scores"]))
    assert seen == {
        "laoban": (True, 200, 1),
        "content-operator": (True, 200, 1),
        "customer-operator": (False, 404, 0),
    }


def test_who_is_limited_to_a_shop_sees_that_shops_rows_only(house: Brand) -> None:
    def row(title: str, shop: str) -> dict[str, object]:
        node = {"id": "1", "title": title, "level": "shop", "metric": "gmv_paid", "unit": "money",
                "shop_key": shop, "platform": "", "owner": "", "owner_id": None, "role": ""}  # fmt: skip
        return {
            "node": node, "shop_key": shop, "depth": 0, "target": "10", "due": "10", "actual": "5",
            "gap": "-5", "reached": "0.5", "through": None, "state": "missed", "direction": "up",
            "reason_zh": "", "reason_en": "", "basis_zh": "", "basis_en": "", "causes": [],
            "explained": "0", "unexplained": "1", "days": [],
        }  # fmt: skip

    rows = [row("公司的秘密", ""), row("我的店", "taobao"), row("别人的店", "jd")]
    pack = {**PACK, "standings": rows, "misses": rows}
    review = review_there(house, pack=pack)
    shop = shop_there(house, "taobao")
    member = member_there(house, "channel_operator", "dianzhang")
    people.membership_set(brand=house, user=member, role="channel_operator", shops=[shop])
    browser = Client()
    assert browser.login(username="dianzhang", password=PASSWORD)
    pages = [
        browser.get(f"{LIST}{review.pk}/").content.decode(),
        browser.get(f"{LIST}{review.pk}/present").content.decode(),
        str(browser.get(f"/api/v1/b/yanshi/reviews/{review.pk}").json()),
    ]
    for page in pages:
        assert "我的店" in page
        assert "秘密" not in page
        assert "别人" not in page
        assert "从甲挪到乙" not in page


def test_rules_are_kept_and_nonsense_is_refused(house: Brand, boss: User, client: Client) -> None:
    good = {"month_days": 5, "quarter_days": 10, "year_days": 20, "most_moved": "15",
            "score_cap": "1.5", "score_floor": "0.5"}  # fmt: skip
    assert client.get(f"{LIST}settings").status_code == 200
    assert client.post(f"{LIST}settings", {**good, "score_floor": "2"}).status_code == 422
    assert not ReviewSettings.objects.exists()
    assert client.post(f"{LIST}settings", good).status_code == 302
    kept = selectors.settings_of(house)
    assert (kept.month_days, str(kept.most_moved), str(kept.score_cap)) == (5, "0.150", "1.50")


def test_due_next_is_what_is_over_and_told_of(brand: Brand) -> None:
    at = datetime(2026, 10, 5, 2, 0, tzinfo=UTC)
    due = {one.kind: one for one in selectors.due_next(brand, at=at)}
    assert {kind: str(one.period) for kind, one in due.items()} == {
        "month": "2026-09-01..2026-09-30",
        "quarter": "2026-07-01..2026-09-30",
    }
    assert (due["month"].due_on, due["month"].is_late) == (date(2026, 10, 8), False)
    later = datetime(2026, 10, 9, 2, 0, tzinfo=UTC)
    assert [one.is_late for one in selectors.due_next(brand, at=later)] == [True, False]


def test_punctuality_counts_the_months_nobody_reviewed(house: Brand, boss: User) -> None:
    for when, held in (("2026-07", datetime(2026, 8, 8, 2, tzinfo=UTC)), ("2026-08", AT)):
        review = review_there(house, when)
        services.review_hold(review=review, actor=boss, at=held)
    span = {"since": date(2026, 8, 1), "until": date(2026, 10, 31)}
    found = selectors.punctuality(house, **span)
    assert (found.due, found.on_time, found.late, found.never) == (3, 1, 1, 1)

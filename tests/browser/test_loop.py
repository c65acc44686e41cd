"""The loop walked by its people: goal, pace, signal, review, action, effect, evidence pack (6.5, 9.15, 12.1-12.4, 12.8)."""

import hashlib
import json
import re
import time
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from luoxuan.foundation.jobs.services import job_enqueue
from luoxuan.foundation.jobs.worker import Worker
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.models import Brand
from tests.browser import loop_steps as steps
from tests.browser.desks import Desks, go
from tests.browser.stored_year import AT, StoredYear, year_stored
from tests.browser.year_planned import finding_there, objective_there, targets_approved

MANAGER, OWNER = "operations-manager", "owner"


@pytest.fixture(scope="session")
def stored_year(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> StoredYear:
    """Imported once."""
    with django_db_blocker.unblock():
        return year_stored(tmp_path_factory.mktemp("year"))


@pytest.fixture
def brand(stored_year: StoredYear, live_server: Any, monkeypatch: pytest.MonkeyPatch) -> Brand:
    """The brand with its year, on the morning after its last day."""
    began = time.monotonic()
    monkeypatch.setattr(
        "django.utils.timezone.now", lambda: AT + timedelta(seconds=time.monotonic() - began)
    )
    stored_year.put_back()
    found = people.brand_by_key("qinglan")
    assert found is not None
    return found


@pytest.fixture
def desks(
    brand: Brand, browser: Browser, browser_context_args: dict[str, Any], live_server: Any
) -> Iterator[Desks]:
    """Desks for everybody; a script error or a refused asset at any of them fails the test."""
    made = Desks(browser, browser_context_args, live_server.url, brand.key)
    yield made
    made.leave()
    assert made.wrong == []


def work(kind: str = "") -> None:
    """What waits in the background is done; `kind` is asked for first."""
    if kind:
        job_enqueue(kind=kind, payload={}, brand=None, requested_by=None, at=timezone.now())
    Worker().run(until_idle=True)


def test_a_goal_is_set_and_approved_and_its_pace_seen(desks: Desks, brand: Brand) -> None:
    objective_there(brand)
    manager = desks.of(MANAGER)
    steps.new_targets(manager)
    manager.get_by_role("button", name="提交审批").click()
    expect(manager.locator("h1")).to_contain_text("待审批")

    owner = desks.of(OWNER)
    expect(owner.locator("main")).to_contain_text("等我审批")
    go(owner, "今日", "审批")
    owner.get_by_role("link", name="2026 年目标").click()
    expect(owner.locator("main")).to_contain_text(re.compile(r"全公司成交额: [\d,.]+"))
    owner.get_by_role("button", name="批准").click()
    expect(owner.locator(".lead")).to_have_text("没有等待您决定的事项。")

    go(manager, "规划", "目标")
    expect(manager.locator("h1")).to_contain_text("已批准")
    expect(manager.locator(".headline")).to_contain_text(re.compile(r"目标 [\d.]+ 万.*预测落点"))
    go(manager, "今日")
    expect(manager.locator(".pace")).to_contain_text("本月进度：全公司成交额")


def test_a_signal_rings_and_leads_to_its_task(desks: Desks, brand: Brand) -> None:
    manager = desks.of(MANAGER)
    steps.new_monitor(manager)
    work("signals.watch")

    go(manager, "今日")
    expect(manager.locator(".bell .badge")).to_be_visible()
    manager.locator(".bell summary").click()
    manager.locator(".bell").get_by_role("link", name=re.compile(steps.FLAGSHIP)).click()
    expect(manager.locator("h1")).to_have_text(steps.MONITOR)
    expect(manager.locator("[data-chart] canvas").first).to_be_visible()
    manager.locator("main section", has_text="任务").get_by_role("link").first.click()
    expect(manager).to_have_url(re.compile(r"/tasks/\d+/$"))
    expect(manager.locator("h1")).to_contain_text("低于 10.00 万")
    manager.get_by_role("link", name="查看证据").click()
    expect(manager.locator("table tbody tr").first).to_be_visible()


def test_a_review_names_the_cause_and_stays_as_it_was_signed(desks: Desks, brand: Brand) -> None:
    targets_approved(brand)
    manager = desks.of(MANAGER)
    steps.ask_for_review(manager, "2026-09")
    work()
    manager.reload()
    cause = f"{steps.FLAGSHIP}的支付转化率自 2026-09-06 起降到"
    expect(manager.locator("#conclusion")).to_contain_text(cause)
    expect(manager.locator("#why article").first).to_contain_text(cause)
    steps.hold(manager)
    steps.decide(manager, "京东店上线凑单推荐")
    steps.sign_and_freeze(manager)

    manager.reload()
    expect(manager.locator("main form")).to_have_count(0)
    expect(manager.locator("#minutes")).to_contain_text("逐项核对数据")
    manager.locator("#decisions").get_by_role("link", name="打开").click()
    expect(manager.locator("h1")).to_have_text("京东店上线凑单推荐")


def test_an_action_is_carried_out_measured_and_closed(desks: Desks, brand: Brand) -> None:
    targets_approved(brand)
    finding_there(brand)
    manager = desks.of(MANAGER)
    go(manager, "改进", "问题清单")
    manager.get_by_role("link", name="京东店客单价偏低").click()
    steps.name_cause(manager, "没有凑单推荐")
    steps.plan_action(manager, "上线凑单推荐", "没有凑单推荐")
    steps.carry_out(manager)
    manager.get_by_role("button", name="立即测量").click()
    expect(manager.locator("#effects")).to_contain_text("与对照店铺比较")
    expect(manager.locator("[data-chart] canvas").first).to_be_visible()
    expect(manager.locator(".lead")).to_contain_text("尚不明确")
    steps.close_action(manager, "保留", "")
    expect(manager.get_by_text("与测量结论不同：请说明理由。").first).to_be_visible()
    steps.close_action(manager, "不保留", "测不出效果，不再投入。")
    expect(manager.locator(".lead .status").first).to_contain_text("不保留")

    go(manager, "改进", "闭环")
    manager.locator("main table").get_by_role("link", name="青岚演示京东自营店").click()
    stations = manager.locator("ol.loop-stations > li")
    expect(stations.nth(1)).to_contain_text("上线凑单推荐")
    expect(stations.nth(3)).to_contain_text("上线凑单推荐: 不保留")
    expect(stations.nth(4)).to_contain_text("计划尚未审批")


def test_the_evidence_pack_is_printed_and_its_hash_kept(
    desks: Desks, brand: Brand, tmp_path: Path
) -> None:
    owner = desks.of(OWNER)
    go(owner, "改进", "合规度")
    owner.get_by_role("button", name="立即测量").click()
    work()
    owner.reload()
    expect(owner.locator(".headline")).to_contain_text("条要求中")
    owner.get_by_role("link", name=re.compile("^12.1 ")).first.click()
    expect(owner.locator("#clause blockquote")).not_to_be_empty()
    go(owner, "改进", "合规度")
    owner.get_by_role("link", name="签字与证据包").click()
    owner.get_by_role("button", name="制作证据包").click()
    work()
    owner.reload()
    path = pack_downloaded(owner, tmp_path)
    with zipfile.ZipFile(path) as pack:
        papers = {Path(name).suffix: pack.read(name) for name in pack.namelist()}
    assert papers[".pdf"].startswith(b"%PDF-")
    assert json.loads(papers[".json"])
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    expect(owner.locator("main")).to_contain_text(digest)
    go(owner, "数据", "操作留痕")
    expect(owner.locator("main")).to_contain_text(digest[:8])


def pack_downloaded(page: Page, folder: Path) -> Path:
    """The newest pack of the run."""
    with page.expect_download() as coming:
        page.locator("a[href$='pack.zip']").first.click()
    path = folder / "pack.zip"
    coming.value.save_as(path)
    return path

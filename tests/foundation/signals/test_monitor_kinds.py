"""Every kind of monitor, and those that could watch nothing (9.15)."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.signals import registry, services
from luoxuan.foundation.signals.errors import MonitorError
from luoxuan.foundation.signals.models import Alert, Monitor, MonitorRun
from luoxuan.foundation.tasks import selectors as tasks
from luoxuan.foundation.trail import selectors as trail
from tests.foundation.signals.conftest import AT, OUTAGE, brought, trade
from tests.foundation.signals.there import monitor_there

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def run(brand: Brand, day: date = OUTAGE, at: datetime = AT) -> int:
    """Let the monitors look."""
    return services.monitors_run(brand=brand, day=day, at=at)


@pytest.fixture
def empty_registry() -> Iterator[None]:
    """Nobody offers a pace or a check; what a test offers is gone afterwards."""
    kept = registry.Registry(list(registry.REGISTRY.paces), dict(registry.REGISTRY.checks))
    registry.REGISTRY.paces.clear()
    registry.REGISTRY.checks.clear()
    yield
    registry.REGISTRY.paces[:] = kept.paces
    registry.REGISTRY.checks.clear()
    registry.REGISTRY.checks.update(kept.checks)


def test_a_threshold_fires_after_so_many_days_in_a_row(brand: Brand) -> None:
    rules = {"side": "above", "limit": "19", "days": "3"}
    monitor_there(brand, "订单多", kind="threshold", metric="orders_paid", parameters=rules)
    assert run(brand, OUTAGE - DAY) == 1
    assert run(brand, OUTAGE) == 0
    (alert,) = Alert.objects.all()
    assert (alert.state, alert.value, alert.high) == ("resolved", 20, 19)


def test_a_change_is_held_against_the_same_weekday(brand: Brand) -> None:
    monitor_there(
        brand, "订单骤降", kind="change", metric="orders_paid", parameters={"side": "down"}
    )
    assert run(brand, OUTAGE - DAY) == 0
    assert run(brand, OUTAGE) == 1
    alert = Alert.objects.get()
    assert (alert.value, alert.expected) == (1, 20)


def test_a_shop_behind_is_told_and_over_when_its_file_came(
    brand: Brand, owner: User, tmp_path: Path
) -> None:
    monitor_there(brand, "数据", parameters={"days": "2"})
    later = AT + 2 * DAY
    run(brand, OUTAGE + 2 * DAY, later)
    alert = Alert.objects.get()
    assert alert.value == 2
    (task,) = tasks.tasks_by_source(brand, "alert", str(alert.pk))
    assert task.state not in {"done", "cancelled"}
    more = trade(OUTAGE + 3 * DAY)
    brought(brand, tmp_path, tuple(r for r in more if r[1] > str(OUTAGE + DAY)), later + DAY)
    run(brand, OUTAGE + 3 * DAY, later + DAY)
    alert.refresh_from_db()
    assert alert.state == "resolved"
    (task,) = tasks.tasks_by_source(brand, "alert", str(alert.pk))
    assert task.state == "done"


def test_pace_asks_whoever_knows_it(brand: Brand, empty_registry: None) -> None:
    monitor_there(brand, "进度", kind="pace", metric="gmv_paid", by=())
    assert run(brand, date(2026, 9, 20), AT) == 0
    assert MonitorRun.objects.get().reason

    def provider(_brand: Brand, _day: date, _session: Any) -> list[registry.PaceReading]:
        return [
            registry.PaceReading(
                {}, "gmv_paid", Decimal(700), Decimal(1000), "公司成交", "Company"
            ),
            registry.PaceReading({"shop": "a"}, "gmv_paid", Decimal(1), Decimal(9), "甲店", "A"),
        ]

    registry.pace_provider(provider)
    assert run(brand, date(2026, 9, 3), AT) == 0  # too early in the month to say
    assert run(brand, date(2026, 9, 20), AT) == 1
    alert = Alert.objects.get()
    assert (alert.value, alert.expected) == (700, 1000)
    assert alert.sentence_zh == "公司成交：已完成 700.00，按进度应为 1,000.00，差 -30.0 %。"


def test_a_check_of_records_can_be_offered_from_above(brand: Brand, empty_registry: None) -> None:
    def run_check(*_asked: Any) -> list[registry.Seen]:
        return [registry.Seen({"shop": "x"}, Decimal(3), zh="三条", en="Three")]

    registry.table_check(registry.TableCheck("demo.check", "演示", "Demo", run_check))
    monitor_there(brand, "检查", kind="table", check_key="demo.check")
    assert run(brand) == 1
    with pytest.raises(MonitorError):
        monitor_there(brand, "另一个", kind="table", check_key="nobody.offers")


@pytest.mark.parametrize(
    "more",
    [
        {"kind": "anomaly", "metric": "happiness"},
        {"kind": "anomaly", "metric": "gmv_paid", "by": ("campaign",)},
        {"kind": "anomaly", "metric": "gmv_paid", "parameters": {"score": "1"}},
        {"kind": "threshold", "metric": "roi", "parameters": {"limit": "viel"}},
        {"kind": "change", "metric": "roi", "parameters": {"side": "sideways"}},
        {"shops": ("nowhere",)},
        {"kind": "dream"},
    ],
)
def test_a_monitor_that_could_watch_nothing_is_refused(brand: Brand, more: dict[str, Any]) -> None:
    with pytest.raises(MonitorError):
        monitor_there(brand, "坏", **more)
    assert not Monitor.objects.exists()
    said = trail.TrailQuestion(verb="monitor.saved")
    assert not trail.trail_entries(brand=brand, question=said).exists()


def test_a_name_is_given_once(brand: Brand, monitor: Monitor) -> None:
    with pytest.raises(MonitorError):
        monitor_there(brand, monitor.name)
    assert Monitor.objects.count() == 1

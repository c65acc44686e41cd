"""Parcels, stock and first responses that need somebody raise alerts with their rows (10.6, 11.8)."""

import io
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.signals import services
from luoxuan.foundation.signals.models import Alert
from luoxuan.foundation.tasks import selectors as tasks
from luoxuan.warehouse.engine import open_session
from tests.foundation.signals.conftest import AT, OUTAGE
from tests.foundation.signals.operations_there import (
    AGENTS,
    STOCK,
    TRACKING,
    WARNING,
    brought,
    written,
)
from tests.foundation.signals.there import monitor_there

pytestmark = [pytest.mark.django_db, pytest.mark.clause("11.8")]
DAY = timedelta(days=1)
ORDERS = [f"40{OUTAGE:%Y%m%d}{n:09d}" for n in range(1)] + [
    f"40{OUTAGE - DAY:%Y%m%d}{n:09d}" for n in range(4)
]


def watch(brand: Brand, check: str, **more: object) -> list[Alert]:
    """A monitor of the check looks at the day; its open alerts."""
    monitor = monitor_there(
        brand, f"检查 {check}", kind="table", check_key=f"fulfilment.{check}", role="owner", **more
    )
    services.monitors_run(brand=brand, day=OUTAGE, at=AT)
    return list(Alert.objects.filter(monitor=monitor, state="open"))


def parcels(
    brand: Brand, folder: Path, scans: list[str | None], states: list[str], at: datetime = AT
) -> None:
    """One parcel for each order."""
    rows = [
        (f"YS{n:012d}", "演示快递", ORDERS[n], "2026-09-01 08:00:00", "2026-09-01 10:00:00" if scan else "", scan or "", "演示", state, scan if state == "已签收" else "", "")
        for n, (scan, state) in enumerate(zip(scans, states, strict=True))
    ]  # fmt: skip
    layout = brought(brand, folder, "物流跟踪.csv", written(TRACKING, rows), at)
    assert layout == "logistics/tracking_csv@1"


def test_a_parcel_without_a_trace_for_two_days_is_told_with_its_rows(
    brand: Brand, owner: User, reader: Client, tmp_path: Path
) -> None:
    scans = ["2026-09-01 20:00:00", "2026-09-03 22:00:00", "2026-09-01 12:00:00", None]
    parcels(brand, tmp_path, scans, ["运输中", "运输中", "已签收", "待揽收"])
    (alert,) = watch(brand, "stuck")
    assert (alert.value, alert.shop_key) == (1, "taobao")
    assert alert.sentence_zh == f"演示旗舰店 · 演示快递 有 1 个包裹在途且 48 小时没有新轨迹，最久的订单 {ORDERS[0]}。"  # fmt: skip
    (task,) = tasks.tasks_by_source(brand, "alert", str(alert.pk))
    assert task.title == alert.sentence_zh[:120]
    page = reader.get(reverse("monitors:alert", args=["yanshi", alert.pk])).content.decode()
    assert ORDERS[0] in page
    assert ORDERS[1] not in page
    body = reader.get(reverse("monitors:alert_rows_xlsx", args=["yanshi", alert.pk]))
    cells = [c for sheet in load_workbook(io.BytesIO(body.content)) for row in sheet.values for c in row]  # fmt: skip
    assert ORDERS[0] in cells
    assert "YS000000000000" not in str(cells)


def test_a_trace_that_comes_ends_the_alert_and_its_task(
    brand: Brand, owner: User, tmp_path: Path
) -> None:
    parcels(brand, tmp_path, ["2026-09-01 20:00:00"], ["运输中"])
    (alert,) = watch(brand, "stuck")
    parcels(brand, tmp_path, ["2026-09-03 23:00:00"], ["派送中"], AT + DAY)
    services.monitors_run(brand=brand, day=OUTAGE + DAY, at=AT + DAY)
    alert.refresh_from_db()
    assert alert.state == "resolved"


def test_the_hours_are_the_monitors_own(brand: Brand, owner: User, tmp_path: Path) -> None:
    parcels(brand, tmp_path, ["2026-09-01 20:00:00"], ["运输中"])
    assert watch(brand, "stuck", parameters={"limit": "72"}) == []


def test_a_parcel_not_picked_up_in_time_is_told_until_a_trace_comes(
    brand: Brand, owner: User, tmp_path: Path
) -> None:
    rows = [
        (ORDERS[1], f"{ORDERS[1]}1", "揽收超时", "2026-09-01 10:00:00", "2026-09-03 10:00:00", "待揽收", "测**", "演示快递", ""),
        (ORDERS[2], f"{ORDERS[2]}1", "揽收超时", "2026-09-03 10:00:00", "2026-09-05 10:00:00", "待揽收", "测**", "演示快递", ""),
    ]  # fmt: skip
    layout = brought(brand, tmp_path, "发货预警.csv", written(WARNING, rows), AT)
    assert layout == "logistics/qianniu_ship_warning_xlsx@1"
    (alert,) = watch(brand, "late_pickup")
    assert (alert.value, alert.shop_key) == (1, "taobao")
    scans: list[str | None] = [None, "2026-09-03 12:00:00", "2026-09-04 09:00:00"]
    parcels(brand, tmp_path, scans, ["待揽收", "运输中", "运输中"], AT + DAY)
    services.monitors_run(brand=brand, day=OUTAGE + DAY, at=AT + DAY)
    alert.refresh_from_db()
    assert alert.state == "resolved"


def shelf(brand: Brand, folder: Path, rows: list[tuple[str, int, int, int]], day: str) -> None:
    """The stock of a day: code, pieces, taken, lower limit."""
    lines = [("K1", sku, "演示商品", "红", have, taken, low, have - taken) for sku, have, taken, low in rows]  # fmt: skip
    layout = brought(brand, folder, f"商品库存_{day}.csv", written(STOCK, lines), AT)
    assert layout == "jushuitan/stock_xlsx@1"


def test_oversold_and_short_stock_are_told_from_the_newest_stock(
    brand: Brand, owner: User, tmp_path: Path
) -> None:
    shelf(brand, tmp_path, [("A", 1, 9, 5), ("B", 9, 1, 5), ("C", 9, 6, 5)], "20260902")
    shelf(brand, tmp_path, [("A", 20, 9, 5), ("B", 2, 9, 5), ("C", 9, 6, 5)], "20260903")
    (oversold,) = watch(brand, "oversold")
    assert oversold.sentence_zh == "聚水潭库存中有 1 个 SKU 超卖：B。"
    (below,) = watch(brand, "below_safety")
    assert below.sentence_zh == "聚水潭库存中有 2 个 SKU 低于安全库存：B, C。"
    assert watch(brand, "sold_out") == []


def test_no_stock_file_tells_nothing(brand: Brand, owner: User) -> None:
    for check in ("oversold", "below_safety", "sold_out", "slow_answers", "late_pickup", "stuck"):
        assert watch(brand, check) == []


@pytest.mark.clause("10.6")
def test_first_responses_above_thirty_seconds_are_weighted_and_told(
    brand: Brand, owner: User, tmp_path: Path
) -> None:
    rows = [("2026-09-03", "演示:甲", 10, 10, "20", "90%"), ("2026-09-03", "演示:乙", 30, 30, "40", "90%")]  # fmt: skip
    layout = brought(brand, tmp_path, "客服绩效.csv", written(AGENTS, rows), AT)
    assert layout == "customer_service/qianniu_agent_daily_xls@1"
    (alert,) = watch(brand, "slow_answers")
    assert (alert.value, alert.shop_key) == (Decimal(35), "taobao")
    assert alert.sentence_zh == "演示旗舰店 2026-09-03 平均首次响应 35.00 秒，超过 30 秒。"
    with open_session(intake.snapshot(brand)) as session:
        (row,) = session.fetch("SELECT string_agg(agent_key) AS all_keys FROM service_daily").to_pylist()  # fmt: skip
    assert "演示" not in row["all_keys"]


def test_the_first_monitors_of_a_brand_watch_parcels_stock_and_answers(brand: Brand) -> None:
    made = services.monitors_start(brand=brand, actor=None, at=AT)
    keys = {monitor.check_key for monitor in made if monitor.check_key.startswith("fulfilment.")}
    assert keys == {f"fulfilment.{name}" for name in ("stuck", "late_pickup", "oversold", "below_safety", "sold_out", "slow_answers")}  # fmt: skip

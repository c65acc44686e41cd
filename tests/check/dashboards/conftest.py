"""A brand with one shop and three days of orders, imported through the real engine."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from luoxuan.foundation.intake import services
from luoxuan.foundation.people.models import Brand
from luoxuan.warehouse.sources import builtin_layouts
from tests.people_there import brand_there, member_there

AT = datetime(2026, 9, 4, 2, 0, tzinfo=UTC)
ORDERS = (
    ("4000000000000000001", "2026-09-01 10:00:00", "100.00"),
    ("4000000000000000002", "2026-09-02 11:00:00", "40.50"),
    ("4000000000000000003", "2026-09-02 12:00:00", "59.50"),
    ("4000000000000000004", "2026-09-03 13:00:00", "250.00"),
)


def orders_file(folder: Path, orders: tuple[tuple[str, str, str], ...] = ORDERS) -> Path:
    """A Taobao order export with these orders, all paid and done."""
    layout = next(one for one in builtin_layouts() if one.dataset == "orders_legacy_csv")
    names = [column.name for column in layout.columns]
    path = folder / "ExportOrderList202609041000.csv"
    with path.open("w", encoding="gb18030", newline="") as stream:
        writer = csv.DictWriter(stream, names, restval="")
        writer.writeheader()
        for number, paid_at, amount in orders:
            writer.writerow(
                {
                    "订单编号": f'="{number}"',
                    "买家应付货款": amount,
                    "买家应付邮费": "0.00",
                    "总金额": amount,
                    "买家实际支付金额": amount,
                    "订单状态": "交易成功",
                    "订单创建时间": paid_at,
                    "订单付款时间": paid_at,
                    "宝贝总数量": "1",
                    "店铺名称": "演示旗舰店",
                }
            )
    return path


@pytest.fixture
def brand(own_home: None, db: None, tmp_path: Path) -> Brand:
    """The brand, its file imported."""
    made = brand_there("yanshi")
    path = orders_file(tmp_path)
    files = [services.IncomingFile(path, path.name)]
    (report,) = services.files_import(brand=made, files=files, at=AT)
    assert (report.status, report.rows_kept) == ("imported", len(ORDERS))
    return made


@pytest.fixture
def reader(brand: Brand, client: Client) -> Client:
    """The owner, logged in."""
    member_there(brand, "owner", "laoban")
    assert client.login(username="laoban", password="lan-se-hai-yang-77")
    return client

"""A stock system's orders are the shop's sales: they bring parcels, never a second sale (9.1, 11.8)."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.intake import services
from luoxuan.foundation.people.models import Brand
from luoxuan.metrics import MetricQuestion, Period, measure
from luoxuan.warehouse.engine import open_session
from tests.foundation.intake.conftest import AT
from tests.foundation.intake.reading_back import rows
from tests.shared_material import shared

pytestmark = pytest.mark.django_db(transaction=True)
SALES = ("gmv_paid", "orders_paid", "units", "gmv_created")
MONTH = Period(date(2026, 9, 1), date(2026, 9, 30))
ERP = ("jushuitan/聚水潭订单_202609.xlsx", "wangdiantong/订单明细_202609.csv", "logistics/物流跟踪_202609.csv", "logistics/发货预警_202609.xlsx")  # fmt: skip


def bring(brand: Brand, *names: str) -> None:
    """Import samples."""
    paths = [shared("platforms/samples") / name for name in names]
    files = [services.IncomingFile(path, path.name) for path in paths]
    reports = services.files_import(brand=brand, files=files, at=AT)
    assert {report.status for report in reports} == {"imported"}


def sales(brand: Brand) -> dict[str, object]:
    """What was sold."""
    with open_session(intake.snapshot(brand)) as session:
        answer = measure(MetricQuestion(SALES, MONTH), session)
    return {figure.metric: figure.value for figure in answer.figures}


def shop_files() -> list[str]:
    """The shop's own order reports among the samples."""
    folder = shared("platforms/samples")
    return [f"taobao/{path.name}" for path in sorted((folder / "taobao").glob("ExportOrder*.csv")) if "dirty" not in path.name]  # fmt: skip


def test_the_same_orders_from_a_stock_system_change_no_sales(brand: Brand) -> None:
    bring(brand, *shop_files())
    before = sales(brand)
    assert before["gmv_paid"]
    counts = "SELECT (SELECT count(*) FROM orders) AS o, (SELECT count(*) FROM order_lines) AS l"
    rows_before = rows(brand, counts)
    bring(brand, *ERP)
    assert sales(brand) == before
    assert rows(brand, counts) == rows_before


def test_one_parcel_is_one_whoever_speaks_of_it_and_its_shop_is_the_orders(brand: Brand) -> None:
    bring(brand, *shop_files(), *ERP)
    found = rows(brand, "SELECT * FROM parcels ORDER BY order_id, parcel_key")
    orders = {row["order_id"] for row in rows(brand, "SELECT order_id FROM orders")}
    assert {row["order_id"] for row in found} <= orders
    assert {row["platform"] for row in found} == {"taobao"}
    assert len({(row["parcel_key"], row["order_id"]) for row in found}) == len(found)
    told = rows(
        brand, "SELECT source, count(DISTINCT order_id) AS n FROM shipments GROUP BY source"
    )
    assert {row["source"] for row in told} == {"jushuitan", "wangdiantong", "logistics", "taobao"}


MERGED = """订单编号,店铺,子单原始单号,订单状态,付款时间,发货时间,物流公司,物流单号,商家编码,货品编号,下单数量,实发数量,分摊后总价
JY1,演示旗舰店,5001,已发货,2026-09-01 10:00:00,2026-09-02 10:00:00,演示快递,YS0001,A,P,2,2,20.00
JY1,演示旗舰店,5002,已发货,2026-09-01 10:00:00,2026-09-02 10:00:00,演示快递,YS0001,B,P,1,1,10.00
JY1,演示旗舰店,5003,已发货,2026-09-01 10:00:00,2026-09-02 10:00:00,演示快递,YS0001,C,P,3,3,30.00
JY2,演示旗舰店,5004,待发货,2026-09-01 10:00:00,,,,C,P,3,0,30.00
"""


def test_one_order_of_a_stock_system_gives_a_parcel_row_for_each_shop_order(
    brand: Brand, tmp_path: Path
) -> None:
    path = tmp_path / "订单明细.csv"
    path.write_text(MERGED, encoding="gb18030")
    (report,) = services.files_import(
        brand=brand, files=[services.IncomingFile(path, path.name)], at=AT
    )
    assert (report.status, report.sums["分摊后总价"]) == ("imported", Decimal("90.00"))
    found = rows(brand, "SELECT * FROM shipments ORDER BY order_id")
    assert [(r["order_id"], r["erp_order_id"], r["units"]) for r in found] == [("5001", "JY1", 2), ("5002", "JY1", 1), ("5003", "JY1", 3)]  # fmt: skip
    assert len({row["parcel_key"] for row in found}) == 1
    assert "YS0001" not in str(found)
    assert rows(brand, "SELECT count(*) AS n FROM orders") == [{"n": 0}]

"""An invented report of order lines, and how a test brings rows of it in."""

import pytest

from luoxuan.warehouse.sources import Layout
from tests.warehouse.sources.conftest import Read, only

COLUMNS = "行号,订单,商品,数量,单价,实付,运费,状态,下单,付款,买家,备注,店铺,退款"
LAYOUT = {
    "platform": "demo",
    "dataset": "lines",
    "title": "演示订单明细",
    "detect": {"must": ["行号", "订单", "实付"]},
    "key": ["行号"],
    "order_key": ["订单"],
    "shop_name": "店铺",
    "as_of": {"file_name": r"_(\d{12})", "file_format": "%Y%m%d%H%M"},
    "vocabularies": {
        "own": {"完成": "completed", "关闭": "cancelled_or_closed", "待付": "pending_payment"}
    },
    "columns": [
        {"name": "行号", "kind": "id", "required": True},
        {"name": "订单", "kind": "id", "required": True},
        {"name": "商品", "aliases": ["品名"]},
        {"name": "数量", "kind": "count"},
        {"name": "单价", "kind": "money", "summed": False},
        {"name": "实付", "kind": "money", "reversal": True},
        {"name": "运费", "kind": "money", "grain": "order"},
        {"name": "状态", "kind": "status"},
        {"name": "下单", "kind": "time"},
        {"name": "付款", "kind": "time"},
        {"name": "买家", "kind": "personal"},
        {"name": "备注", "kind": "personal"},
        {"name": "店铺"},
        {"name": "退款", "kind": "money", "usual": False},
    ],
    "emit": [
        {
            "table": "order_lines",
            "fields": {
                "line_id": "行号",
                "order_id": "订单",
                "title": "商品",
                "quantity": "数量",
                "unit_price": {"divide": ["实付", "数量"]},
                "goods_amount": {"multiply": ["单价", "数量"]},
                "paid_amount": "实付",
                "order_status": {"status": "状态", "vocabulary": "own"},
                "status_raw": "状态",
                "created_at": "下单",
                "paid_at": "付款",
            },
        },
        {
            "table": "orders",
            "once_per": ["订单"],
            "totals": ["units", "goods_amount", "buyer_paid_amount"],
            "fields": {
                "order_id": "订单",
                "units": "数量",
                "goods_amount": {"multiply": ["单价", "数量"]},
                "shipping_amount": "运费",
                "buyer_paid_amount": "实付",
                "refund_amount": "退款",
                "order_status": {"status": "状态", "vocabulary": "own"},
                "created_at": "下单",
                "paid_at": "付款",
                "customer_key": {"customer": "买家", "quality": "member_id"},
                "identity_quality": {"quality": "买家", "value": "member_id"},
            },
        },
    ],
}
PLAIN = {
    "行号": "1", "订单": "A", "商品": "毛巾", "数量": "2", "单价": "10.00", "实付": "20.00", "运费": "0.00", "状态": "完成",
    "下单": "2026-09-01 00:30:00", "付款": "2026-09-01 00:31:00", "买家": "u-1", "备注": "请打 13812345678", "店铺": "",
    "退款": "",
}  # fmt: skip


def layout(**changes: object) -> Layout:
    return Layout.model_validate(LAYOUT | changes)


def table(*rows: dict[str, str], header: str = COLUMNS) -> str:
    names = header.split(",")
    lines = [",".join((PLAIN | row).get(name, "") for name in names) for row in rows]
    return "\n".join([header, *lines]) + "\n"


@pytest.fixture
def bring(read: Read):
    """Read rows with the demo layout."""

    def run(*rows: dict[str, str], name: str = "订单.csv", **wishes: object):
        wishes.setdefault("layouts", (layout(),))
        return only(read(table(*rows), name, **wishes))

    return run

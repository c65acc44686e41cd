"""Every status text we have seen has its canonical word, and no word is made up."""

import re
from typing import Any

import pytest

from luoxuan.warehouse.sources import library
from luoxuan.warehouse.sources.emit.scope import looked_up
from luoxuan.warehouse.tables import TABLES
from tests.warehouse.sources.layouts.samples import entries, sample

SHARED = library.shared_vocabularies()
LAYOUTS = {layout.id: layout for layout in library.load_layouts()}
CLEAN = [entry["path"] for entry in entries() if entry["variant"] == "clean"]
EMPTY = {"-", "--", "无"}


def words_of(table: str, column: str) -> set[str]:
    """The words the documentation of a canonical column allows."""
    meaning = TABLES[table].column(column).meaning
    return set(re.findall(r"[a-z_]+", re.sub(r"\([^)]*\)|;.*", "", meaning)))


def lookups(field: Any) -> list[tuple[str, str]]:
    """Every (column, vocabulary) a field looks into."""
    if isinstance(field, list):
        return [pair for each in field for pair in lookups(each)]
    if not isinstance(field, dict):
        return []
    if "status" in field:
        return [(field["status"], field["vocabulary"])]
    return [pair for part in field.values() for pair in lookups(part)]


@pytest.mark.parametrize("path", CLEAN)
def test_every_status_text_of_the_samples_is_mapped(path: str) -> None:
    seen = sample(path)
    layout = LAYOUTS[seen.layout_id]
    columns = {column.name: column for column in layout.columns}
    unmapped = [
        (name, text)
        for emit in layout.emit
        for field in emit.fields.values()
        for name, vocabulary in lookups(field)
        for text in {cell.strip("`'\t ") for cell in seen.cells(columns[name])} - EMPTY
        if text and looked_up(text, SHARED[vocabulary]) is None
    ]
    assert unmapped == []


def test_every_meaning_is_a_canonical_word() -> None:
    special = {"", "cancelled_or_closed"}
    allowed = {
        "order_status": words_of("orders", "order_status") | special,
        "after_sale_status": words_of("orders", "after_sale_status"),
        "status": words_of("refunds", "status") | {""},
        "type": words_of("refunds", "type"),
        "phase": words_of("refunds", "phase") | special,
    }
    for layout in LAYOUTS.values():
        for emit in layout.emit:
            for target, field in emit.fields.items():
                if emit.table in {"orders", "order_lines", "refunds"} and target in allowed:
                    for _, vocabulary in lookups(field):
                        used = set(SHARED[vocabulary].values())
                        assert used <= allowed[target], (layout.id, vocabulary)


def test_commas_of_both_widths_mean_the_same() -> None:
    words = SHARED["taobao_order"]
    assert words["买家已付款，等待卖家发货"] == words["买家已付款,等待卖家发货"]
    assert words["买家已付款,等待卖家发货"] == "awaiting_shipment"


def test_an_unknown_text_stays_unmapped() -> None:
    assert "某种新状态" not in SHARED["taobao_order"]


@pytest.mark.parametrize(
    ("vocabulary", "text", "word"),
    [
        ("taobao_order", "交易关闭", "cancelled_or_closed"),
        ("taobao_order", "卖家部分发货", "partially_shipped"),
        ("jd_order", "(锁定)等待出库", "on_hold"),
        ("jd_order", "（删除）等待付款", "cancelled"),
        ("jd_order", "(删除)等待确认收货", "cancelled_or_closed"),
        ("douyin_order", "105", "awaiting_shipment"),
        ("pdd_order", "未发货，退款成功", "closed"),
        ("pdd_order", "已发货,退款成功", "closed"),
        ("xiaohongshu_order", "已支付处理中", "on_hold"),
        ("kuaishou_order", "80", "cancelled_or_closed"),
        ("wechat_order", "100", "completed"),
        ("youzan_order", "TRADE_SUCCESS", "completed"),
        ("woocommerce_order", "on-hold", "on_hold"),
        ("amazon_order", "Shipped - Delivered to Buyer", "delivered"),
        ("tiktok_order", "AWAITING_COLLECTION", "shipped"),
        ("refund_status", "卖家已经同意退款，等待买家退货", "awaiting_return"),
        ("refund_type", "未发货仅退款", "refund_only_unshipped"),
    ],
)
def test_published_texts_have_their_published_meaning(
    vocabulary: str, text: str, word: str
) -> None:
    words = SHARED[vocabulary]
    assert words.get(text, words.get(text.replace("（", "(").replace("）", ")"))) == word

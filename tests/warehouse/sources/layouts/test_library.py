"""Every layout we ship loads, and says what it should of the columns that matter."""

import re
from collections import Counter
from importlib.resources import files

import pytest

from luoxuan.metrics.registry import METRICS
from luoxuan.warehouse.sources import library
from luoxuan.warehouse.sources.layout import Layout
from luoxuan.warehouse.tables import TABLES
from tests.warehouse.sources.layouts.samples import entries

LAYOUTS = library.load_layouts()
READ = [layout for layout in LAYOUTS if layout.supported and not layout.refuse]
NAMES = {layout.id: layout for layout in LAYOUTS}
PERSONAL = re.compile(
    "姓名|收件人|收货人|手机|电话|昵称|留言|支付宝账号|会员名|发票抬头|详细地址|街道|快递单号|物流单号|运单号"
)
FOLDER = files("luoxuan.warehouse.sources") / "layouts"
NO_REPORT = {"shops", "source_files", "rejected_rows", "service_sessions"}
SALES = {"orders", "order_lines"}


def test_every_file_is_named_after_its_report() -> None:
    named = sorted(path.name for path in FOLDER.iterdir() if path.name.endswith(".yaml"))
    assert named == sorted(f"{layout.platform}_{layout.dataset}.yaml" for layout in LAYOUTS)


def test_every_report_of_the_samples_has_a_layout() -> None:
    wanted = {f"{entry['platform']}/{entry['dataset']}@1" for entry in entries()}
    assert wanted - NAMES.keys() == set()
    assert NAMES.keys() - wanted == {
        "alipay/personal_bill@1",
        "douyin/live_sessions_xlsx@1",
        "jd/settled_xlsx@1",
        "jd/shangzhi_orders_xlsx@1",
        "jd/shangzhi_refunds_xlsx@1",
        "luoxuan/bundles@1",
        "luoxuan/costs@1",
        "luoxuan/fee_terms@1",
        "shopify/payment_transactions_csv@1",
        "shopify/payouts_csv@1",
        "wechat_pay/personal_bill@1",
        "xiaohongshu/other_fees_xlsx@1",
    }


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry["path"])
def test_a_layout_has_the_key_of_the_samples(entry: dict[str, object]) -> None:
    layout = NAMES[f"{entry['platform']}/{entry['dataset']}@1"]
    assert list(layout.key) == entry["key"]


def test_whatever_is_not_refused_is_read() -> None:
    assert [layout.id for layout in LAYOUTS if not layout.supported] == []


def test_personal_bills_are_refused_in_both_languages() -> None:
    refused = {layout.id: layout.refuse for layout in LAYOUTS if layout.refuse}
    assert refused.keys() == {"alipay/personal_bill@1", "wechat_pay/personal_bill@1"}
    assert all("个人" in reason and "personal" in reason for reason in refused.values() if reason)


def test_what_is_read_reaches_a_table_and_what_is_not_does_not() -> None:
    for layout in LAYOUTS:
        assert bool(layout.emit) is (layout in READ), layout.id


@pytest.mark.parametrize("layout", READ, ids=lambda layout: layout.id)
def test_every_row_that_comes_out_has_its_key(layout: Layout) -> None:
    for emit in layout.emit:
        own = {*emit.fields, "platform", "shop_key"}
        assert set(TABLES[emit.table].key) <= own, emit.table


@pytest.mark.parametrize("layout", READ, ids=lambda layout: layout.id)
def test_sales_can_be_reversed_and_have_status_and_time(layout: Layout) -> None:
    for emit in layout.emit:
        if emit.table in SALES:
            assert {"order_status", "created_at"} <= emit.fields.keys()
    domestic = layout.currency == "CNY" and SALES & {emit.table for emit in layout.emit}
    if domestic:
        assert any(column.reversal for column in layout.columns)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.id)
def test_a_column_that_names_a_person_is_personal(layout: Layout) -> None:
    shown = [
        column.name
        for column in layout.columns
        if PERSONAL.search(column.name)
        and column.kind != "personal"
        and not re.search("省份|城市|-省|-市|商家昵称|是否手机", column.name)
        and not (column.name in layout.key and column.kind == "id")
    ]
    assert shown == []


def test_a_column_says_only_numbers_that_exist() -> None:
    told = {metric for layout in LAYOUTS for column in layout.columns for metric in column.affects}
    assert told
    assert told - METRICS.keys() == set()


def test_every_table_of_this_house_is_filled_by_some_report() -> None:
    filled = Counter(emit.table for layout in LAYOUTS for emit in layout.emit)
    assert filled.keys() == TABLES.keys() - NO_REPORT

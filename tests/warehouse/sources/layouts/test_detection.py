"""Every report is known by its own columns, and by nobody else's."""

from random import Random

import pytest

from luoxuan.warehouse.sources import library
from luoxuan.warehouse.sources.layout import Layout
from tests.warehouse.sources.layouts.samples import Sample, entries, fits, names, plain, sample

LAYOUTS = library.load_layouts()
PATHS = [entry["path"] for entry in entries()]


def claimants(header: tuple[str, ...], seen: Sample) -> list[str]:
    """Who takes a header for his own; the same Alipay detail comes zipped and plain."""
    zipped = seen.entry["container"] == "zip"
    return [
        layout.id
        for layout in LAYOUTS
        if fits(layout, header) and layout.detect.zipped in (None, zipped)
    ]


def own(seen: Sample) -> Layout:
    """The layout the manifest names."""
    return next(layout for layout in LAYOUTS if layout.id == seen.layout_id)


@pytest.mark.parametrize("path", PATHS)
def test_a_header_is_known_as_itself_and_no_other(path: str) -> None:
    seen = sample(path)
    assert claimants(seen.header, seen) == [seen.layout_id]


@pytest.mark.parametrize("path", PATHS)
def test_the_order_of_columns_does_not_matter(path: str) -> None:
    seen = sample(path)
    mixed = list(seen.header)
    Random(7).shuffle(mixed)
    assert claimants(tuple(mixed), seen) == [seen.layout_id]


@pytest.mark.parametrize("path", PATHS)
def test_any_other_column_may_be_missing(path: str) -> None:
    seen, layout = sample(path), own(sample(path))
    vital = {
        name
        for column in layout.columns
        if column.name in layout.detect.must
        for name in names(column)
    }
    for gone in seen.header:
        rest = tuple(name for name in seen.header if name != gone)
        expected = [] if plain(gone) in vital else [seen.layout_id]
        assert claimants(rest, seen) == expected, gone


@pytest.mark.parametrize("path", PATHS)
def test_the_columns_not_found_are_those_left_out(path: str) -> None:
    seen, layout = sample(path), own(sample(path))
    there = {plain(name) for name in seen.header}
    missing = [c.name for c in layout.columns if c.usual and not names(c) & there]
    assert missing == [name for dirt in seen.dirt("missing_columns") for name in dirt["columns"]]


@pytest.mark.parametrize("path", PATHS)
def test_every_column_of_the_file_is_one_of_the_layout(path: str) -> None:
    seen, layout = sample(path), own(sample(path))
    for name in seen.header:
        owners = [column.name for column in layout.columns if plain(name) in names(column)]
        assert len(owners) == 1, (name, owners)
    for dirt in seen.dirt("renamed_columns"):
        for alias, clean in dirt["map"].items():
            column = next(column for column in layout.columns if column.name == clean)
            assert plain(alias) in names(column)


def test_live_sessions_and_shangzhi_are_known_by_their_published_headers() -> None:
    headers = {
        "douyin/live_sessions_xlsx@1": "统计日期,直播间ID,直播间名称,直播开始时间,直播结束时间,直播时长,达人ID,账号类型",
        "jd/shangzhi_orders_xlsx@1": "时间,订单号,SKU,商品名称,优惠前金额,成交订单商品件数,优惠金额,订单金额,运费,服务费,下单时间,付款时间,付款方式",
        "jd/shangzhi_refunds_xlsx@1": "时间,服务单ID,订单号,SKU,商品名称,售后退款件数,售后退款金额,付款时间",
        "wechat_pay/personal_bill@1": "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注",
        "alipay/personal_bill@1": "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注",
    }
    for known, header in headers.items():
        found = [layout.id for layout in LAYOUTS if fits(layout, tuple(header.split(",")))]
        assert found == [known]


def test_a_planted_layout_that_asks_too_little_claims_what_is_not_its_own() -> None:
    jd = next(layout for layout in LAYOUTS if layout.id == "jd/orders_csv@1")
    greedy = jd.model_copy(update={"detect": jd.detect.model_copy(update={"must": ("订单号",)})})
    claimed = {
        sample(path).layout_id
        for path in PATHS
        if fits(greedy, sample(path).header) and sample(path).layout_id != jd.id
    }
    assert "pdd/orders_csv@1" in claimed

"""Of a whole reading: its shop, its freshness, its totals, and that no row is lost."""

from datetime import UTC, date, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luoxuan.warehouse.sources import ShopRef
from tests.warehouse.sources.conftest import Read, only, rows_of
from tests.warehouse.sources.demo_report import COLUMNS, bring, layout, table

__all__ = ["bring"]


def test_the_name_of_the_file_says_how_fresh_it_is(bring) -> None:
    (row,) = rows_of(bring({}, name="订单_202609301015.csv"), "orders")
    assert row["source_as_of"] == datetime(2026, 9, 30, 2, 15, tzinfo=UTC)


def shop(key: str, name: str, platform: str = "demo") -> ShopRef:
    return ShopRef(key, platform, name, "Asia/Shanghai", "CNY", f"id-{key}")


def test_the_shop_is_the_one_named_else_the_only_one_else_new(bring) -> None:
    one, two = shop("one", "一号店"), shop("two", "二号店")
    assert bring({}, shops=(one, two), shop=two).shop == two
    assert bring({"店铺": "二号店"}, shops=(one, two)).shop == two
    assert bring({"店铺": "id-one"}, shops=(one, two)).shop == one
    assert bring({}, shops=(one, shop("far", "远", "elsewhere"))).shop == one
    fresh = bring({"店铺": "新店"})
    assert (fresh.shop.key, fresh.shop.name, fresh.new_shop) == ("demo", "新店", True)


def test_which_of_several_shops_must_be_said(bring) -> None:
    reading = bring({}, shops=(shop("one", "一号店"), shop("two", "二号店")))
    assert reading.report.status == "refused"
    assert "一号店" in reading.report.message
    assert reading.tables() == ()


def test_the_files_own_total_is_a_checksum(bring) -> None:
    total = {"行号": "合计", "订单": "", "商品": "", "单价": "", "状态": "", "下单": "", "付款": ""}
    good = bring({}, total | {"数量": "2", "实付": "20.00", "运费": ""})
    assert good.report.totals_check == {"数量": "equal", "实付": "equal"}
    bad = bring({}, total | {"数量": "2", "实付": "21.00", "运费": ""})
    assert bad.report.totals_check["实付"] == "file says 21, rows add up to 20.00"
    assert "实付" in bad.report.message


def test_the_clocks_of_the_shop_where_the_layout_has_none(bring) -> None:
    berlin = ShopRef("b", "demo", "B", "Europe/Berlin", "EUR")
    made = layout(zone=None, currency=None)
    (row,) = rows_of(bring({}, shop=berlin, layouts=(made,)), "order_lines")
    assert row["created_at"] == datetime(2026, 8, 31, 22, 30, tzinfo=UTC)
    assert (row["created_on"], row["currency"]) == (date(2026, 9, 1), "EUR")


ODD = st.sampled_from(
    ["", "# 注", "合计,,,", "1,2,3", COLUMNS, "暂无数据", ",,,,,,,,,,,,,", "4.2E+18" + "," * 13, "9" + "," * 13]
)  # fmt: skip
GOOD = st.builds(
    lambda n, q: table({"行号": str(n), "数量": q}).splitlines()[1],
    st.integers(1, 6),
    st.sampled_from(["1", "2", "x", "-", "1.5"]),
)


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lines=st.lists(st.one_of(GOOD, ODD), max_size=14))
def test_no_row_is_ever_lost_or_counted_twice(lines: list[str], read: Read) -> None:
    reading = only(read("\n".join([COLUMNS, *lines]) + "\n", layouts=(layout(),)))
    report = reading.report
    lost = sum(report.dropped.values()) + sum(report.quarantined.values())
    assert report.rows_read == len(lines)
    assert report.rows_read == report.rows_kept + report.rows_merged + lost
    kept = rows_of(reading, "order_lines")
    assert len(kept) == report.rows_kept == report.distinct_keys
    assert len({row["source_row_no"] for row in kept}) == len(kept)
    if "rejected_rows" in reading.tables():
        assert len(rows_of(reading, "rejected_rows")) == sum(report.quarantined.values())

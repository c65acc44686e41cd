"""Our reading of the amounts adds up on every clean sample: goods - discounts + freight = paid."""

from decimal import Decimal

import pytest

from luoxuan.warehouse.sources import library
from luoxuan.warehouse.sources.layout import Emit, Layout
from tests.warehouse.sources.layouts.samples import entries, sample
from tests.warehouse.sources.layouts.slow_reading import emitted, number, rows_of

DISCOUNTS = (
    "merchant_discount",
    "platform_discount",
    "influencer_discount",
    "payment_discount",
)
BRIDGE = ("goods_amount", *DISCOUNTS, "shipping_amount", "buyer_paid_amount")
LAYOUTS = {layout.id: layout for layout in library.load_layouts()}
CLEAN = [entry["path"] for entry in entries() if entry["variant"] == "clean"]
READ = [path for path in CLEAN if LAYOUTS[sample(path).layout_id].supported]
NO_LIST_VALUE = {
    "taobao/orders_legacy_csv@1",
    "tiktok_shop/orders_csv@1",
    "woocommerce/analytics_orders_csv@1",
}


def order_emits() -> list[tuple[str, Layout, Emit]]:
    """Every sample that fills orders."""
    return [
        (path, LAYOUTS[sample(path).layout_id], emit)
        for path in CLEAN
        for emit in LAYOUTS[sample(path).layout_id].emit
        if emit.table == "orders"
    ]


@pytest.mark.parametrize(
    ("path", "layout", "emit"), order_emits(), ids=lambda value: str(value)[:40]
)
def test_goods_less_discounts_plus_freight_is_what_the_buyer_pays(
    path: str, layout: Layout, emit: Emit
) -> None:
    orders = emitted(layout, emit, sample(path), BRIDGE)
    assert orders
    if layout.id in NO_LIST_VALUE:
        assert {order["goods_amount"] for order in orders.values()} == {None}
        return
    assert [key for key, order in orders.items() if not adds_up(order)] == []


def adds_up(order: dict[str, Decimal | None]) -> bool:
    """Whether the bridge of an order holds; a cancelled Amazon order has no amounts at all."""
    goods, paid = order["goods_amount"], order["buyer_paid_amount"]
    if goods is None or paid is None:
        return goods is paid
    borne = sum((order[name] or Decimal(0) for name in DISCOUNTS), Decimal(0))
    return goods - borne + (order["shipping_amount"] or Decimal(0)) == paid


def test_a_planted_wrong_reading_breaks_the_bridge() -> None:
    layout = LAYOUTS["pdd/orders_csv@1"]
    path = next(path for path in CLEAN if sample(path).layout_id == layout.id)
    orders = next(emit for emit in layout.emit if emit.table == "orders")
    wrong = orders.model_copy(
        update={"fields": {**orders.fields, "shipping_amount": "店铺优惠折扣(元)"}}
    )
    broken = emitted(layout, wrong, sample(path), BRIDGE)
    assert not all(adds_up(order) for order in broken.values())


@pytest.mark.parametrize(
    ("path", "layout", "emit"), order_emits(), ids=lambda value: str(value)[:40]
)
def test_the_merchant_gets_what_the_buyer_pays_and_what_others_give(
    path: str, layout: Layout, emit: Emit
) -> None:
    fields = (*BRIDGE, "merchant_receivable_amount")
    others = ("platform_discount", "influencer_discount", "payment_discount")
    for key, order in emitted(layout, emit, sample(path), fields).items():
        if order["merchant_receivable_amount"] is None:
            continue
        given = sum((order[name] or Decimal(0) for name in others), Decimal(0))
        if layout.platform == "taobao":  # What others gave is in the payout alone.
            assert order["merchant_receivable_amount"] >= order["buyer_paid_amount"], key
            continue
        assert order["merchant_receivable_amount"] == (order["buyer_paid_amount"] or 0) + given, key


@pytest.mark.parametrize("path", CLEAN)
def test_the_sums_of_the_manifest_come_from_numeric_columns(path: str) -> None:
    seen = sample(path)
    layout = LAYOUTS[seen.layout_id]
    columns = {column.name: column for column in layout.columns}
    for name in seen.entry["sums"]:
        assert columns[name].kind in {"money", "count", "number"}
        assert columns[name].grain == "row"
        assert columns[name].summed


@pytest.mark.parametrize("path", READ)
def test_the_sums_of_the_manifest_are_read(path: str) -> None:
    seen = sample(path)
    layout = LAYOUTS[seen.layout_id]
    rows = [row for row in rows_of(layout, seen) if not is_total(row)]
    assert len(rows) == seen.entry["logical_rows"]
    for name, expected in seen.entry["sums"].items():
        values = [value for row in rows if (value := number(row[name])) is not None]
        assert sum(values, Decimal(0)) == Decimal(expected), name


def is_total(row: dict[str, str]) -> bool:
    """Whether a row is the file's own total."""
    return any(text in {"合计", "总计"} or text.startswith("Total:") for text in row.values())


def test_an_amount_of_the_order_is_the_same_on_all_its_lines() -> None:
    for path in CLEAN:
        layout = LAYOUTS[sample(path).layout_id]
        repeated = [column.name for column in layout.columns if column.grain == "order"]
        seen: dict[tuple[str, str], str] = {}
        for row in rows_of(layout, sample(path)):
            order = "|".join(row[name] for name in layout.order_key)
            for name in repeated:
                assert seen.setdefault((order, name), row[name]) == row[name], (path, name)

"""Small random brands with costs, terms, refunds, bills and ads, and a session over them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from luoxuan.warehouse.tables import DERIVED
from tests.analysis.profit.reference import World
from tests.metrics.tiny import TinySession, line, order, refund, spend

FIRST = date(2026, 11, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(4)]
LAST = DAYS[-1]
Row = dict[str, Any]
Rows = Sequence[Mapping[str, Any]]


class ProfitSession(TinySession):
    """Tiny tables with the views of profit over them."""

    def __init__(self, **tables: Rows) -> None:
        super().__init__(**tables)
        for view in DERIVED.values():
            self.connection.execute(f"CREATE OR REPLACE VIEW {view.name} AS {view.sql}")


def session_of(world: World) -> ProfitSession:
    return ProfitSession(**world.tables)


def cost(sku: str, amount: str | Decimal | None, day: date = date(2026, 1, 1), **more: Any) -> Row:
    value = None if amount is None else Decimal(amount)
    return {"merchant_sku": sku, "valid_from": day, "unit_cost": value, "currency": "CNY", **more}


def term(fee: str, rate: str | None = None, **more: Any) -> Row:
    usual: Row = {
        "platform": "taobao",
        "shop_key": "",
        "category": "",
        "valid_from": date(2026, 1, 1),
    }
    return {**usual, "fee_type": fee, "rate": None if rate is None else Decimal(rate), **more}


def booked(order_id: str, fee: str, amount: str | Decimal, **more: Any) -> Row:
    usual: Row = {
        "provider": "taobao",
        "account": "",
        "ledger": "statement",
        "flow_no": f"{order_id}-{fee}",
    }
    usual |= {"component": fee, "currency": "CNY", "occurred_on": date(2026, 11, 9)}
    return {**usual, "fee_type": fee, "amount": Decimal(amount), "order_id": order_id, **more}


money = st.integers(0, 30_000).map(lambda n: Decimal(n) / 100)
maybe_money = st.none() | money
small = st.none() | st.integers(0, 500).map(lambda n: Decimal(n) / 100)
rates = st.none() | st.integers(0, 300).map(lambda n: Decimal(n) / 1000)
skus = st.sampled_from(["s1", "s2", "s3", "box", None])
shops = st.sampled_from(["a", "b"])
FEES = ("commission", "platform_fee", "payment_fee", "influencer", "freight", "freight_insurance", "packaging")  # fmt: skip


@st.composite
def _order(draw: st.DrawFn, number: int) -> tuple[Row, list[Row]]:
    name, shop, day = f"o{number}", draw(shops), draw(st.sampled_from(DAYS))
    head = order(
        name,
        str(draw(money)),
        day=day,
        shop_key=shop,
        shipping_amount=draw(small),
        platform_discount=draw(small),
        influencer_discount=draw(small),
        payment_discount=draw(small),
        goods_amount=draw(maybe_money),
        payment_status=draw(st.sampled_from(["paid", "paid", "refunded", "unknown", "unpaid"])),
        influencer_id=draw(st.sampled_from([None, "i1", "i2"])),
        currency=draw(st.sampled_from(["CNY"] * 5 + ["USD"])),
        is_test=draw(st.sampled_from([None, None, None, True])),
    )
    rows = []
    for n in range(draw(st.integers(0, 3))):
        is_gift = draw(st.sampled_from([False, False, False, True]))
        paid = draw(maybe_money)
        rows.append(
            line(
                f"{name}-{n}",
                name,
                None if paid is None else str(paid),
                day=day,
                shop_key=shop,
                goods_amount=draw(maybe_money),
                platform_discount=draw(small),
                merchant_discount=draw(small),
                merchant_sku=draw(skus),
                product_id=draw(st.sampled_from(["p1", "p2"])),
                quantity=draw(st.integers(1, 4)),
                is_gift=is_gift,
                currency=head["currency"],
            )
        )
    return head, rows


@st.composite
def _case(draw: st.DrawFn, number: int) -> Row:
    name = f"o{draw(st.integers(0, 4))}"
    return refund(
        f"r{number}",
        name,
        str(draw(money)),
        shop_key=draw(shops),
        line_id=draw(st.sampled_from([None, f"{name}-0", f"{name}-1"])),
        status=draw(st.sampled_from(["refunded", "refunded", "requested"])),
        type=draw(st.sampled_from(["refund_only", "return_refund", "refund_only_unshipped", "price_protection", "exchange"])),
        phase=draw(st.sampled_from([None, "before_ship", "in_transit"])),
        quantity=draw(st.sampled_from([None, 1, 2])),
    )  # fmt: skip


@st.composite
def _terms(draw: st.DrawFn) -> list[Row]:
    found: dict[tuple[Any, ...], Row] = {}
    for _ in range(draw(st.integers(0, 8))):
        row = term(
            draw(st.sampled_from(FEES)),
            shop_key=draw(st.sampled_from(["", "a"])),
            category=draw(st.sampled_from(["", "", "p1"])),
            valid_from=draw(st.sampled_from([date(2026, 1, 1), DAYS[1], DAYS[3]])),
            valid_to=draw(st.sampled_from([None, None, DAYS[2]])),
            per_order=draw(small),
        )
        row["rate"] = draw(rates)
        found[tuple(row[k] for k in ("shop_key", "fee_type", "category", "valid_from"))] = row
    return list(found.values())


@st.composite
def _booked(draw: st.DrawFn, number: int) -> Row:
    fee = draw(
        st.sampled_from(
            ["goods", "commission", "platform_fee", "payment_fee", "influencer", "freight", "tax"]
        )
    )
    ledger = draw(st.sampled_from(["statement", "platform_account", "money_account"]))
    shop = "" if ledger == "money_account" else draw(shops)
    return booked(
        f"o{draw(st.integers(0, 4))}",
        fee,
        draw(money) if fee == "goods" else -draw(money) / 10,
        ledger=ledger,
        shop_key=shop,
        flow_no=f"f{number}",
        occurred_on=draw(st.sampled_from([date(2026, 11, 9), date(2026, 11, 12)])),
        state=draw(st.sampled_from([None, None, "pending"])),
    )  # fmt: skip


@st.composite
def _spend(draw: st.DrawFn, number: int) -> Row:
    kind = draw(st.sampled_from([("product", "p1"), ("product", "p9"), ("sku", "s1"), (None, "")]))
    return spend(
        str(draw(money)),
        day=draw(st.sampled_from(DAYS)),
        shop_key=draw(st.sampled_from(["a", "b", "z"])),
        campaign_id=f"c{number}",
        target_type=kind[0],
        target_id=kind[1],
        total_value=draw(maybe_money),
    )


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A whole small brand; costs of some SKUs change, of some are unknown, one is in dollars."""
    orders, lines = [], []
    for n in range(draw(st.integers(0, 5))):
        head, rows = draw(_order(n))
        orders.append(head)
        lines += rows
    costs = [
        cost(
            "s1",
            draw(maybe_money),
            packaging_cost=draw(small),
            freight_cost=draw(small),
            tax_rate=draw(rates),
        )
    ]
    costs += [
        cost("s1", draw(money), DAYS[2]),
        cost("s2", draw(money), currency=draw(st.sampled_from(["CNY", "USD"]))),
    ]
    bundles = [
        {"bundle_sku": "box", "part_sku": part, "pieces": pieces, "valid_from": day}
        for part, pieces, day in (("s1", 2, date(2026, 1, 1)), ("s2", 1, date(2026, 1, 1)), ("s1", 3, DAYS[1]))
    ]  # fmt: skip
    tables = {
        "orders": orders,
        "order_lines": lines,
        "refunds": [draw(_case(n)) for n in range(draw(st.integers(0, 4)))],
        "costs": costs,
        "bundles": draw(st.sampled_from([[], bundles])),
        "fee_terms": draw(_terms()),
        "settlement_lines": [draw(_booked(n)) for n in range(draw(st.integers(0, 6)))],
        "ad_spend_daily": [draw(_spend(n)) for n in range(draw(st.integers(0, 4)))],
    }
    for row in (*orders, *lines, *tables["refunds"]):
        row.setdefault("platform", "taobao")
    return World(**tables)

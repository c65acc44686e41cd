"""Small random brands: two shops, a few days, every kind of row the rules speak of."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.metrics.reference import World
from tests.metrics.tiny import TinySession, file, line, order, refund, spend, visits

FIRST = date(2026, 11, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(4)]
SHOPS = ("a", "b")

days = st.sampled_from(DAYS)
shops = st.sampled_from(SHOPS)
cents = st.integers(0, 100_000).map(lambda n: Decimal(n) / 100)
counts = st.none() | st.integers(0, 50)
currencies = st.sampled_from(["CNY"] * 6 + ["USD"])


def _at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


@st.composite
def orders(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """An order, perhaps a test, perhaps unpaid, perhaps paid without a time."""
    day = draw(days)
    status = draw(st.sampled_from(["paid", "refunded", "unpaid", "unknown", "deposit_paid"]))
    paid_on = draw(st.none() | st.sampled_from([d for d in DAYS if d >= day]))
    return order(
        f"o{number}",
        str(draw(cents)),
        day=day,
        shop_key=draw(shops),
        currency=draw(currencies),
        created_at=_at(day),
        payment_status=status,
        paid_on=paid_on,
        is_test=draw(st.sampled_from([None, False, False, True])),
        customer_key=draw(st.sampled_from([None, "k1", "k2", "k3"])),
    )


def _lines(orders: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Two lines an order: a good and a gift."""
    copied = ("shop_key", "currency", "payment_status", "paid_on", "created_on", "customer_key")
    found = []
    for row in orders:
        same = {name: row[name] for name in copied}
        name, amount = row["order_id"], row["buyer_paid_amount"]
        found.append(line(f"{name}-1", name, str(amount), quantity=2, product_id="p1", **same))
        found.append(line(f"{name}-2", name, "0", is_gift=True, product_id="p2", **same))
    return found


@st.composite
def refunds(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """A case: of some order, refunded or not, of any kind."""
    return refund(
        f"r{number}",
        f"o{draw(st.integers(0, 7))}",
        str(draw(cents)),
        day=draw(days),
        shop_key=draw(shops),
        currency=draw(currencies),
        status=draw(st.sampled_from(["refunded", "refunded", "requested", "rejected"])),
        type=draw(st.sampled_from(["refund_only", "return_refund", "exchange"])),
    )


@st.composite
def traffic(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Daily rows of both shops, and rows that must not count."""
    rows = []
    for shop in SHOPS:
        for day in DAYS:
            if draw(st.integers(0, 4)):
                seen = draw(st.integers(0, 500))
                more = {
                    "page_views": draw(counts),
                    "paid_buyers": draw(counts),
                    "add_to_cart_users": draw(counts),
                }
                rows.append(visits(seen, day=day, shop_key=shop, **more))
        period = {"period_end": DAYS[-1], "time_semantics": "period_snapshot"}
        rows.append(visits(900, shop_key=shop, **period))
        rows.append(visits(77, shop_key=shop, grain="product", product_id="p1"))
        rows.append(visits(7777, shop_key=shop, grain="shop", source_path="x", is_rollup=True))
    return rows


@st.composite
def advertising(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Rows of reports and windows that repeat one another."""
    kinds = st.sampled_from(["campaign", "item", "uni", "strange"])
    windows = st.sampled_from(["7d", "15d", "unknown"])
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    for _ in range(draw(st.integers(0, 8))):
        row = spend(
            str(draw(cents)),
            day=draw(days),
            shop_key=draw(shops),
            report_kind=draw(kinds),
            attribution_window=draw(windows),
            campaign_id=draw(st.sampled_from(["c1", "c2"])),
            clicks=draw(counts),
            impressions=draw(counts),
            interactions=draw(counts),
            total_value=draw(st.none() | cents),
            total_orders=draw(st.none() | st.integers(0, 9).map(Decimal)),
        )
        names = ("report_kind", "attribution_window", "campaign_id", "period_start", "shop_key")
        rows[tuple(row[name] for name in names)] = row
    rows["range",] = spend("5000", period_end=DAYS[-1], shop_key="a", report_kind="campaign")
    return list(rows.values())


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """A whole small brand."""
    placed = [draw(orders(n)) for n in range(draw(st.integers(0, 8)))]
    cases = [draw(refunds(n)) for n in range(draw(st.integers(0, 5)))]
    found = World(placed, _lines(placed), cases, draw(traffic()), draw(advertising()))
    for rows in found.__dict__.values():
        for row in rows:
            row.setdefault("platform", "taobao")
    return found


def session_of(world: World) -> TinySession:
    """The world in tables, all its days covered by reports of both shops."""
    reports = ("orders", "lines", "refunds", "ads")
    files = [
        file(report, DAYS[0], DAYS[-1], shop_key=shop, import_id=f"{report}-{shop}")
        for report in reports
        for shop in SHOPS
    ]
    return TinySession(**world.__dict__, source_files=files)

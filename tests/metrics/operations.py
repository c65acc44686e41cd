"""A slow obvious second opinion on service, parcels and stock, and small random rows of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.metrics.reference import paid_day
from tests.metrics.tiny import TinySession, file, line, order

Row = Mapping[str, Any]
FIRST = date(2026, 11, 1)
DAYS = [FIRST + timedelta(days=n) for n in range(4)]
SHOPS = ("a", "b")
LAYOUTS = {
    "service": "customer_service/qianniu_agent_daily_xls@1",
    "parcels": "logistics/tracking_csv@1",
    "stock": "jushuitan/stock_xlsx@1",
}


@dataclass(frozen=True)
class House:
    """All rows, as lists."""

    service_daily: list[Row] = field(default_factory=list)
    shipments: list[Row] = field(default_factory=list)
    stock_snapshots: list[Row] = field(default_factory=list)
    orders: list[Row] = field(default_factory=list)
    order_lines: list[Row] = field(default_factory=list)

    def session(self) -> TinySession:
        """The rows in tables; reports cover all days."""
        files = [
            file(
                "x",
                DAYS[0],
                DAYS[-1],
                layout=LAYOUTS[report],
                shop_key=shop,
                import_id=f"{report}{shop}",
            )
            for report, shops in (("service", SHOPS), ("parcels", ("",)), ("stock", ("",)))
            for shop in shops
        ]
        return TinySession(**self.__dict__, source_files=files)


def moment(day: date, hour: int = 0) -> datetime:
    """An hour of a day, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=hour)


days = st.sampled_from(DAYS)
shares = st.none() | st.integers(0, 1000).map(lambda n: Decimal(n) / 1000)
people = st.none() | st.integers(0, 200)
hours = st.none() | st.integers(0, 150)


@st.composite
def agents(draw: st.DrawFn) -> list[Row]:
    """Days of two agents in two shops."""
    return [
        {
            "shop_key": shop, "agent_key": agent, "service_on": day, "received": draw(people),
            "first_response_avg_s": draw(st.none() | st.integers(0, 90).map(Decimal)),
            "within_30s_rate": draw(shares), "within_3min_rate": draw(shares), "satisfaction_rate": draw(shares),
            "inquiry_users": draw(people), "paid_users": draw(people), "currency": "CNY",
        }
        for shop in SHOPS for agent in ("x", "y") for day in DAYS
    ]  # fmt: skip


@st.composite
def parcel_rows(draw: st.DrawFn, number: int) -> Row:
    """One parcel of one order, traced or not."""
    day = draw(days)
    sent = moment(day, draw(st.integers(0, 15)))

    def later() -> datetime | None:
        passed = draw(hours)
        return None if passed is None else sent + timedelta(hours=passed)

    return {
        "platform": "logistics", "shop_key": "", "source": "logistics", "parcel_key": f"{number:064d}",
        "order_id": f"o{number}", "status": draw(st.sampled_from([None, "in_transit", "picked_up", "delivered", "exception"])),
        "paid_at": draw(st.none() | st.just(sent - timedelta(hours=20))), "shipped_at": draw(st.sampled_from([sent, sent, None])),
        "picked_up_at": later(), "pickup_due_at": later(), "last_scan_at": later(), "delivered_at": later(),
        "shipped_on": day, "source_as_of": moment(DAYS[-1], draw(st.integers(0, 100))), "currency": "CNY",
    }  # fmt: skip


@st.composite
def houses(draw: st.DrawFn) -> House:
    """A whole small house; orders say whose the parcels are, some of nobody known."""
    parcels = [draw(parcel_rows(n)) for n in range(draw(st.integers(0, 8)))]
    orders, lines = [], []
    for number in range(draw(st.integers(0, 8))):
        day = FIRST - timedelta(days=draw(st.integers(-3, 40)))
        status = draw(st.sampled_from(["paid", "paid", "refunded", "unpaid"]))
        shop = draw(st.sampled_from(SHOPS))
        same = {"day": day, "shop_key": shop, "payment_status": status, "platform": "taobao"}
        orders.append(
            order(
                f"o{number}", "1", is_test=draw(st.sampled_from([None, False, False, True])), **same
            )
        )
        sku = draw(st.sampled_from(["s1", "s2", None]))
        lines.append(
            line(
                f"l{number}",
                f"o{number}",
                "1",
                merchant_sku=sku,
                quantity=draw(st.integers(1, 9)),
                **same,
            )
        )
    stock = [
        {
            "source": source, "warehouse_id": "", "merchant_sku": sku, "snapshot_on": day, "snapshot_at": moment(day, hour),
            "available": draw(st.none() | st.integers(-9, 90)), "safety_low": draw(st.none() | st.integers(0, 40)),
        }
        for source in ("jushuitan", "wangdiantong") for day in DAYS for hour in draw(st.sampled_from([(), (1,), (1, 5)]))
        for sku in draw(st.sampled_from([("s1",), ("s1", "s2"), ("s2", "s3")]))
    ]  # fmt: skip
    return House(draw(agents()), parcels, stock, orders, lines)


def rate(parts: list[tuple[Any, Any]]) -> Decimal | None:
    """Sum over sum, None where there is nothing below."""
    below = sum((b for _a, b in parts), Decimal(0))
    if not below:
        return None
    return (sum((a for a, _b in parts), Decimal(0)) / below).quantize(Decimal("0.000001"))


def _weighted(column: str) -> Callable[[House, set[str], set[date]], Any]:
    def found(house: House, shops: set[str], days_: set[date]) -> Any:
        rows = [
            r for r in house.service_daily if r["shop_key"] in shops and r["service_on"] in days_
        ]
        both = [r for r in rows if r[column] is not None and r["received"] is not None]
        return rate([(r[column] * r["received"], Decimal(r["received"])) for r in both])

    return found


def _inquiries(house: House, shops: set[str], days_: set[date]) -> Any:
    rows = [r for r in house.service_daily if r["shop_key"] in shops and r["service_on"] in days_]
    both = [r for r in rows if r["inquiry_users"] is not None and r["paid_users"] is not None]
    return rate([(Decimal(r["paid_users"]), Decimal(r["inquiry_users"])) for r in both])


def parcels(house: House, shops: set[str], days_: set[date]) -> list[Row]:
    """Parcels of the shops sent on the days."""
    shop_of = {r["order_id"]: r["shop_key"] for r in house.orders}
    return [
        r
        for r in house.shipments
        if shop_of.get(r["order_id"], "") in shops and r["shipped_on"] in days_
    ]


def tracked(row: Row) -> bool:
    """Whether a trace is known."""
    return any(row[n] is not None for n in ("last_scan_at", "picked_up_at", "delivered_at"))


def due_of(house: House, row: Row) -> datetime | None:
    """When it has to be picked up."""
    paid = row["paid_at"]
    return row["pickup_due_at"] or (paid + timedelta(hours=48) if paid else None)


def _in_time(house: House, shops: set[str], days_: set[date]) -> Any:
    judged = []
    for row in parcels(house, shops, days_):
        due, picked = due_of(house, row), row["picked_up_at"]
        if due is None or not tracked(row) or (picked is None and row["source_as_of"] <= due):
            continue
        judged.append((Decimal(picked is not None and picked <= due), Decimal(1)))
    return rate(judged)


def _delivered(house: House, shops: set[str], days_: set[date]) -> Any:
    rows = [r for r in parcels(house, shops, days_) if tracked(r)]
    return rate(
        [
            (Decimal(r["delivered_at"] is not None or r["status"] == "delivered"), Decimal(1))
            for r in rows
        ]
    )


def _delivery_days(house: House, shops: set[str], days_: set[date]) -> Any:
    taken = []
    for row in parcels(house, shops, days_):
        sent = row["shipped_at"] or row["picked_up_at"]
        if sent and row["delivered_at"] and row["delivered_at"] >= sent:
            seconds = Decimal((row["delivered_at"] - sent).total_seconds())
            taken.append((seconds, Decimal(86400)))
    return rate(taken)


def _stuck(house: House, shops: set[str], days_: set[date]) -> Any:
    rows = [r for r in parcels(house, shops, days_) if tracked(r)]
    if not rows:
        return 0 if not parcels(house, shops, days_) else None
    return sum(
        r["status"] in {"picked_up", "in_transit", "out_for_delivery"}
        and r["delivered_at"] is None
        and r["last_scan_at"] is not None
        and r["source_as_of"] - r["last_scan_at"] >= timedelta(hours=48)
        for r in rows
    )


def newest(house: House, days_: set[date]) -> list[Row]:
    """The rows of the last moment of each source within the days."""
    rows = [r for r in house.stock_snapshots if r["snapshot_on"] in days_]
    last: dict[str, datetime] = {}
    for row in rows:
        last[row["source"]] = max(row["snapshot_at"], last.get(row["source"], row["snapshot_at"]))
    return [r for r in rows if r["snapshot_at"] == last[r["source"]]]


def _stock(value: Callable[[Row], int | None]) -> Callable[[House, set[str], set[date]], Any]:
    def found(house: House, _shops: set[str], days_: set[date]) -> Any:
        rows = newest(house, days_)
        told = [value(r) for r in rows if value(r) is not None]
        return 0 if not rows else sum(told) if told else None

    return found


def _cover(house: House, _shops: set[str], days_: set[date]) -> Any:
    tests = {r["order_id"] for r in house.orders if r.get("is_test")}
    sold = [
        (r["merchant_sku"], paid_day(r), r["quantity"])
        for r in house.order_lines
        if r["merchant_sku"] and r["order_id"] not in tests and paid_day(r) is not None
    ]
    began = min((day for _sku, day, _n in sold), default=None)
    parts = []
    for row in newest(house, days_):
        if began is None or row["available"] is None:
            continue
        known = min((row["snapshot_on"] - began).days + 1, 28)
        units = sum(
            n
            for sku, day, n in sold
            if sku == row["merchant_sku"] and 0 <= (row["snapshot_on"] - day).days < 28
        )
        if known > 0 and units:
            parts.append((Decimal(row["available"] * known), Decimal(units)))
    return rate(parts)


REFERENCE: dict[str, Callable[[House, set[str], set[date]], Any]] = {
    "first_response_avg_s": _weighted("first_response_avg_s"),
    "answered_within_30s_rate": _weighted("within_30s_rate"),
    "answered_within_3min_rate": _weighted("within_3min_rate"),
    "service_satisfaction": _weighted("satisfaction_rate"),
    "inquiry_conversion": _inquiries,
    "parcels_sent": lambda h, s, d: len(parcels(h, s, d)),
    "picked_up_in_time_share": _in_time,
    "delivered_share": _delivered,
    "days_to_delivery": _delivery_days,
    "stuck_parcels": _stuck,
    "units_available": _stock(lambda r: r["available"]),
    "skus_below_safety": _stock(
        lambda r: (
            None
            if None in (r["available"], r["safety_low"])
            else int(r["available"] < r["safety_low"])
        )
    ),
    "skus_oversold": _stock(lambda r: None if r["available"] is None else int(r["available"] < 0)),
    "days_of_cover": _cover,
}

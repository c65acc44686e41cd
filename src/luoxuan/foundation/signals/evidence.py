"""The rows behind an alert of parcels, stock or customer service as a table (10.6, 11.8)."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from luoxuan.charts.table import Column, Row, Table

if TYPE_CHECKING:
    from luoxuan.analysis.fulfilment import Kind
    from luoxuan.foundation.people.models import Brand

Values = Callable[[Mapping[str, Any], ZoneInfo], tuple[Any, ...]]
PARCELS = {"stuck", "late_pickup"}
SHORT_KEY = 8


def table(kind: "Kind", rows: Iterable[Mapping[str, Any]], brand: "Brand") -> Table:
    """The rows in the words of the page; times on the brand's clocks."""
    columns, values = _shape(kind)
    zone = ZoneInfo(brand.zone)
    return Table(
        key="alert-rows", columns=columns, rows=tuple(Row(values(row, zone)) for row in rows)
    )


def _shape(kind: "Kind") -> tuple[tuple[Column, ...], Values]:
    if kind in PARCELS:
        return _parcels(), _parcel
    return (_agents(), _agent) if kind == "slow_answers" else (_stock(), _sku)


def _parcels() -> tuple[Column, ...]:
    return (
        Column("order", _("Order number")), Column("carrier", _("Carrier")), Column("status", _("State")),
        Column("exception", _("What is wrong")), Column("shipped", _("Sent")), Column("due", _("Pick-up due")),
        Column("scan", _("Last trace")), Column("hours", _("Hours"), "count", hint=_("Since the last trace, or past the hour due.")),
    )  # fmt: skip


def _parcel(row: Mapping[str, Any], zone: ZoneInfo) -> tuple[Any, ...]:
    since = row["last_scan_at"] or row["pickup_due_at"]
    hours = int((row["as_of"] - since).total_seconds() // 3600) if since else None
    times = [_moment(row[name], zone) for name in ("shipped_at", "pickup_due_at", "last_scan_at")]
    words = (row["order_id"], row["carrier"] or "", _status(row["status"] or ""))
    return (*(str(each) for each in words), row["exception"] or "", *times, hours)


def _stock() -> tuple[Column, ...]:
    return (
        Column("sku", _("Own SKU code")), Column("title", _("Title")), Column("spec", _("Variant")),
        Column("available", _("Available"), "count"), Column("on_hand", _("In the house"), "count"),
        Column("in_transit", _("On the way"), "count"), Column("safety", _("Safety stock"), "count"),
        Column("sold", _("Sold in 28 days"), "count"), Column("day", _("Stock of"), "day"),
    )  # fmt: skip


def _sku(row: Mapping[str, Any], _zone: ZoneInfo) -> tuple[Any, ...]:
    sold = row["units_sold"] if row["knows_sales"] else None
    counts = (row[name] for name in ("available", "on_hand", "in_transit", "safety_low"))
    return (
        row["merchant_sku"],
        row["title"] or "",
        row["spec"] or "",
        *counts,
        sold,
        row["snapshot_on"],
    )


def _agents() -> tuple[Column, ...]:
    return (
        Column("agent", _("Agent"), hint=_("A keyed hash: names are not kept.")), Column("day", _("Day"), "day"),
        Column("received", _("People answered"), "count"), Column("seconds", _("First response, seconds"), "ratio", direction="down"),
    )  # fmt: skip


def _agent(row: Mapping[str, Any], _zone: ZoneInfo) -> tuple[Any, ...]:
    agent = (row["agent_key"] or "")[:SHORT_KEY]
    return (agent, row["service_on"], row["received"], row["first_response_avg_s"])


def _moment(value: Any, zone: ZoneInfo) -> str:
    return value.astimezone(zone).strftime("%Y-%m-%d %H:%M") if value else ""


def _status(key: str) -> str:
    """A parcel's state in the language of the page."""
    words = {
        "label_created": _("Label made"), "picked_up": _("Picked up"), "in_transit": _("In transit"),
        "out_for_delivery": _("Out for delivery"), "delivered": _("Delivered"), "exception": _("Exception"),
        "returning": _("On the way back"), "returned": _("Returned"),
    }  # fmt: skip
    return words.get(key, "")

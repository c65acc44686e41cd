"""Where a person may map a column to: the canonical fields worth asking for, in the words of the screens."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class TargetTable:
    """One canonical table a report can be mapped to, and its fields."""

    name: str
    label: Promise
    fields: dict[str, Promise]


_ORDER = {
    "order_id": _("Order number"),
    "created_at": _("Ordered at"),
    "paid_at": _("Paid at"),
    "order_status": _("Order status"),
    "customer_key": _("Buyer's number (kept as a keyed hash only)"),
    "province": _("Province"),
    "city": _("City"),
    "channel": _("Channel"),
}

_PRODUCT = {
    "product_id": _("Product id"),
    "sku_id": _("SKU id"),
    "merchant_sku": _("Own SKU code"),
    "title": _("Title"),
}

_MOVEMENT: dict[str, Promise] = {
    "occurred_at": _("Booked at"),
    "amount": _("Amount: in positive, out negative"),
    "income": _("Amount in"),
    "outgo": _("Amount out"),
    "direction": _("In or out"),
    "balance_after": _("Balance afterwards"),
    "fee_raw": _("What it was for"),
    "flow_no": _("Number of the movement"),
    "order_id": _("Order number"),
    "account": _("Account number (its last four are kept)"),
}

_COST: dict[str, Promise] = {
    "merchant_sku": _("Own SKU code"),
    "valid_from": _("Holds from"),
    "unit_cost": _("Cost per piece"),
    "received_units": _("Pieces bought at this cost"),
    "packaging_cost": _("Packaging per piece"),
    "freight_cost": _("Freight per piece"),
    "tax_rate": _("Tax on sales"),
    "title": _("Title"),
}

_PERIOD = {"period": _("Day or period")}

_SESSION: dict[str, Promise] = {
    "session_id": _("Conversation number"),
    "started_at": _("Conversation began at"),
    "ended_at": _("Conversation ended at"),
    "first_response_s": _("Seconds to the first answer"),
    "agent_key": _("Agent (kept as a keyed hash only)"),
    "customer_key": _("Buyer's number (kept as a keyed hash only)"),
    "order_id": _("Order number"),
    "rating": _("Rating, 1 to 5"),
    "reason": _("Reason"),
}

TARGETS: tuple[TargetTable, ...] = (
    TargetTable(
        "order_lines",
        _("Order lines"),
        {
            "line_id": _("Line number"),
            **_ORDER,
            **_PRODUCT,
            "spec": _("Variant"),
            "quantity": _("Pieces"),
            "unit_price": _("Price per piece"),
            "list_price": _("List price per piece"),
            "goods_amount": _("Goods amount"),
            "merchant_discount": _("Discount of the shop"),
            "platform_discount": _("Discount of the platform"),
            "paid_amount": _("Amount paid for the line"),
        },
    ),
    TargetTable(
        "orders",
        _("Orders"),
        {
            **_ORDER,
            "goods_amount": _("Goods amount"),
            "merchant_discount": _("Discount of the shop"),
            "platform_discount": _("Discount of the platform"),
            "shipping_amount": _("Freight"),
            "buyer_paid_amount": _("Amount the buyer paid"),
            "refund_amount": _("Refunded so far"),
            "units": _("Pieces"),
        },
    ),
    TargetTable(
        "refunds",
        _("Refunds"),
        {
            "refund_id": _("Refund number"),
            "order_id": _("Order number"),
            "amount": _("Refund amount"),
            "applied_at": _("Asked for at"),
            "refunded_at": _("Paid back at"),
            "status": _("Refund status"),
            "reason": _("Reason"),
            "quantity": _("Pieces"),
            "product_id": _("Product id"),
            "merchant_sku": _("Own SKU code"),
        },
    ),
    TargetTable(
        "products",
        _("Products"),
        {
            "product_id": _("Product id"),
            "title": _("Title"),
            "merchant_code": _("Own product code"),
            "category": _("Category"),
            "status": _("Status"),
        },
    ),
    TargetTable("skus", _("SKUs"), {**_PRODUCT, "spec": _("Variant")}),
    TargetTable(
        "traffic_daily",
        _("Traffic"),
        {
            **_PERIOD,
            "product_id": _("Product id"),
            "source_path": _("Traffic source"),
            "title": _("Title"),
            "visitors": _("Visitors"),
            "page_views": _("Page views"),
            "add_to_cart_users": _("Visitors who put in the cart"),
            "paid_buyers": _("Buyers who paid"),
            "paid_orders": _("Orders paid"),
            "paid_units": _("Pieces paid"),
            "paid_amount": _("Amount paid"),
        },
    ),
    TargetTable(
        "ad_spend_daily",
        _("Ads"),
        {
            **_PERIOD,
            "campaign_id": _("Campaign id"),
            "campaign_name": _("Campaign"),
            "adgroup_id": _("Ad group"),
            "creative_id": _("Creative"),
            "target_id": _("Product advertised"),
            "spend": _("Spend"),
            "impressions": _("Impressions"),
            "clicks": _("Clicks"),
            "total_orders": _("Orders attributed"),
            "total_value": _("Value attributed"),
        },
    ),
    TargetTable("settlement_lines", _("Bank statement"), _MOVEMENT),
    TargetTable("costs", _("Costs of goods"), _COST),
    TargetTable("service_sessions", _("Customer service conversations"), _SESSION),
)


def target_label(target: str) -> str:
    """`order_lines.quantity` in the words of the screens."""
    name, _dot, field = target.partition(".")
    for table in TARGETS:
        if table.name == name:
            return str(table.fields.get(field, table.label))
    return target


KINDS: dict[str, Promise] = {
    "id": _("number or code"),
    "text": _("text"),
    "money": _("amount"),
    "count": _("count"),
    "number": _("figure"),
    "percent": _("percent"),
    "seconds": _("duration"),
    "time": _("date and time"),
    "date": _("date"),
    "period": _("day or period"),
    "status": _("status"),
    "personal": _("personal: never stored"),
}


def target_choices() -> list[tuple[str, list[tuple[str, Promise]] | Promise]]:
    """Fields grouped by table, for a select."""
    groups: list[tuple[str, list[tuple[str, Promise]] | Promise]] = [("", _("not used"))]
    for table in TARGETS:
        fields = [(f"{table.name}.{field}", label) for field, label in table.fields.items()]
        groups.append((str(table.label), fields))
    return groups

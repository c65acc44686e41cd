"""What tables, columns and values are called on a page (4.1)."""

from collections.abc import Mapping

from django.utils.translation import gettext as _


def dimension_name(by: str) -> str:
    """The dimension as people call it."""
    names = {
        "shop": _("by shop"), "product": _("by product"), "source": _("by source"),
        "channel": _("by channel"), "province": _("by province"),
    }  # fmt: skip
    return names.get(by, by)


def report_name(report: str) -> str:
    """The kind of source report as people call it."""
    names = {
        "orders": _("Orders"), "lines": _("Order lines"), "refunds": _("Refunds"),
        "traffic_shop": _("Shop traffic"), "traffic_product": _("Product traffic"),
        "traffic_source": _("Traffic sources"), "ads": _("Advertising"),
    }  # fmt: skip
    return names.get(report, report)


def table_name(table: str) -> str:
    """The canonical table as people call it."""
    names = {
        "orders": _("Orders"), "order_lines": _("Order lines"), "refunds": _("Refunds"),
        "traffic_daily": _("Traffic"), "ad_spend_daily": _("Advertising"),
        "source_files": _("Files read"), "rejected_rows": _("Quarantine"),
    }  # fmt: skip
    return names.get(table, table)


def column_name(column: str) -> str:
    """A column of a canonical table as people call it; its own name where people have no word for it."""
    for words in (_who_and_what, _when, _how_much, _report):
        if column in (names := words()):
            return names[column]
    return column


def value_word(column: str, value: str) -> str:
    """A coded value as people call it; what the platform wrote stays as it is."""
    if column in _CODED:
        return _values().get(value, value)
    return value


_CODED = frozenset(
    {
        "order_status", "payment_status", "after_sale_status", "status", "channel", "grain",
        "time_semantics", "identity_quality", "time_precision", "type",
    }
)  # fmt: skip


def _who_and_what() -> Mapping[str, str]:
    return {
        "platform": _("Platform"), "ad_platform": _("Ad platform"), "shop_key": _("Shop"),
        "order_id": _("Order number"), "line_id": _("Line number"), "refund_id": _("Refund number"),
        "product": _("Product"), "product_id": _("Product"), "sku": _("SKU"), "sku_id": _("SKU"),
        "merchant_sku": _("Own code"), "title": _("Title"), "spec": _("Variant"),
        "campaign_name": _("Campaign"), "campaign_id": _("Campaign number"), "channel": _("Channel"),
        "province": _("Province"), "city": _("City"), "import_id": _("Import"), "name": _("File"),
        "source_row_no": _("Row in the file"), "order_status": _("Order status"),
        "payment_status": _("Payment status"), "after_sale_status": _("After-sale status"),
        "status": _("Status"), "status_raw": _("Platform's status"), "reason": _("Reason"),
        "identity_quality": _("Buyer known by"), "order_type": _("Kind of order"),
        "traffic_source_raw": _("Source"), "influencer_id": _("Influencer number"),
        "quality_flags": _("Flags"), "type": _("Kind"), "is_gift": _("Gift"),
    }  # fmt: skip


def _when() -> Mapping[str, str]:
    return {
        "day": _("Day"), "created_at": _("Ordered at"), "paid_at": _("Paid at"),
        "created_on": _("Ordered on"), "paid_on": _("Paid on"), "shipped_at": _("Sent at"),
        "completed_at": _("Completed at"), "closed_at": _("Closed at"), "applied_at": _("Asked at"),
        "refunded_at": _("Refunded at"), "applied_on": _("Asked on"), "refunded_on": _("Refunded on"),
        "period_start": _("From"), "period_end": _("To"), "time_semantics": _("Kind of period"),
        "time_precision": _("Precision of time"), "source_as_of": _("As of"),
        "first_day": _("First day"), "last_day": _("Last day"),
    }  # fmt: skip


def _how_much() -> Mapping[str, str]:
    return {
        "currency": _("Currency"), "amount": _("Amount"), "quantity": _("Pieces"),
        "units": _("Pieces"), "unit_price": _("Unit price"), "list_price": _("List price"),
        "paid_amount": _("Paid"), "buyer_paid_amount": _("Paid"), "goods_amount": _("Goods"),
        "merchant_discount": _("Merchant's discount"), "platform_discount": _("Platform's discount"),
        "shipping_amount": _("Freight"), "refund_amount": _("Refunded"),
        "merchant_receivable_amount": _("Receivable"), "spend": _("Spend"),
        "impressions": _("Impressions"), "clicks": _("Clicks"), "total_value": _("Attributed value"),
        "direct_value": _("Directly attributed value"), "total_orders": _("Attributed orders"),
        "direct_orders": _("Directly attributed orders"),
    }  # fmt: skip


def _report() -> Mapping[str, str]:
    return {
        "visitors": _("Visitors"), "page_views": _("Page views"), "grain": _("Grain"),
        "source_path": _("Traffic source"), "source_l1": _("First level of the source"),
        "add_to_cart_users": _("Added to cart (people)"), "favorite_users": _("Kept (people)"),
        "add_to_cart_units": _("Added to cart (pieces)"), "order_buyers": _("Ordered (people)"),
        "order_amount": _("Amount ordered"), "paid_buyers": _("Paid (people)"),
        "paid_orders": _("Paid orders"), "paid_units": _("Paid pieces"), "new_buyers": _("New buyers"),
        "report_kind": _("Report"), "account_id": _("Account"),
        "attribution_window": _("Attribution window"), "rows_read": _("Rows read"),
        "rows_kept": _("Rows kept"), "rows_merged": _("Rows merged"), "dataset": _("Report"),
        "rows_dropped": _("Rows dropped"), "rows_quarantined": _("Rows in quarantine"),
        "source": _("Report of"),
    }  # fmt: skip


def _values() -> Mapping[str, str]:
    return {
        "pending_payment": _("waiting for payment"), "on_hold": _("on hold"),
        "awaiting_shipment": _("waiting to be sent"), "partially_shipped": _("partly sent"),
        "shipped": _("sent"), "delivered": _("delivered"), "completed": _("completed"),
        "cancelled": _("cancelled"), "closed": _("closed"), "unknown": _("unknown"),
        "unpaid": _("unpaid"), "deposit_paid": _("deposit paid"), "paid": _("paid"),
        "partially_refunded": _("partly refunded"), "refunded": _("refunded"), "none": _("none"),
        "open": _("open"), "done": _("done"), "rejected": _("rejected"), "live": _("live"),
        "short_video": _("short video"), "product_card": _("product card"), "search": _("search"),
        "shop": _("shop"), "product": _("product"), "daily_fact": _("a day"),
        "period_snapshot": _("a period"), "masked": _("masked"), "open_id": _("platform id"),
        "member_id": _("member id"), "second": _("second"), "minute": _("minute"), "day": _("day"),
        "requested": _("requested"), "withdrawn": _("withdrawn"), "refund_only": _("refund only"),
        "return_refund": _("return and refund"),
    }  # fmt: skip

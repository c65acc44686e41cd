"""Words of the screens."""

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.people.platforms import platform_word
from luoxuan.warehouse.contracts import RULES

DIMENSION: dict[str, str | Promise] = {
    "accuracy": _("Accuracy"),
    "completeness": _("Completeness"),
    "consistency": _("Consistency"),
    "uniqueness": _("Uniqueness"),
    "timeliness": _("Timeliness"),
}
TABLE: dict[str, str | Promise] = {
    "shops": _("Shops"),
    "orders": _("Orders"),
    "order_lines": _("Order lines"),
    "refunds": _("Refunds"),
    "products": _("Products"),
    "skus": _("SKUs"),
    "traffic_daily": _("Traffic"),
    "ad_spend_daily": _("Advertising"),
    "live_sessions": _("Live sessions"),
    "settlement_lines": _("Bills and accounts"),
    "payments": _("Payments"),
    "costs": _("Cost table"),
    "bundles": _("Bundles"),
    "fee_terms": _("Agreed fees"),
    "stock_snapshots": _("Stock"),
    "shipments": _("Parcels"),
    "service_daily": _("Customer service by day"),
    "service_sessions": _("Conversations"),
    "source_files": _("Files read"),
    "rejected_rows": _("Quarantined rows"),
}
COLUMN: dict[str, str | Promise] = {
    "shop_key": _("Shop"),
    "platform": _("Platform"),
    "provider": _("Provider"),
    "account": _("Account"),
    "order_id": _("Order number"),
    "line_id": _("Order line"),
    "flow_no": _("Flow number"),
    "merchant_sku": _("Merchant code"),
    "product_id": _("Product id"),
    "sku_id": _("SKU id"),
    "title": _("Title"),
    "quantity": _("Quantity"),
    "order_status": _("Order status"),
    "status": _("State"),
    "currency": _("Currency"),
    "amount": _("Amount"),
    "buyer_paid_amount": _("Paid by the buyer"),
    "created_at": _("Ordered at"),
    "created_on": _("Ordered on"),
    "applied_on": _("Asked for on"),
    "occurred_at": _("Booked at"),
    "occurred_on": _("Booked on"),
    "period_start": _("Day"),
    "time_semantics": _("Kind of time"),
    "visitors": _("Visitors"),
    "spend": _("Ad spend"),
    "started_on": _("Began on"),
    "started_at": _("Began at"),
    "ledger": _("Kind of book"),
    "component": _("Part of the bill"),
    "fee_type": _("Kind of fee"),
    "fee_raw": _("What it was for"),
    "kind": _("Kind"),
    "unit_cost": _("Cost per piece"),
    "pieces": _("Pieces"),
    "available": _("Stock on hand"),
    "snapshot_at": _("Counted at"),
    "shipped_on": _("Shipped on"),
    "received": _("Buyers served"),
    "first_response_s": _("Seconds to the first answer"),
    "file_name": _("File"),
    "row_no": _("Row"),
}


BOOK: dict[str, str | Promise] = {
    "statement": _("Bill"),
    "platform_account": _("Platform account"),
    "money_account": _("Money account"),
}


def value_word(column: str, value: str) -> str:
    """What a cell says; keys of platforms and books by their names."""
    if column in ("platform", "provider"):
        return platform_word(value)
    return str(BOOK.get(value, value)) if column == "ledger" else value


def column_word(column: str) -> str:
    """What the column is called on the screen; of a rare one its name in the warehouse."""
    return str(COLUMN.get(column, column))


def table_word(table: str) -> str:
    """What the table is called on the screen."""
    return str(TABLE.get(table, table))


def rule_word(rule: str) -> str:
    """The promise as a sentence; timeliness has no rule of its own."""
    found = RULES.get(rule)
    if found is None:
        return str(_("The newest row is young enough, in each of its sources"))
    text = found.zh if _is_chinese() else found.en
    column, space, rest = text.partition(" ")
    return f"{COLUMN[column]}{'' if _is_chinese() else space}{rest}" if column in COLUMN else text


def mend_word(rule: str) -> str:
    """How to set it right."""
    found = RULES.get(rule)
    if found is None:
        return str(_("Import the newest export of the source that is late."))
    return found.mend_zh if _is_chinese() else found.mend_en


def _is_chinese() -> bool:
    return (get_language() or "").startswith("zh")

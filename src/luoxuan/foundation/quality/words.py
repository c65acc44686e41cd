"""Words of the screens."""

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

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


def table_word(table: str) -> str:
    """What the table is called on the screen."""
    return str(TABLE.get(table, table))


def rule_word(rule: str) -> str:
    """The promise as a sentence; timeliness has no rule of its own."""
    found = RULES.get(rule)
    if found is None:
        return str(_("The newest row is young enough, in each of its sources"))
    return found.zh if _is_chinese() else found.en


def mend_word(rule: str) -> str:
    """How to set it right."""
    found = RULES.get(rule)
    if found is None:
        return str(_("Import the newest export of the source that is late."))
    return found.mend_zh if _is_chinese() else found.mend_en


def _is_chinese() -> bool:
    return (get_language() or "").startswith("zh")

"""The monitors a new brand begins with (9.15)."""

from typing import Any

from django.utils.translation import gettext as _


def monitors() -> list[dict[str, Any]]:
    """What each is called, watches and asks; names are in the language of who starts them."""
    return [
        {"name": _("Sales of each shop"), "kind": "anomaly", "metric": "gmv_paid", "role": "channel_operator", "severity": "critical"},
        {"name": _("Orders of each shop"), "kind": "anomaly", "metric": "orders_paid", "role": "channel_operator", "severity": "critical"},
        {"name": _("Conversion of each shop"), "kind": "anomaly", "metric": "conversion", "role": "channel_operator", "parameters": {"side": "down"}},
        {"name": _("Refund rate of each shop"), "kind": "anomaly", "metric": "refund_rate", "role": "service_lead", "parameters": {"side": "up", "share": "0.5"}},
        {"name": _("Campaigns below ROI 1 for a week"), "kind": "threshold", "metric": "roi", "by": ("shop", "campaign"), "role": "campaign_operator",
         "parameters": {"side": "below", "limit": "1", "days": "7", "least": "50"}},
        {"name": _("Data of each shop"), "kind": "freshness", "by": ("shop",), "role": "data_analyst", "parameters": {"days": "2"}},
        {"name": _("First response above 30 seconds"), "kind": "table", "check_key": "fulfilment.slow_answers", "by": (), "role": "service_lead"},
        {"name": _("Stuck parcels"), "kind": "table", "check_key": "fulfilment.stuck", "by": (), "role": "service_lead"},
        {"name": _("Late pick-ups"), "kind": "table", "check_key": "fulfilment.late_pickup", "by": (), "role": "operations_manager"},
        {"name": _("Oversold SKUs"), "kind": "table", "check_key": "fulfilment.oversold", "by": (), "role": "operations_manager", "severity": "critical"},
        {"name": _("SKUs below safety stock"), "kind": "table", "check_key": "fulfilment.below_safety", "by": (), "role": "operations_manager"},
        {"name": _("Selling SKUs out of stock"), "kind": "table", "check_key": "fulfilment.sold_out", "by": (), "role": "operations_manager"},
        {"name": _("Many readings of personal data"), "kind": "table", "check_key": "vault.unmaskings", "by": (), "role": "owner"},
        {"name": _("Requests of persons past their day"), "kind": "table", "check_key": "vault.requests_overdue", "by": (), "role": "owner", "severity": "critical"},
        {"name": _("Pace of the company's sales"), "kind": "pace", "metric": "gmv_paid", "by": (), "role": "operations_manager"},
    ]  # fmt: skip

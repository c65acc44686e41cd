"""Words of the profit pages."""

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from luoxuan.metrics.sentences import Language

DIMENSION: dict[str, str | Promise] = {
    "shop": _("Shop"),
    "platform": _("Platform"),
    "channel": _("Channel"),
    "product": _("Product"),
    "sku": _("SKU"),
    "campaign": _("Campaign"),
    "influencer": _("Influencer"),
    "live_session": _("Live session"),
    "province": _("Province"),
    "day": _("Day"),
    "month": _("Month"),
}
BASIS: dict[str, str | Promise] = {
    "best": _("Billed where settled, else estimated"),
    "estimated": _("Estimated by agreed rates"),
    "actual": _("Settled orders only, as billed"),
}
REASON: dict[str, str | Promise] = {
    "price_below_cost": _("Price below cost"),
    "discount": _("Discounts"),
    "fees": _("Fees"),
    "refunds": _("Refunds"),
    "freight": _("Freight"),
    "ad_spend": _("Ad spend"),
    "gifts": _("Samples and gifts"),
}
FEE: dict[str, str | Promise] = {
    "commission": _("Commission"),
    "platform_fee": _("Platform fee"),
    "payment_fee": _("Payment fee"),
    "influencer": _("Influencer fee"),
    "freight": _("Freight"),
    "freight_insurance": _("Freight insurance"),
    "packaging": _("Packaging"),
    "tax": _("Tax"),
}


def language() -> Language:
    """The page's language as the analyses name it."""
    return "zh" if (get_language() or "zh").startswith("zh") else "en"


def dimension_word(name: str) -> str:
    """What a dimension is called."""
    return str(DIMENSION.get(name, name))

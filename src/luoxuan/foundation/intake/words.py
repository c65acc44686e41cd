"""The words of the screens for codes of the import report."""

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.intake.sentences import in_english
from luoxuan.metrics.registry import METRICS

STATUSES: dict[str, Promise] = {
    "imported": _("Imported"),
    "duplicate": _("Already imported"),
    "not_supported": _("Not supported yet"),
    "refused": _("Refused"),
    "undone": _("Undone"),
}

STATUS_KINDS = {
    "imported": "good",
    "duplicate": "neutral",
    "not_supported": "warning",
    "refused": "bad",
    "undone": "neutral",
}

PHASES: dict[str, Promise] = {
    "waiting": _("waiting"),
    "reading": _("being read"),
    "read": _("read"),
    "saving": _("being saved"),
    "done": _("done"),
}

PLATFORMS: dict[str, Promise] = {
    "taobao": _("Taobao / Tmall"),
    "tmall": _("Tmall"),
    "jd": _("JD"),
    "douyin": _("Douyin shop"),
    "pdd": _("Pinduoduo"),
    "kuaishou": _("Kuaishou shop"),
    "xiaohongshu": _("Xiaohongshu"),
    "wechat_shop": _("WeChat shop"),
    "youzan": _("Youzan"),
    "weimob": _("Weimob"),
    "shopify": _("Shopify"),
    "woocommerce": _("WooCommerce"),
    "amazon": _("Amazon"),
    "tiktok_shop": _("TikTok Shop"),
    "sycm": _("Taobao Business Advisor"),
    "alimama": _("Alimama ads"),
    "qianchuan": _("Douyin Qianchuan ads"),
    "jingzhuntong": _("JD ads"),
    "juguang": _("Xiaohongshu ads"),
    "google_ads": _("Google Ads"),
    "meta_ads": _("Meta Ads"),
    "ga4": _("Google Analytics"),
    "alipay": _("Alipay"),
    "wechat_pay": _("WeChat Pay"),
    "jushuitan": _("Jushuitan"),
    "wangdiantong": _("Wangdiantong"),
    "logistics": _("Logistics"),
    "customer_service": _("Customer service"),
    "luoxuan": _("Own table"),
    "own": _("Own layout"),
    "other": _("Other"),
}

REASONS: dict[str, Promise] = {
    "duplicate": _("the same row again"),
    "summary_row": _("totals row"),
    "repeated_header": _("header repeated"),
    "blank_row": _("blank row"),
    "comment": _("comment line"),
    "footer": _("footer"),
    "placeholder_row": _("placeholder, no data"),
    "destroyed_id": _("number destroyed by a spreadsheet"),
    "negative_reversal": _("negative reversal row"),
    "bad_date": _("date not readable"),
    "bad_number": _("figure not readable"),
    "missing_key": _("key column empty"),
    "ragged_row": _("cells do not match the header"),
}


def word(words: dict[str, Promise], code: str | None) -> str:
    """The word for the code, else the code itself: better a code than nothing."""
    return str(words.get(code or "", code or ""))


SHOP_PLATFORMS: dict[str, Promise] = {
    code: PLATFORMS[code]
    for code in (
        "taobao",
        "jd",
        "douyin",
        "pdd",
        "kuaishou",
        "xiaohongshu",
        "wechat_shop",
        "youzan",
        "weimob",
        "shopify",
        "woocommerce",
        "amazon",
        "tiktok_shop",
        "other",
    )
}


def sentence(text: str) -> str:
    """A sentence of the engine in the language of the page."""
    return in_english(text) if (get_language() or "").startswith("en") else text


def metric(name: str) -> str:
    """A metric by the name people know it by, in the language of the page."""
    known = METRICS.get(name)
    if known is None:
        return name
    return known.name.en if (get_language() or "").startswith("en") else known.name.zh

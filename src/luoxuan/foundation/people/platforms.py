"""The platforms a shop can stand on, and the standard's kinds of channel (7.1)."""

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PLATFORMS: dict[str, str | Promise] = {
    "taobao": _("Taobao / Tmall"),
    "jd": _("JD"),
    "douyin": _("Douyin shop"),
    "pdd": _("Pinduoduo"),
    "kuaishou": _("Kuaishou shop"),
    "xiaohongshu": _("Xiaohongshu"),
    "wechat_shop": _("WeChat shop"),
    "youzan": _("Youzan"),
    "weimob": _("Weimob"),
    "shopify": "Shopify",
    "woocommerce": "WooCommerce",
    "amazon": _("Amazon"),
    "tiktok_shop": "TikTok Shop",
    "other": _("Other"),
}

CHANNEL_TYPES: dict[str, str | Promise] = {
    "": _("not said"),
    "general": _("General marketplace"),
    "vertical": _("Vertical marketplace"),
    "own": _("Own shop"),
    "social": _("Social commerce"),
    "content": _("Content commerce"),
    "o2o": _("Online to offline"),
}


def platform_word(key: str) -> str:
    """The platform as people call it; a key nobody knows stays what it is."""
    return str(PLATFORMS.get(key, key))


def platform_words(key: str) -> frozenset[str]:
    """The platform's name in every language of the product."""
    words = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            words.add(platform_word(key))
    return frozenset(words)

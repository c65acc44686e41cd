"""One value on a page: filters, a pill, a sign, a small line."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from luoxuan.web import addresses, markup, spark

register = template.Library()


@register.filter
def money(value: Any, currency: str = "CNY") -> SafeString:
    """¥38.42 万, the full amount on hover."""
    return markup.figure(value, "money", currency=currency)


@register.filter
def money_full(value: Any, currency: str = "CNY") -> SafeString:
    """¥384,200.00."""
    return markup.amount(value, currency=currency)


@register.filter
def count(value: Any) -> SafeString:
    """1,234 up to 9,999, then 1.23 万 or 12.3K."""
    return markup.figure(value, "count")


@register.filter
def share(value: Any) -> SafeString:
    """0.123 as 12.3 %."""
    return markup.figure(value, "share")


@register.filter
def points(value: Any) -> SafeString:
    """0.012 as 1.2 points."""
    return markup.figure(value, "points")


@register.filter
def ratio(value: Any) -> SafeString:
    """1.50."""
    return markup.figure(value, "ratio")


@register.filter
def delta(value: Any, direction: str = "neutral") -> SafeString:
    """A relative change: ▲ 6.1 %; `direction` (up or down is good) adds the judgement."""
    return markup.change(value, direction=direction)


@register.filter
def delta_points(value: Any, direction: str = "neutral") -> SafeString:
    """A change of a share, in points."""
    return markup.change(value, unit="points", direction=direction)


@register.filter
def delta_money(value: Any, direction: str = "neutral") -> SafeString:
    """A change in money."""
    return markup.change(value, unit="money", direction=direction)


@register.filter
def day(value: Any) -> SafeString:
    """2026-11-23 周一."""
    return markup.day(value)


@register.filter
def moment(value: Any) -> SafeString:
    """2026-11-23 09:10."""
    return markup.moment(value)


@register.filter
def ago(value: Any, now: Any = None) -> SafeString:
    """3 分钟前, the moment on hover."""
    return markup.ago(value, now)


@register.filter
def why(reason: Any) -> SafeString:
    """A dash that says on hover why nothing is known."""
    return markup.nothing(reason)


@register.filter
def said(sentence: Any) -> str:
    """A sentence of the metrics in the page's language."""
    return markup.words(sentence)


@register.simple_tag
def status(kind: str, text: Any) -> SafeString:
    """A pill: good, bad, warning, info, neutral."""
    return markup.status(kind, text)


@register.simple_tag
def icon(name: str) -> SafeString:
    """A sign of the sprite; words stand beside it, so it is silent."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        addresses.sprite(), name,
    )  # fmt: skip


@register.simple_tag
def sparkline(values: Iterable[Any]) -> SafeString:
    """A small line of the values."""
    return spark.spark_html(tuple(values))

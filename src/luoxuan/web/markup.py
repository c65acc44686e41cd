"""A value as HTML: short on the page, full on hover, and a reason where there is none."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luoxuan.web import formats
from luoxuan.web.formats import Language


def language() -> Language:
    """The language of the page: zh unless it is English."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def words(said: Any) -> str:
    """A reason or sentence in the page's language, whether text or a sentence of the metrics."""
    if not said:
        return ""
    text = getattr(said, "text", None)
    return str(text(language())) if callable(text) else str(said)


def nothing(reason: Any = "") -> SafeString:
    """A dash that says on hover why there is no value; never 0."""
    said = words(reason) or _("Not known: the data do not say.")
    return format_html(
        '<span class="nothing" title="{}" tabindex="0" aria-label="{}">{}</span>',
        said, said, formats.NOTHING,
    )  # fmt: skip


def titled(text: str, whole: str) -> SafeString:
    """The text; the whole value on hover where it says more."""
    if text == whole:
        return format_html('<span class="figure">{}</span>', text)
    return format_html('<span class="figure" title="{}">{}</span>', whole, text)


def unfold(value: Any, reason: Any = "") -> tuple[Any, Any, str]:
    """Value, reason and currency of a bare value or of a figure of the metrics."""
    if hasattr(value, "value") and hasattr(value, "coverage"):
        return value.value, reason or value.reason, value.currency or ""
    return value, reason, ""


def figure(value: Any, unit: str, *, currency: str = "CNY", reason: Any = "") -> SafeString:
    """The value in its unit, short."""
    value, reason, own = unfold(value, reason)
    found = formats.number(value)
    if found is None:
        return nothing(reason)
    currency = own or currency
    spoken = language()
    if unit == "money":
        return titled(
            formats.money_short(found, currency, spoken), formats.money_full(found, currency)
        )
    if unit in {"share", "points"}:
        text = formats.share(found) if unit == "share" else formats.points(found, spoken)
        return titled(text, text)
    if unit == "ratio":
        text = formats.full(found, 2)
        return titled(text, text)
    return titled(formats.short(found, spoken), formats.full(found))


def amount(value: Any, *, currency: str = "CNY", reason: Any = "") -> SafeString:
    """Money with two decimals, as tables show it."""
    value, reason, own = unfold(value, reason)
    found = formats.number(value)
    if found is None:
        return nothing(reason)
    text = formats.money_full(found, own or currency)
    return titled(text, text)


def change(
    value: Any, *, unit: str = "share", direction: str = "neutral", reason: Any = ""
) -> SafeString:
    """▲ 6.1 %: an arrow and a colour for the direction, a word for whether it is good."""
    value, reason, _own = unfold(value, reason)
    found = formats.number(value)
    if found is None:
        return nothing(reason)
    if unit in {"share", "points"} and formats.rounded(found * 100, 1).is_zero():
        return format_html('<span class="delta flat">{}</span>', _("unchanged"))
    arrow, word, way = ("▲", _("up"), "rise") if found > 0 else ("▼", _("down"), "fall")
    size = figure(abs(found), unit)
    return format_html(
        '<span class="delta {}"><span aria-hidden="true">{}</span><span class="sr">{}</span> {}</span>{}',
        way, arrow, word, size, judgement(found, direction),
    )  # fmt: skip


def judgement(value: Decimal, direction: str) -> SafeString:
    """Whether a change is good: a small mark and a word for those who do not see it."""
    if direction not in {"up", "down"} or value.is_zero():
        return SafeString("")
    is_good = (value > 0) == (direction == "up")
    word = _("good") if is_good else _("bad")
    return format_html(
        ' <span class="judged {}" title="{}"><span class="sr">{}</span></span>',
        "is-good" if is_good else "is-bad", word, word,
    )  # fmt: skip


def day(value: Any) -> SafeString:
    """2026-11-23 周一."""
    if not isinstance(value, date):
        return nothing()
    text = formats.day(value, language())
    return format_html('<time datetime="{}">{}</time>', f"{value:%Y-%m-%d}", text)


def moment(value: Any) -> SafeString:
    """2026-11-23 09:10 in the zone of the page."""
    if not isinstance(value, datetime):
        return nothing()
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return format_html(
        '<time datetime="{}">{}</time>', local.isoformat(), f"{local:%Y-%m-%d %H:%M}"
    )


def ago(value: Any, now: datetime | None = None) -> SafeString:
    """3 分钟前, with the moment on hover."""
    if not isinstance(value, datetime):
        return nothing()
    text = formats.ago(value, now or timezone.now(), language())
    local = timezone.localtime(value)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        local.isoformat(), f"{local:%Y-%m-%d %H:%M:%S}", text,
    )  # fmt: skip


def status(kind: str, text: Any) -> SafeString:
    """A pill: mark, colour and word."""
    known = kind if kind in {"good", "bad", "warning", "info", "neutral"} else "neutral"
    return format_html('<span class="status {}">{}</span>', known, text)

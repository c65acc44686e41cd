"""How a number, a day and a change are written on a screen, in Chinese and English."""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Literal

Language = Literal["zh", "en"]
NOTHING = "—"
SPACE = "\u00a0"
SYMBOLS = {
    "CNY": "¥",
    "USD": "$",
    "EUR": "€",
    "GBP": "£",
    "JPY": "JP¥",
    "HKD": "HK$",
    "TWD": "NT$",
    "SGD": "S$",
}
LARGE = Decimal(10_000)
STEPS: dict[Language, tuple[tuple[Decimal, str, int], ...]] = {
    "zh": ((Decimal(10**4), SPACE + "万", 2), (Decimal(10**8), SPACE + "亿", 2)),
    "en": ((Decimal(10**3), "K", 1), (Decimal(10**6), "M", 1), (Decimal(10**9), "B", 1)),
}
WEEKDAYS: dict[Language, tuple[str, ...]] = {
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}


def number(value: object) -> Decimal | None:
    """The value as a decimal; None for what is none (empty, NaN, a word)."""
    if value is None or isinstance(value, bool):
        return None
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def rounded(value: Decimal, places: int) -> Decimal:
    """Half away from zero, as people round."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def full(value: Decimal, places: int | None = None) -> str:
    """Every digit, grouped by thousands; `places` None keeps what there is."""
    shown = value if places is None else rounded(value, places)
    return f"{_without_minus_zero(shown):,f}".replace("-", "−")


def short(value: Decimal, language: Language, places: int | None = None) -> str:
    """1,234.56 up to 9,999; then 1.23 万, 4.56 亿, or 12.3K, 4.6M."""
    if places is None:
        places = 0 if value == value.to_integral_value() else 2
    if abs(rounded(value, places)) < LARGE:
        return full(value, places)
    *smaller, _last = STEPS[language]
    for (step, word, digits), (above, _word, _digits) in zip(
        smaller, STEPS[language][1:], strict=True
    ):
        # Rounding may carry into the next unit: 99,999,999 is 1.00 亿, not 10,000.00 万.
        if rounded(value / step, digits).copy_abs() < above / step:
            return full(value / step, digits) + word
    step, word, digits = STEPS[language][-1]
    return full(value / step, digits) + word


def signed(text: str, currency: str) -> str:
    """The written amount with its currency's sign in front; the minus before the sign."""
    sign = SYMBOLS.get(currency, currency + SPACE)
    return f"−{sign}{text[1:]}" if text.startswith("−") else f"{sign}{text}"


def money_short(value: Decimal, currency: str, language: Language) -> str:
    """¥38.42 万."""
    return signed(short(value, language, 2), currency)


def money_full(value: Decimal, currency: str) -> str:
    """¥384,200.00."""
    return signed(full(value, 2), currency)


def share(value: Decimal, places: int = 1) -> str:
    """0.123 as 12.3 %."""
    return full(value * 100, places) + SPACE + "%"


def points(value: Decimal, language: Language) -> str:
    """A difference of two shares: 0.012 as 1.2 points."""
    return full(value * 100, 1) + SPACE + ("个百分点" if language == "zh" else "pts")


def day(value: date, language: Language) -> str:
    """2026-11-23 周一."""
    return f"{value:%Y-%m-%d} {WEEKDAYS[language][value.weekday()]}"


def ago(value: datetime, now: datetime, language: Language) -> str:
    """How long before `now`: one unit, rounded down."""
    seconds = int((now - value) / timedelta(seconds=1))
    if seconds < 60:
        return "刚刚" if language == "zh" else "just now"
    for size, zh, en in ((86400, "天", "d"), (3600, "小时", "h"), (60, "分钟", "min")):
        if seconds >= size:
            n = seconds // size
            return f"{n} {zh}前" if language == "zh" else f"{n} {en} ago"
    raise AssertionError("a minute is the smallest unit")


def _without_minus_zero(value: Decimal) -> Decimal:
    return value.copy_abs() if value.is_zero() else value

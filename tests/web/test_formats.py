"""How numbers, days and changes are written."""

import re
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luoxuan.web import formats
from luoxuan.web.formats import Language

AMOUNTS = st.decimals(
    min_value=Decimal("-1e14"), max_value=Decimal("1e14"), places=4, allow_nan=False
)
LANGUAGES: st.SearchStrategy[Language] = st.sampled_from(["zh", "en"])
SIZES = {"": 1, "万": 10**4, "亿": 10**8, "K": 10**3, "M": 10**6, "B": 10**9}
HALF_STEP = Decimal("0.051")
"""Half of the coarsest step that is written: one digit after the point."""


def read_back(text: str) -> tuple[Decimal, int]:
    """The written number and the size of its unit."""
    found = re.fullmatch(r"([−]?)([\d,]+(?:\.\d+)?)[\u00a0]?(万|亿|K|M|B|)", text)
    assert found is not None, text
    digits = Decimal(found[2].replace(",", ""))
    return (-digits if found[1] else digits), SIZES[found[3]]


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("0", "0", "0"),
        ("9999", "9,999", "9,999"),
        ("1234.56", "1,234.56", "1,234.56"),
        ("9999.994", "9,999.99", "9,999.99"),
        ("9999.996", "1.00\u00a0万", "10.0K"),
        ("12345", "1.23\u00a0万", "12.3K"),
        ("-12345", "−1.23\u00a0万", "−12.3K"),
        ("384200", "38.42\u00a0万", "384.2K"),
        ("999950", "100.00\u00a0万", "1.0M"),
        ("99999999", "1.00\u00a0亿", "100.0M"),
        ("456000000", "4.56\u00a0亿", "456.0M"),
        ("4600000", "460.00\u00a0万", "4.6M"),
        ("12000000000", "120.00\u00a0亿", "12.0B"),
    ],
)
def test_numbers_are_short_above_ten_thousand(value: str, zh: str, en: str) -> None:
    assert formats.short(Decimal(value), "zh") == zh
    assert formats.short(Decimal(value), "en") == en


@given(AMOUNTS, LANGUAGES)
def test_a_short_number_read_back_is_the_number_rounded(value: Decimal, language: Language) -> None:
    number, size = read_back(formats.short(value, language))
    assert abs(number * size - value) <= HALF_STEP * size


@given(AMOUNTS, LANGUAGES)
def test_a_short_number_never_reaches_the_next_unit(value: Decimal, language: Language) -> None:
    number, size = read_back(formats.short(value, language))
    sizes = sorted({1, *(int(step) for step, _word, _digits in formats.STEPS[language])})
    larger = [one for one in sizes if one > max(size, 1)]
    above = 10_000 if size == 1 else (larger[0] if larger else None)
    assert above is None or abs(number) * size < above


@given(AMOUNTS, AMOUNTS, LANGUAGES)
def test_a_larger_number_is_never_written_smaller(
    one: Decimal, other: Decimal, language: Language
) -> None:
    low, high = sorted((one, other))
    (a, a_size), (b, b_size) = (read_back(formats.short(v, language)) for v in (low, high))
    assert a * a_size <= b * b_size


@given(AMOUNTS)
def test_money_in_full_keeps_every_cent(value: Decimal) -> None:
    text = formats.money_full(value, "CNY")
    assert Decimal(text.replace("¥", "").replace(",", "").replace("−", "-")) == formats.rounded(
        value, 2
    )


def test_the_minus_stands_before_the_sign_of_the_currency() -> None:
    assert formats.money_full(Decimal("-1234.5"), "CNY") == "−¥1,234.50"
    assert formats.money_short(Decimal("-384200"), "USD", "en") == "−$384.2K"
    assert formats.money_full(Decimal(5), "THB") == "THB\u00a05.00"


def test_nothing_is_written_as_minus_zero() -> None:
    assert formats.money_full(Decimal("-0.001"), "CNY") == "¥0.00"
    assert formats.share(Decimal("-0.0001")) == "0.0\u00a0%"


def test_a_share_is_a_percentage_on_the_screen_only() -> None:
    assert formats.share(Decimal("0.123")) == "12.3\u00a0%"
    assert formats.points(Decimal("0.0125"), "zh") == "1.3\u00a0个百分点"
    assert formats.points(Decimal("-0.012"), "en") == "−1.2\u00a0pts"


@pytest.mark.parametrize("value", [None, "", "abc", float("nan"), "Infinity", True])
def test_what_is_no_number_is_none(value: object) -> None:
    assert formats.number(value) is None


def test_a_day_has_its_weekday() -> None:
    assert formats.day(date(2026, 11, 23), "zh") == "2026-11-23 周一"
    assert formats.day(date(2026, 11, 29), "en") == "2026-11-29 Sun"


@given(st.integers(min_value=0, max_value=10**8))
def test_ago_never_overstates(seconds: int) -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    text = formats.ago(now - timedelta(seconds=seconds), now, "zh")
    sizes = {"刚刚": 0, "分钟前": 60, "小时前": 3600, "天前": 86400}
    word = text.partition(" ")[2] or text
    n = int(text.partition(" ")[0]) if " " in text else 0
    assert n * sizes[word] <= seconds < (n + 1) * max(sizes[word], 60)


def test_a_moment_to_come_is_just_now() -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    assert formats.ago(now + timedelta(hours=1), now, "en") == "just now"

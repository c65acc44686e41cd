"""Cells of every kind against a slow obvious reading of the same rules."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoxuan.warehouse.sources.clean import cells
from luoxuan.warehouse.sources.clean.macros import macros
from luoxuan.warehouse.sources.marks import ALL, ODD_SPACES
from tests.warehouse.sources import slow_cells
from tests.warehouse.sources.slow_cells import UNREADABLE

FULL = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
SHANGHAI = timedelta(hours=8)


@cache
def session(zone: str = "Asia/Shanghai", day_first: bool = False, comma: bool = False) -> Any:
    made = duckdb.connect()
    made.execute("SET TimeZone = 'UTC'")
    made.execute(macros(zone=zone, day_first=day_first, decimal_comma=comma))
    made.execute(cells.quick_number_macro())
    return made


def evaluated(expression: str, texts: Sequence[str], store: Any = None) -> list[Any]:
    """The expression over a column `l` that holds the texts, lightly unwrapped as in a run."""
    store = store or session()
    rows = store.execute(
        f"SELECT {expression} FROM (SELECT n, {cells.light('c', ALL)} AS l FROM"
        " (SELECT unnest(?::VARCHAR[]) AS c, unnest(range(?)) AS n)) ORDER BY n",
        [list(texts), len(texts)],
    ).fetchall()
    return [value for (value,) in rows]


def numbers(texts: Sequence[str], kind: str = "money", **wishes: Any) -> list[Any]:
    found = evaluated(
        cells.number_cell("l", kind, **wishes),
        texts,
        session(comma=bool(wishes.get("decimal_comma"))),
    )
    return [UNREADABLE if value == Decimal("-999999999999.999999") else value for value in found]


def times(texts: Sequence[str], **wishes: Any) -> list[Any]:
    found = evaluated(cells.time_cell("l", "Asia/Shanghai"), texts, session(**wishes))
    return [UNREADABLE if value == datetime(1, 1, 1) else value for value in found]  # noqa: DTZ001


def days(texts: Sequence[str], part: str = "date") -> list[Any]:
    found = evaluated(cells.date_cell("l", part), texts)
    return [UNREADABLE if value == date(1, 1, 1) else value for value in found]


blanks = st.text("\t " + ODD_SPACES, max_size=2)
wrapping = st.sampled_from([("", ""), ('="', '"'), ("'", ""), ("`", ""), ("\t", ""), ("", "\t")])


@st.composite
def wrapped(draw: st.DrawFn, inner: st.SearchStrategy[str]) -> str:
    left, right = draw(wrapping)
    return f"{draw(blanks)}{left}{draw(inner)}{right}{draw(blanks)}"


@st.composite
def amounts(draw: st.DrawFn) -> str:
    value = draw(st.decimals(-10_000_000, 10_000_000, places=draw(st.integers(0, 5))))
    sign = draw(st.sampled_from(["", "¥", "￥", "$", "€"]))
    body = f"{abs(value):,}" if draw(st.booleans()) else f"{abs(value):f}"
    if value < 0:
        body = draw(st.sampled_from([f"-{body}", f"({sign}{body})"]))
    elif draw(st.booleans()):
        body = f"{sign}{body}"
    if draw(st.booleans()):
        body = body.translate(FULL)
    return body + draw(
        st.sampled_from(["", "元", "（系统计算中，该值仅供参考）", "(退款)"])
        if value >= 0
        else st.just("")
    )


junk = st.text("0123456789.,-()元¥万%aE+ 年无", max_size=8)


@settings(deadline=None)
@given(st.lists(st.one_of(wrapped(amounts()), junk), min_size=1, max_size=30))
def test_a_number_is_what_the_slow_reading_says(texts: list[str]) -> None:
    expected = [slow_cells.number(text) for text in texts]
    for text, ours, theirs in zip(texts, numbers(texts), expected, strict=True):
        if "E" in text or (isinstance(theirs, Decimal) and abs(theirs) >= 10**12):
            continue  # the engine also reads 1e3, and gives up beyond a billion thousands
        assert ours == theirs, text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12.00元", "12.00"), ("¥1,234.50", "1234.50"), ("(12.00)", "-12.00"), ("１２．５０", "12.50"),
        ("499.00（系统计算中，该值仅供参考）", "499.00"), ("1.2万", "12000"), ('="123"', "123"), ("`5.00", "5"),
        ("\t3.00\t", "3"), ("-0.00", "0"), ("5-", "-5"), ("৳2,999", "2999"), ("包邮", "0"), ("12.", "12"),
        ("0.30000000000000004", "0.3"),
    ],
)  # fmt: skip
def test_amounts_as_platforms_write_them(text: str, value: str) -> None:
    assert numbers([text]) == [Decimal(value)]


@pytest.mark.parametrize(
    "text", ["", "-", "--", " --", "nan", "NULL", "(空)", "无", "无退款申请", "\u3000", "\t-"]
)
def test_texts_that_say_there_is_none_are_null(text: str) -> None:
    assert numbers([text]) == [None]


@pytest.mark.parametrize("text", ["abc", "12,5", "1.2.3", "4.25E+18", "12元3角", "一百"])
def test_what_cannot_be_read_is_not_guessed(text: str) -> None:
    assert numbers([text]) == [UNREADABLE]


def test_decimals_with_a_comma_where_the_file_writes_them_so() -> None:
    assert numbers(["1.234,56", "12,5", "1.234", "7"], decimal_comma=True) == [
        Decimal("1234.56"),
        Decimal("12.5"),
        Decimal(1234),
        Decimal(7),
    ]


def test_shares_are_between_nought_and_one() -> None:
    assert numbers(["10%", "0.5", "-3.5%", "-", "x%"], "percent") == [
        Decimal("0.1"),
        Decimal("0.5"),
        Decimal("-0.035"),
        None,
        UNREADABLE,
    ]
    assert numbers(["5.25", "10%"], "percent", unit=100) == [Decimal("0.0525"), Decimal("0.1")]


def test_durations_are_seconds() -> None:
    texts = ["90", "1分30秒", "00:01:30", "1小时2分3秒", "2小时", "-", "3天"]
    assert numbers(texts, "seconds") == [90, 90, 90, 3723, 7200, None, 259200]


@st.composite
def written_times(draw: st.DrawFn) -> str:
    moment = draw(st.datetimes(datetime(2001, 1, 1), datetime(2037, 12, 31))).replace(microsecond=0)  # noqa: DTZ001
    m = moment
    form = draw(
        st.sampled_from(
            [
                f"{m:%Y-%m-%d %H:%M:%S}", f"{m.year}/{m.month}/{m.day} {m.hour}:{m:%M}", f"{m:%Y%m%d}",
                f"{m:%Y%m%d%H%M%S}", f"{m.year}年{m.month}月{m.day}日", f"{m.year}年{m.month}月{m.day}日 {m:%H:%M:%S}",
                f"{m:%Y-%m-%dT%H:%M:%S}", f"{m.year}.{m.month}.{m.day} {m:%H:%M}", f"{m:%Y-%m-%d}",
                f"{(m - datetime(1899, 12, 30)) / timedelta(days=1):.8f}",  # noqa: DTZ001
            ]
        )
    )  # fmt: skip
    return form.translate(FULL) if draw(st.integers(0, 9)) == 0 and "T" not in form else form


@settings(deadline=None)
@given(st.lists(wrapped(written_times()), min_size=1, max_size=30))
def test_a_time_is_what_the_slow_reading_says(texts: list[str]) -> None:
    for text, ours in zip(texts, times(texts), strict=True):
        theirs = slow_cells.moment(text)
        assert isinstance(theirs, datetime), text
        assert ours == theirs - SHANGHAI, text
    assert days(texts) == [slow_cells.day(text) for text in texts]


@settings(deadline=None)
@given(st.datetimes(datetime(2001, 1, 1), datetime(2037, 1, 1)), st.integers(-12, 14))  # noqa: DTZ001
def test_an_offset_in_the_cell_counts(moment: datetime, hours: int) -> None:
    moment = moment.replace(microsecond=0)
    offset = f"{hours:+03d}"
    texts = [
        f"{moment:%Y-%m-%dT%H:%M:%S}{offset}:00",
        f"{moment:%Y-%m-%d %H:%M:%S} {offset}00",
        f"{moment:%Y-%m-%dT%H:%M:%S}.000{offset}:00",
    ]
    assert times(texts) == [moment - timedelta(hours=hours)] * 3
    assert (
        times([f"{moment:%Y-%m-%dT%H:%M:%S}Z", f"{moment:%Y-%m-%d %H:%M:%S} UTC"]) == [moment] * 2
    )


def test_day_before_month_only_where_the_layout_says_so() -> None:
    assert times(["01/09/2026 10:00:00"]) == [UNREADABLE]
    assert times(["01/09/2026 10:00:00"], day_first=True) == [datetime(2026, 9, 1, 2)]  # noqa: DTZ001


@pytest.mark.parametrize("text", ["0000-00-00 00:00:00", "-", "任意时间", "", "未付款"])
def test_no_time_is_null(text: str) -> None:
    assert times([text]) == [None]


@pytest.mark.parametrize("text", ["2026-13-45", "昨天", "12", "2026-09-01 99:00"])
def test_no_time_at_all_is_not_guessed(text: str) -> None:
    assert times([text]) == [UNREADABLE]


@pytest.mark.parametrize(
    "text",
    ["20260601~20260630", "2026-06-01 ~ 2026-06-30", "2026-06-01至2026-06-30", "2026-06", "2026年6月",
     "2026/6/1-2026/6/30", "2026-06-01 - 2026-06-30"],
)  # fmt: skip
def test_a_range_has_two_ends(text: str) -> None:
    assert days([text], "period_start") == [date(2026, 6, 1)]
    assert days([text], "period_end") == [date(2026, 6, 30)]


def test_a_zone_with_summer_time_keeps_its_calendar() -> None:
    store = session("Europe/Berlin")
    sql = cells.time_cell("l", "Europe/Berlin")
    found = evaluated(
        sql, ["2026-01-15 12:00:00", "2026-07-15 12:00:00", "2026年7月15日 12:00"], store
    )
    assert [value.replace(tzinfo=UTC).hour for value in found] == [11, 10, 10]


letters = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)


@settings(deadline=None)
@given(
    st.lists(
        wrapped(letters.filter(lambda t: not t.startswith(("=", "'", "`", '"')))),
        min_size=1,
        max_size=30,
    )
)
def test_a_text_is_what_the_slow_reading_says(texts: list[str]) -> None:
    ours = evaluated(cells.text_cell("l", ALL), texts)
    for text, found in zip(texts, ours, strict=True):
        assert found == slow_cells.text(text), repr(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [('="4254703996826880000"', "4254703996826880000"), ("'123", "123"), ("`123", "123"), ("12345.0", "12345"),
     ("\t123\t", "123"), ("1234567890123456.0", "1234567890123456.0"), ("P1.0", "P1.0"), ("无", None)],
)  # fmt: skip
def test_ids_stay_texts(text: str, value: str | None) -> None:
    assert evaluated(cells.text_cell("l", ALL, is_id=True), [text]) == [value]

"""Personal data in Chinese text is found by its own rules; what only looks like it survives (9.3)."""

import re
from datetime import date

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from luoxuan.warehouse.personal import find, mask_text, mask_value
from luoxuan.warehouse.personal.checks import (
    CHECK,
    PROVINCES,
    WEIGHTS,
    is_bank_card,
    is_card_prefix,
    is_id_card,
    is_luhn,
)

phones = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
around = st.sampled_from(["", " ", "，", "电话", "。", "\n", "(", "：", "收"])


@st.composite
def identities(draw: st.DrawFn) -> str:
    day = draw(st.dates(min_value=date(1900, 1, 1)).filter(lambda d: d.year < 2100))
    head = f"{draw(st.sampled_from(sorted(PROVINCES)))}{draw(st.integers(1, 90)):02d}{draw(st.integers(1, 99)):02d}"
    body = f"{head}{day:%Y%m%d}".replace(" ", "0") + f"{draw(st.integers(0, 999)):03d}"
    assume(len(body) == 17)
    return body + CHECK[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11]


@st.composite
def cards(draw: st.DrawFn) -> str:
    head, length = draw(
        st.sampled_from([("62", 16), ("62", 19), ("4", 16), ("53", 16), ("9558", 19), ("34", 15)])
    )
    body = head + draw(
        st.text("0123456789", min_size=length - len(head) - 1, max_size=length - len(head) - 1)
    )
    return next(body + last for last in "0123456789" if is_luhn(body + last))


@pytest.mark.clause("9.3")
@settings(deadline=None)
@given(phone=phones, before=around, after=around)
def test_a_mobile_is_found_wherever_it_stands(phone: str, before: str, after: str) -> None:
    found = find(f"{before}{phone}{after}")
    assert [(f.kind, f.value, f.start) for f in found] == [("phone", phone, len(before))]


@settings(deadline=None)
@given(phone=phones, form=st.sampled_from(["+86{0}", "+86 {0}", "0086{0}", "86-{0}", "tel{0}", "微信{0}", "{1}-{2}-{3}", "+86 {1} {2} {3}", "{4}"]))  # fmt: skip
def test_a_mobile_is_found_however_it_is_written(phone: str, form: str) -> None:
    wide = phone.translate({ord("0") + n: 0xFF10 + n for n in range(10)})
    text = f"请打{form.format(phone, phone[:3], phone[3:7], phone[7:], wide)}，谢谢"
    [found] = find(text)
    assert found.kind == "phone"
    assert (
        re.sub(r"\D", "", found.value.translate({0xFF10 + n: str(n) for n in range(10)})) == phone
    )
    assert text[found.start : found.end] == found.value
    assert phone not in mask_text(text)
    assert mask_text(text).count("*") == 4


@settings(deadline=None)
@given(number=identities(), before=around, after=around)
def test_an_identity_number_is_found(number: str, before: str, after: str) -> None:
    for written in {number, number.lower()}:
        assert [(f.kind, f.value) for f in find(f"{before}{written}{after}")] == [
            ("id_card", written)
        ]
    assert is_id_card(number)


@settings(deadline=None)
@given(number=identities(), place=st.integers(0, 17), other=st.sampled_from("0123456789"))
def test_an_identity_number_with_one_digit_changed_is_none(
    number: str, place: int, other: str
) -> None:
    assume(number[place] != other)
    changed = number[:place] + other + number[place + 1 :]
    assert not is_id_card(changed)
    assert find(f"订单{changed}。") == ()


@settings(deadline=None)
@given(number=cards())
def test_a_card_is_found_whole_and_in_groups(number: str) -> None:
    assume(not is_id_card(number))
    assert [(f.kind, f.value) for f in find(f"卡号{number}。")] == [("bank_card", number)]
    if len(number) in (16, 19):
        grouped = " ".join(number[place : place + 4] for place in range(0, len(number), 4))
        assert [(f.kind, f.value) for f in find(f"卡号{grouped}。")] == [("bank_card", grouped)]
        masked = mask_text(grouped)
        assert (len(masked), masked.replace(" ", "")) == (
            len(grouped), "*" * (len(number) - 4) + number[-4:],
        )  # fmt: skip


@settings(deadline=None)
@given(number=cards(), place=st.integers(0, 18), other=st.sampled_from("0123456789"))
def test_a_card_with_one_digit_changed_is_none(number: str, place: int, other: str) -> None:
    assume(place < len(number) and number[place] != other)
    assert find(f"单号{number[:place]}{other}{number[place + 1 :]}。") == ()


@settings(max_examples=300, deadline=None)
@given(digits=st.text("0123456789", min_size=1, max_size=24))
@example("110105194912310021")
@example("4801234567890123456")
def test_a_lone_number_is_what_the_obvious_rules_say(digits: str) -> None:
    bare = re.fullmatch(r"(?:00)?86(1[3-9]\d{9})|(1[3-9]\d{9})", digits)
    kind = (
        "phone" if bare else "id_card" if is_id_card(digits)
        else "bank_card" if len(digits) >= 15 and is_card_prefix(digits) and is_bank_card(digits) else None
    )  # fmt: skip
    assert [f.kind for f in find(f"号{digits}。")] == ([kind] if kind else [])


@pytest.mark.parametrize(
    "text",
    [
        "订单123456789012345678",
        "子订单4801234567890123456",
        "138****8000",
        "T200P1234567890123456789",
        "e3b0c44298fc1c13812345678996fb92427ae41e4649b934ca495991b7852b855",
        "0.13800138000",
        "13800138000.00",
        "2026-13800138000",
        "张*三 ##1a2b3c##",
        "1号店5楼自提，11月3号到",
        "今天1号收到，质量好",
        "SKU京东A12",
        "@品牌官方 谢谢",
        "260601-123456789012345",
        "69012345678",
        "1790000000000",
    ],
)
def test_decoys_survive(text: str) -> None:
    assert find(text) == ()
    assert mask_text(text) == text


@pytest.mark.parametrize(
    ("text", "kind", "masked"),
    [
        ("邮箱 yanshi.maijia@example.com 谢谢", "email", "邮箱 y***a@example.com 谢谢"),
        ("车牌京A12345停", "plate", "车牌京A***45停"),
        ("沪AD12345", "plate", "沪A***45"),
        ("粤B·12A45", "plate", "粤B***45"),
        ("浙江省杭州市西湖区演示路12号3栋502室", "address", "浙江省杭州市西湖区***"),
        ("送到演示大道88号", "address", None),
        ("江苏省苏州市演示县演示镇演示村6组12号", "address", None),
    ],
)
def test_words_are_found_and_masked(text: str, kind: str, masked: str | None) -> None:
    assert [f.kind for f in find(text)] == [kind]
    assert masked is None or mask_text(text) == masked
    assert find(mask_text(text)) == ()


@settings(deadline=None)
@given(
    st.lists(st.one_of(phones, identities(), cards(), st.text(max_size=12), around), max_size=12)
)
def test_masking_twice_changes_nothing_and_keeps_everything_else(parts: list[str]) -> None:
    text = "，".join(parts)
    once = mask_text(text)
    assert mask_text(once) == once
    found = find(text)
    assert [text[f.start : f.end] for f in found] == [f.value for f in found]
    rest, at = [], 0
    for each in found:
        rest += [text[at : each.start], mask_value(each.kind, each.value)]
        at = each.end
    assert "".join([*rest, text[at:]]).translate(_NARROW) == once.translate(_NARROW)


_NARROW = {0xFF10 + n: str(n) for n in range(10)} | {
    0xFF0B: "+",
    0xFF0D: "-",
    0xFF20: "@",
    0xFF38: "X",
}


@pytest.mark.parametrize(
    ("kind", "value", "masked"),
    [
        ("phone", "13800138000", "138****8000"),
        ("phone", "138-0013-8000", "138-****-8000"),
        ("id_card", "11010519491231002X", "1****************X"),
        ("bank_card", "6222020200112230", "************2230"),
        ("name", "张三", "张*"),
        ("name", "张小三", "张*三"),
        ("name", "欧阳小三", "欧阳**"),
        ("name", "王", "王*"),
        ("address", "广东省深圳市南山区演示路1号", "广东省深圳市南山区***"),
        ("address", "演示路1号", "***"),
        ("email", "a@example.com", "a***a@example.com"),
    ],
)  # fmt: skip
def test_a_value_is_masked_as_the_trade_does(kind: str, value: str, masked: str) -> None:
    assert mask_value(kind, value) == masked  # type: ignore[arg-type]
    assert mask_value(kind, "") == ""  # type: ignore[arg-type]

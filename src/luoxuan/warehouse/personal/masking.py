"""How a value is shown to who need not know it (GB/T 35273-2020, GB/T 37964)."""

import re
from typing import Literal

Kind = Literal["phone", "id_card", "bank_card", "plate", "email", "address", "name"]
DOUBLE = frozenset(
    [
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "东方",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "司徒",
        "夏侯",
        "轩辕",
        "长孙",
        "宇文",
        "端木",
        "独孤",
        "南宫",
        "百里",
        "呼延",
    ]
)
_DISTRICT = re.compile(
    r"^(?:[一-龥]{2,8}?(?:省|自治区|特别行政区))?\s*(?:[一-龥]{2,8}?(?:市|自治州|地区|盟))?\s*"
    r"(?:[一-龥]{1,10}?(?:区|县|旗|市))?"
)


def mask_value(kind: Kind, value: str) -> str:
    """The value with what tells one person from another starred out."""
    return _MASKS[kind](value) if value else ""


def _phone(value: str) -> str:
    return _starred(value, 3, 4) if len(value) >= 11 else "*" * len(value)


def _starred(value: str, head: int, tail: int) -> str:
    """Stars over all digits but the first and the last; what stands between them stays."""
    places = [place for place, sign in enumerate(value) if sign.isalnum()]
    covered = set(places[head : len(places) - tail])
    return "".join("*" if place in covered else sign for place, sign in enumerate(value))


def _id_card(value: str) -> str:
    return f"{value[:1]}{'*' * max(len(value) - 2, 0)}{value[-1:]}"


def _bank_card(value: str) -> str:
    return _starred(value, 0, 4)


def _plate(value: str) -> str:
    return f"{value[:2]}***{value[-2:]}"


def _email(value: str) -> str:
    local, _at, domain = value.partition("@")
    return f"{local[:1]}***{local[-1:]}@{domain}"


def _address(value: str) -> str:
    found = _DISTRICT.match(value)
    return f"{found.group(0) if found else ''}***"


def _name(value: str) -> str:
    if value[:2] in DOUBLE and len(value) > 2:
        return f"{value[:2]}**"
    if len(value) == 3:
        return f"{value[0]}*{value[2]}"
    return f"{value[0]}{'*' * min(max(len(value) - 1, 1), 3)}"


_MASKS = {
    "phone": _phone,
    "id_card": _id_card,
    "bank_card": _bank_card,
    "plate": _plate,
    "email": _email,
    "address": _address,
    "name": _name,
}

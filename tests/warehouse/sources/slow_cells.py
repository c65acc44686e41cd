"""Cells read the slow obvious way, one rule after the other: the second opinion on the SQL."""

import re
import unicodedata
from datetime import date, datetime, timedelta
from decimal import Decimal

UNREADABLE = "unreadable"
BLANKS = "\t\n\r \u00a0\u3000\ufeff\u200b\u2002\u2003"
NULLS = {
    "", "-", "--", "---", "—", "——", "–", "/", "\\", "nan", "NaN", "NAN", "null", "NULL", "Null", "(空)", "（空）",
    "无", "None", "none", "N/A", "n/a", "#N/A", "NA", "(null)", "暂无",
}  # fmt: skip
NONES = ("无", "暂无", "未", "不", "没有", "任意", "永久", "系统计算中", "计算中")


def text(cell: str) -> str | None:
    """A text without its wrappings."""
    bare = cell.strip(BLANKS)
    for _layer in range(2):
        if bare.startswith('="') and bare.endswith('"') and len(bare) > 2:
            bare = bare[2:-1]
        elif bare.startswith(("'", "`")):
            bare = bare[1:]
        bare = bare.strip(BLANKS)
    return None if bare in NULLS else bare


def number(cell: str) -> Decimal | str | None:
    """An amount or count."""
    bare = unicodedata.normalize("NFKC", cell)
    bare = re.sub(r"[\s\u200b\ufeff\"'`=¥$€£₽৳]|RMB|CNY|USD|元", "", bare)
    if bare in NULLS or (not re.search(r"\d", bare) and bare.startswith(NONES)):
        return None
    if found := re.fullmatch(r"([^()]*\d[^()]*)\(.*\)", bare):
        bare = found.group(1)
    bare = re.sub(r"(?<=\d)(件|个|人|次|笔|单)$", "", bare)
    sign = 1
    if bare.startswith("(") and bare.endswith(")"):
        sign, bare = -1, bare[1:-1]
    elif re.fullmatch(r"[\d.,]*\d-", bare):
        sign, bare = -1, bare[:-1]
    factor = {"万": 10_000, "亿": 100_000_000}.get(bare[-1:], 1)
    if factor > 1:
        bare = bare[:-1]
    if not re.fullmatch(r"[+-]?(\d{1,3}(,\d{2,3})*,\d{3}|\d+)(\.\d*)?|[+-]?\.\d+", bare):
        return UNREADABLE
    return sign * factor * Decimal(bare.replace(",", ""))


def moment(cell: str) -> datetime | str | None:
    """A time on the shop's own clocks."""
    bare = unicodedata.normalize("NFKC", cell).strip(BLANKS + "'`\"=")
    if bare in NULLS or (not re.search(r"\d", bare) and bare.startswith(NONES)):
        return None
    if bare.startswith(("0000-00-00", "1970-01-01")):
        return None
    patterns = (
        r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]*(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?)?",
        r"(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)(\d\d))?",
    )
    for pattern in patterns:
        if found := re.fullmatch(pattern, bare):
            try:
                return datetime(*(int(part or 0) for part in found.groups()))  # noqa: DTZ001
            except ValueError:
                return UNREADABLE
    if re.fullmatch(r"[2-6]\d{4}(\.\d+)?", bare):
        seconds = round(Decimal(bare) * 86400)
        return datetime(1899, 12, 30) + timedelta(seconds=seconds)  # noqa: DTZ001
    return UNREADABLE


def day(cell: str) -> date | str | None:
    """A day."""
    found = moment(cell)
    return found.date() if isinstance(found, datetime) else found

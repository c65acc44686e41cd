"""Plates, mail addresses and street addresses: candidates by one vectorised pass, a pattern on those only (9.3)."""

import re
from collections.abc import Iterator

import numpy as np

from luoxuan.warehouse.personal.digits import Bytes, Places, Runs

Span = tuple[str, int, int]

BEFORE, AFTER = 180, 60
_MAIL_HEAD = re.compile(rb"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}$")
_MAIL_TAIL = re.compile(rb"(?:[A-Za-z0-9][A-Za-z0-9-]{0,62}\.)+[A-Za-z]{2,24}")
_PLACES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE_HEADS = np.array([int.from_bytes(place.encode(), "big") for place in _PLACES])
_PLATE = re.compile("[A-HJ-NP-Z](?:·|•| )?([A-HJ-NP-Z0-9]{5,6})(?![A-Za-z0-9])".encode())
_UNITS = np.array([int.from_bytes(word.encode(), "big") for word in "号室栋幢弄楼单座组巷"])
_ROAD = "路|街|大道|道|巷|弄|胡同|里|村|屯|庄|小区|花园|家园|苑|公寓|大厦|新村|园区|广场|城|府|街道|镇|乡|社区"
_ADDRESS_HEAD = re.compile(
    r"(?:[一-龥]{2,8}?(?:省|自治区) ?)?(?:[一-龥]{2,8}?(?:市|自治州|地区|盟) ?)?(?:[一-龥]{1,10}?(?:区|县|旗|市) ?)?"
    r"(?:[一-龥]{1,8}?(?:街道|镇|乡) ?)?"
    rf"[一-龥]{{1,12}}?(?:{_ROAD}) ?[0-9A-Za-z一二三四五六七八九十]{{0,4}}-?[0-9]{{1,5}}$"
)
_ADDRESS_TAIL = re.compile(
    r"(?:号楼|号院|号|栋|幢|单元|室|楼|座|弄|层|组|巷)(?:之?[0-9A-Za-z-]{1,6}(?:号楼|号|栋|幢|单元|室|楼|座|层|房)?){0,5}"
)


def words(runs: Runs) -> Iterator[Span]:
    """Kind and byte span of each."""
    data = runs.text.data
    yield from _mails(runs.text, data)
    yield from _plates(runs, data)
    yield from _addresses(runs, data)


def _mails(text: Bytes, data: memoryview) -> Iterator[Span]:
    for place in np.flatnonzero(text == ord("@")).tolist():
        head = _MAIL_HEAD.search(data, max(0, place - 64), place)
        tail = _MAIL_TAIL.match(data, place + 1, place + 256)
        if head and tail and text[head.start() - 1] != ord("*"):
            yield "email", head.start(), tail.end()


def _plates(runs: Runs, data: memoryview) -> Iterator[Span]:
    """A plate's first digit has one or two letters before it, a dot between them at most."""
    text = runs.text
    found = [_letters_at(text, runs.starts - back) for back in range(1, 6)]
    places = np.unique(np.concatenate(found))
    for place in places[np.isin(_character(text, places - 3), _PLATE_HEADS)].tolist():
        plate = _PLATE.match(data, place, place + 16)
        if plate and sum(48 <= byte < 58 for byte in plate.group(1)) >= 3:
            yield "plate", place - 3, plate.end()


def _letters_at(text: Bytes, places: Places) -> Places:
    picked: Places = places[((text[places] - np.uint8(65)) < 26) & (text[places - 1] >= 0x80)]
    return picked


def _addresses(runs: Runs, data: memoryview) -> Iterator[Span]:
    """What counts houses stands behind a digit; whether a road stands before it only the pattern knows."""
    places, end = runs.ends[runs.text[runs.ends] >= 0xE5], 0
    for place in places[np.isin(_character(runs.text, places), _UNITS)].tolist():
        if place < end:
            continue
        before = _text(data[max(end, place - BEFORE) : place]).rpartition("\n")[2]
        head = _ADDRESS_HEAD.search(before)
        if head is None:
            continue
        after = _text(data[place : place + AFTER]).partition("\n")[0]
        tail = _ADDRESS_TAIL.match(after)
        end = place + (len(tail.group(0).encode()) if tail else 0)
        yield "address", place - len(before[head.start() :].encode()), end


def _text(piece: memoryview) -> str:
    """Whole characters of a piece that may begin or end within one."""
    return bytes(piece).decode(errors="ignore")


def _character(text: Bytes, places: Places) -> Places:
    """The three-byte character at each place as a number."""
    wide = text[places].astype(np.int64) << 16
    made: Places = wide | text[places + 1].astype(np.int64) << 8 | text[places + 2]
    return made

"""Phones, identity numbers and cards among all runs of digits of a text at once (9.3).

One vectorised pass gives the runs; lengths, prefixes, days and check digits are worked out for all of them
together, so that the cost is that of reading the bytes.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from luoxuan.warehouse.personal.checks import FIRST_YEAR, LAST_YEAR, PROVINCES, WEIGHTS

Bytes = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

PAD = 24
"""Blank bytes put before and after a text, so that looking around never leaves it."""
_CODES = np.frombuffer(b"10X98765432", np.uint8)
_WORD = np.zeros(256, bool)
_WORD[[*b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_*#"]] = True
_JOINT = np.zeros(256, bool)
_JOINT[[*b" -"]] = True
_IS_PROVINCE = np.zeros(100, bool)
_IS_PROVINCE[sorted(PROVINCES)] = True
_DAYS = np.array([0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
_TOLD = (b"tel", b"phone", b"mobile", b"mob", b"wx", b"vx", b"weixin", b"wechat", b"cell", b"sms")


@dataclass(frozen=True)
class Runs:
    """Runs of digits in padded bytes: where each begins, where it ends."""

    text: Bytes
    starts: Places
    ends: Places

    @property
    def lengths(self) -> Places:
        """Digits of each."""
        return self.ends - self.starts

    def at(self, offset: int, which: Places | slice = slice(None)) -> Bytes:
        """The byte at an offset from each start."""
        picked: Bytes = self.text[self.starts[which] + offset]
        return picked


def runs_of(text: Bytes) -> Runs:
    """All runs of digits of padded bytes."""
    is_digit = (text - np.uint8(48)) < 10
    edges = np.flatnonzero(is_digit[1:] != is_digit[:-1]) + 1
    return Runs(text, edges[0::2], edges[1::2])


def spans(runs: Runs) -> dict[str, tuple[Places, Places]]:
    """Starts and ends of each kind."""
    starts, ends = _cards(runs)
    return {"phone": _phones(runs), "id_card": _identities(runs), "bank_card": (starts, ends)}


def _free(text: Bytes, starts: Places, ends: Places) -> Flags:
    """No letter, digit or star on either side, and no part of a decimal or of an id with hyphens."""
    before, after = text[starts - 1], text[ends]
    second, following = text[starts - 2], text[ends + 1]
    bad = _WORD[before] | _WORD[after]
    bad |= ((before == ord(".")) | (before == ord("-"))) & _WORD[second]
    bad |= (after == ord(".")) & ((following - np.uint8(48)) < 10)
    free: Flags = ~bad
    return free


def _is_mobile(text: Bytes, starts: Places) -> Flags:
    mobile: Flags = (text[starts] == ord("1")) & (text[starts + 1] >= ord("3"))
    return mobile


def _phones(runs: Runs) -> tuple[Places, Places]:
    text, lengths = runs.text, runs.lengths
    found = [_solid(runs, lengths, 0), _solid(runs, lengths, 2), _solid(runs, lengths, 4)]
    three = np.flatnonzero((lengths[:-2] == 3) & (lengths[1:-1] == 4) & (lengths[2:] == 4))
    three = three[_joined(runs, three) & _joined(runs, three + 1)]
    three = three[_is_mobile(text, runs.starts[three])]
    starts, ends = runs.starts[three], runs.ends[three + 2]
    keep = ~_WORD[text[ends]] & ~_WORD[text[starts - 1]]
    # A joint before the first group: a country code may stand there, nothing else.
    jointed = _JOINT[text[starts - 1]] & ((text[starts - 2] - np.uint8(48)) < 10)
    keep &= ~jointed | ((text[starts - 3] == ord("8")) & (text[starts - 2] == ord("6")))
    found.append((starts[keep], ends[keep]))
    return np.concatenate([f[0] for f in found]), np.concatenate([f[1] for f in found])


def _solid(runs: Runs, lengths: Places, lead: int) -> tuple[Places, Places]:
    """Eleven digits, alone or behind 86 or 0086; the span is the eleven."""
    text = runs.text
    which = np.flatnonzero(lengths == 11 + lead)
    starts, ends = runs.starts[which] + lead, runs.ends[which]
    keep = _is_mobile(text, starts)
    if lead:
        keep &= (text[starts - 2] == ord("8")) & (text[starts - 1] == ord("6"))
    if lead == 4:
        keep &= (text[starts - 3] == ord("0")) & (text[starts - 4] == ord("0"))
    starts, ends = starts[keep], ends[keep]
    free = _free(text, starts - lead, ends)
    if not lead:
        free |= _after_code(text, starts, ends) | _after_word(text, starts, ends)
    return starts[free], ends[free]


def _after_code(text: Bytes, starts: Places, ends: Places) -> Flags:
    """86-13800138000."""
    code = (text[starts - 1] == ord("-")) & (text[starts - 2] == ord("6"))
    coded: Flags = code & (text[starts - 3] == ord("8")) & ~_WORD[text[ends]]
    return coded


def _after_word(text: Bytes, starts: Places, ends: Places) -> Flags:
    """tel13800138000: letters before it, and they say what it is."""
    told = np.zeros(len(starts), bool)
    letter = ((text[starts - 1] | 32) - np.uint8(97)) < 26
    for place in np.flatnonzero(letter & ~_WORD[text[ends]]):
        start = int(starts[place])
        told[place] = text[start - 8 : start].tobytes().lower().endswith(_TOLD)
    return told


def _joined(runs: Runs, which: Places) -> Flags:
    """One blank or hyphen between a run and the next."""
    gap = runs.starts[which + 1] - runs.ends[which]
    joined: Flags = (gap == 1) & _JOINT[runs.text[runs.ends[which]]]
    return joined


def _identities(runs: Runs) -> tuple[Places, Places]:
    text, lengths = runs.text, runs.lengths
    seventeen = (lengths == 17) & ((text[runs.ends] | 32) == ord("x"))
    which = np.flatnonzero((lengths == 18) | seventeen)
    starts = runs.starts[which]
    ends = starts + 18
    keep = _free(text, starts, ends)
    starts = starts[keep]
    digits = text[starts[:, None] + np.arange(18)].astype(np.int64) - 48
    good = _IS_PROVINCE[digits[:, 0] * 10 + digits[:, 1]]
    good &= (digits[:, 2] + digits[:, 3]) > 0
    good &= _are_days(digits[:, 6:14])
    check = _CODES[(digits[:, :17] @ np.array(WEIGHTS)) % 11]
    last = text[starts + 17]
    good &= (check == last) | ((check == ord("X")) & (last == ord("x")))
    return starts[good], starts[good] + 18


def _are_days(digits: npt.NDArray[np.int64]) -> Flags:
    year = digits[:, :4] @ np.array([1000, 100, 10, 1])
    month, day = digits[:, 4] * 10 + digits[:, 5], digits[:, 6] * 10 + digits[:, 7]
    is_leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))
    days = _DAYS[np.clip(month, 0, 12)] + ((month == 2) & is_leap)
    good: Flags = (year >= FIRST_YEAR) & (year <= LAST_YEAR) & (month >= 1) & (month <= 12)
    good &= (day >= 1) & (day <= days)
    return good


def _cards(runs: Runs) -> tuple[Places, Places]:
    found = [_of_length(runs, length) for length in (15, 16, 19)]
    found += [_in_groups(runs, tail) for tail in (0, 3)]
    return np.concatenate([f[0] for f in found]), np.concatenate([f[1] for f in found])


def _of_length(runs: Runs, length: int) -> tuple[Places, Places]:
    which = np.flatnonzero(runs.lengths == length)
    starts, ends = runs.starts[which], runs.ends[which]
    keep = _free(runs.text, starts, ends)
    starts, ends = starts[keep], ends[keep]
    digits = runs.text[starts[:, None] + np.arange(length)].astype(np.int64) - 48
    good = _are_cards(digits)
    return starts[good], ends[good]


def _in_groups(runs: Runs, tail: int) -> tuple[Places, Places]:
    """6222 0212 3456 7890 (123): groups of four with one blank or hyphen, and the last three."""
    sizes = (4, 4, 4, 4, tail) if tail else (4, 4, 4, 4)
    count = len(runs.starts) - len(sizes) + 1
    if count <= 0:
        return runs.starts[:0], runs.ends[:0]
    fits = np.ones(count, bool)
    for place, size in enumerate(sizes):
        fits &= runs.lengths[place : place + count] == size
    which = np.flatnonzero(fits)
    for place in range(len(sizes) - 1):
        which = which[_joined(runs, which + place)]
    starts, ends = runs.starts[which], runs.ends[which + len(sizes) - 1]
    keep = _free(runs.text, starts, ends) & ~(
        _JOINT[runs.text[ends]] & ((runs.text[ends + 1] - np.uint8(48)) < 10)
    )
    starts, ends = starts[keep], ends[keep]
    places = [group * 5 + digit for group, size in enumerate(sizes) for digit in range(size)]
    digits = runs.text[starts[:, None] + np.array(places)].astype(np.int64) - 48
    good = _are_cards(digits)
    return starts[good], ends[good]


def _are_cards(digits: npt.NDArray[np.int64]) -> Flags:
    length = digits.shape[1]
    head = digits[:, :4] @ np.array([1000, 100, 10, 1])
    union = (head >= 6200) & (head <= 6299)
    if length == 15:
        known = ((head >= 3400) & (head <= 3499)) | ((head >= 3700) & (head <= 3799))
    elif length == 16:
        known = union | ((head >= 4000) & (head <= 4999)) | ((head >= 5100) & (head <= 5599))
        known |= ((head >= 2221) & (head <= 2720)) | ((head >= 3528) & (head <= 3589))
    else:
        known = union | ((head == 9558) if length == 19 else False)
    doubled = digits[:, length - 2 :: -2] * 2
    total = digits[:, length - 1 :: -2].sum(axis=1) + (doubled - 9 * (doubled > 9)).sum(axis=1)
    good: Flags = known & (total % 10 == 0)
    return good

"""Find and mask personal data in a text of any length (9.3)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from luoxuan.warehouse.personal.digits import PAD, Bytes, Places, runs_of, spans
from luoxuan.warehouse.personal.masking import Kind, mask_value
from luoxuan.warehouse.personal.wording import words

_WIDE = {0x8B: b"+", 0x8D: b"-", 0xA0: b"@", 0xB8: b"X"} | {
    0x90 + digit: str(digit).encode() for digit in range(10)
}
_WIDE_THIRD = np.zeros(256, np.uint8)
_WIDE_THIRD[list(_WIDE)] = [narrow[0] for narrow in _WIDE.values()]
_RANK = {"id_card": 0, "bank_card": 1, "address": 2, "phone": 3, "email": 4, "plate": 5}
Span = tuple[str, int, int]


@dataclass(frozen=True)
class Found:
    """One find: what it is, where it stands in the text, and itself."""

    kind: Kind
    start: int
    end: int
    value: str


def find(text: str) -> tuple[Found, ...]:
    """Everything personal in the text, in its order; what overlaps is told once."""
    scan = _Scan(text)
    return tuple(scan.founds())


def mask_text(text: str) -> str:
    """The text with everything personal in it masked; all else as it was."""
    return _Scan(text).masked()


class _Scan:
    """One pass over a text: its bytes padded, full-width digits made narrow where there are any."""

    def __init__(self, text: str) -> None:
        coded = np.frombuffer(text.encode(errors="surrogatepass"), np.uint8)
        self.plain: Bytes = np.full(len(coded) + 2 * PAD, 32, np.uint8)
        self.plain[PAD : PAD + len(coded)] = coded
        self.origin = _narrowed(self.plain)
        self.text = self.plain if self.origin is None else _narrow(self.plain, self.origin)
        self.runs = runs_of(self.text)
        self.digits = spans(self.runs)
        self.words = list(words(self.runs))

    def spans(self) -> list[Span]:
        """All spans in order, none over another."""
        found = list(self.words)
        for kind, (starts, ends) in self.digits.items():
            found += [
                (kind, start, end)
                for start, end in zip(starts.tolist(), ends.tolist(), strict=True)
            ]
        found.sort(key=lambda span: (span[1], _RANK[span[0]], -span[2]))
        kept: list[Span] = []
        for span in found:
            if not kept or span[1] >= kept[-1][2]:
                kept.append(span)
        return kept

    def founds(self) -> Iterator[Found]:
        """The spans as places in the text."""
        at, chars = PAD, 0
        for kind, start, end in self.spans():
            first, last = self._outer(start, end)
            chars += len(_text(self.plain[at:first]))
            value = _text(self.plain[first:last])
            yield Found(kind, chars, chars + len(value), value)  # type: ignore[arg-type]
            at, chars = last, chars + len(value)

    def masked(self) -> str:
        """Digits are starred in place; only words need a new length."""
        if self.origin is not None or self.words:
            return self._pieced()
        made = self.text.copy()
        for kind, (starts, ends) in self.digits.items():
            _star(made, kind, starts, ends)
        return _text(made[PAD:-PAD])

    def _pieced(self) -> str:
        pieces, at = [], PAD
        for kind, start, end in self.spans():
            first, last = self._outer(start, end)
            value = mask_value(kind, _text(self.text[start:end]))  # type: ignore[arg-type]
            pieces += [_text(self.plain[at:first]), value]
            at = last
        pieces.append(_text(self.plain[at:-PAD]))
        return "".join(pieces)

    def _outer(self, start: int, end: int) -> tuple[int, int]:
        """Where a span stands in the bytes as they came."""
        if self.origin is None:
            return start, end
        first, last = int(self.origin[start]), int(self.origin[end - 1])
        return first, last + (3 if self._is_wide(last) else 1)

    def _is_wide(self, place: int) -> bool:
        head = self.plain[place : place + 2].tobytes()
        return head == b"\xef\xbc" and int(self.plain[place + 2]) in _WIDE


def _narrowed(text: Bytes) -> Places | None:
    """Where each byte of the narrow text comes from; None where nothing is full-width."""
    heads = np.flatnonzero(text == 0xEF)
    if not len(heads):
        return None
    heads = heads[(text[heads + 1] == 0xBC) & (_WIDE_THIRD[text[heads + 2]] > 0)]
    if not len(heads):
        return None
    keep = np.ones(len(text), bool)
    keep[heads + 1] = keep[heads + 2] = False
    return np.flatnonzero(keep)


def _narrow(text: Bytes, origin: Places) -> Bytes:
    made: Bytes = text[origin].copy()
    wide = np.flatnonzero(made == 0xEF)
    places = origin[wide]
    wide = wide[(text[places + 1] == 0xBC) & (_WIDE_THIRD[text[places + 2]] > 0)]
    made[wide] = _WIDE_THIRD[text[origin[wide] + 2]]
    return made


def _star(made: Bytes, kind: str, starts: Places, ends: Places) -> None:
    """Stars over the digits between what stays; blanks and hyphens of groups stay."""
    head, tail = {"phone": (3, 4), "id_card": (1, 1), "bank_card": (0, 4)}[kind]
    for length in np.unique(ends - starts).tolist():
        which = starts[(ends - starts) == length]
        inner = which[:, None] + np.arange(length)
        cells = made[inner]
        is_sign = ((cells - np.uint8(48)) < 10) | ((cells | 32) == ord("x"))
        order = np.cumsum(is_sign, axis=1)
        covered = is_sign & (order > head) & (order <= order[:, -1:] - tail)
        cells[covered] = ord("*")
        made[inner] = cells


def _text(piece: Bytes) -> str:
    return piece.tobytes().decode(errors="surrogatepass")

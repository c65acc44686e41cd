"""Which kinds of dirt a file holds anywhere, so that the cleaning does only what is needed (9.1)."""

import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Marks:
    """True where the dirt occurs, or may occur. A false alarm costs time, never correctness."""

    tab: bool = True
    odd_space: bool = True
    """NBSP, ideographic space, byte order mark, zero-width space."""
    wrapped: bool = True
    """="123"."""
    tick: bool = True
    """Leading ' or `."""
    escaped: bool = True
    """_x002B_."""
    exponent: bool = True
    """1.23E+18."""


ALL = Marks()
ODD_SPACES = "\u00a0\u3000\ufeff\u200b\u2003\u2002"


def marks_of(path: Path, *, encoding: str, start: int) -> Marks:
    """Look for the bytes of each kind of dirt in the text below the header."""
    if path.stat().st_size <= start:
        return Marks(*[False] * 6)
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:

        def holds(*needles: str) -> bool:
            return any(text.find(needle.encode(encoding), start) >= 0 for needle in needles)

        # One byte is found ten times faster than two: the rarest byte of each needle goes first.
        return Marks(
            tab=holds("\t"),
            odd_space=any(holds_odd(text, start, encoding)),
            wrapped=holds("="),
            tick=holds("'", "`"),
            escaped=holds("_") and holds("_x0"),
            exponent=holds("+") and holds("E+", "e+"),
        )


def holds_odd(text: mmap.mmap, start: int, encoding: str) -> Iterator[bool]:
    """For each odd space whether the text holds it."""
    for space in ODD_SPACES:
        needle = space.encode(encoding)
        first = text.find(needle[:1], start)
        yield first >= 0 and text.find(needle, first) >= 0

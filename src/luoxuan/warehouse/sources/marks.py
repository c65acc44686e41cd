"""Which kinds of dirt a file holds anywhere, so that the cleaning does only what is needed (9.1)."""

import mmap
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Marks:
    """True where the dirt occurs, or may occur. A false alarm costs time, never correctness."""

    padded: bool = True
    """Plain spaces beside a delimiter or quote."""
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
    decimal_zero: bool = True
    """12345.0."""


ALL = Marks()
ODD_SPACES = "\u00a0\u3000\ufeff\u200b\u2003\u2002"


def marks_of(path: Path, *, encoding: str, delimiter: str, start: int) -> Marks:
    """Look for the bytes of each kind of dirt in the text below the header."""
    if path.stat().st_size <= start:
        return Marks(*[False] * 8)
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:

        def holds(*needles: str | bytes) -> bool:
            return any(
                text.find(n if isinstance(n, bytes) else n.encode(encoding), start) >= 0
                for n in needles
            )

        edge = delimiter if delimiter != "\t" else ","
        return Marks(
            padded=holds(f" {edge}", f"{edge} ", ' "', '" ', " \r", " \n", "\n ", " \t", "\t "),
            tab=holds("\t"),
            odd_space=holds(*ODD_SPACES),
            wrapped=holds('="', '=""'),
            tick=holds("'", "`"),
            escaped=holds("_x0"),
            exponent=holds("E+", "e+"),
            decimal_zero=holds(f".0{delimiter}", ".0\r", ".0\n", '.0"', ".0\t", ".0 "),
        )

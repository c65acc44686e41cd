"""Which kinds of dirt a file holds anywhere, so that the cleaning does only what is needed (9.1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

CHUNK = 4 << 20


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
    search = _Search(encoding)
    with path.open("rb") as file:
        file.seek(start)
        rest = b""
        while block := file.read(CHUNK):
            search.look(rest + block)
            rest = block[-8:]
    return search.marks()


class _Search:
    """What has been met so far. The quickest test of a needle comes first, and none is made twice."""

    def __init__(self, encoding: str) -> None:
        self.met: set[str] = set()
        self.odd = [space.encode(encoding) for space in ODD_SPACES]

    def look(self, block: bytes) -> None:
        """Look through one block."""
        for mark, needle in (("tab", b"\t"), ("wrapped", b"="), ("tick", b"'"), ("tick", b"`")):
            if mark not in self.met and needle in block:
                self.met.add(mark)
        if "escaped" not in self.met and b"_" in block and b"_x0" in block:
            self.met.add("escaped")
        if "exponent" not in self.met and b"+" in block and (b"E+" in block or b"e+" in block):
            self.met.add("exponent")
        if "odd_space" not in self.met and any(_occurs(block, self.odd)):
            self.met.add("odd_space")

    def marks(self) -> Marks:
        """All that was met."""
        return Marks(**{name: name in self.met for name in Marks.__dataclass_fields__})


def _occurs(block: bytes, needles: list[bytes]) -> Iterator[bool]:
    """Whether each needle occurs. Its first two bytes are compared all at once; only where they meet it is sought."""
    heads = {needle[:2] for needle in needles if needle[:1] in block}
    if not heads or block.isascii():
        return
    body = np.frombuffer(block, dtype=np.uint8)
    for head in heads:
        firsts = np.flatnonzero(body[:-1] == head[0])
        if (body[firsts + 1] == head[1]).any():
            yield any(needle in block for needle in needles if needle[:2] == head)

"""The fishbone as a drawing: six branches on a spine, causes on their bones (12.2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from luoxuan.act.improvements.models import RootCause

WIDTH, HEIGHT, SPINE = 960, 400, 200
HEAD = 820
JOINTS = (290, 530, 770)
REACH = 150
"""How far a branch stands off the spine."""
LEAN = 90
LONGEST = 11
"""Letters that fit beside a bone; the whole text is in its title and in the table."""
MOST = 4
TOP, BOTTOM = ("people", "platform", "product"), ("process", "environment", "data")


@dataclass(frozen=True)
class Twig:
    """One cause on its bone."""

    x1: int
    x2: int
    y: int
    text: str
    whole: str
    is_root: bool


@dataclass(frozen=True)
class Bone:
    """One branch with its causes."""

    x1: int
    y1: int
    x2: int
    name: str
    label_y: int
    twigs: tuple[Twig, ...]
    more: int
    """Causes that do not fit; the table has them."""
    more_y: int


@dataclass(frozen=True)
class Fishbone:
    """Everything the drawing needs."""

    bones: tuple[Bone, ...]
    head: str
    whole: str
    width: int = WIDTH
    height: int = HEIGHT
    spine: int = SPINE
    head_x: int = HEAD


def fishbone(title: str, causes: Sequence[RootCause]) -> Fishbone:
    """The drawing of a finding's causes."""
    words = dict(RootCause.Branch.choices)
    bones = []
    for at, joint in enumerate(JOINTS):
        for branch, side in ((TOP[at], -1), (BOTTOM[at], 1)):
            mine = [cause for cause in causes if cause.branch == branch]
            bones.append(_bone(str(words[branch]), mine, joint, side))
    return Fishbone(tuple(bones), _short(title, 9), title)


def _bone(name: str, causes: Sequence[RootCause], joint: int, side: int) -> Bone:
    top = SPINE + side * REACH
    shown = causes[:MOST]
    twigs = tuple(_twig(cause, at, joint, side) for at, cause in enumerate(shown))
    return Bone(
        joint - LEAN, top, joint, name, top + (-10 if side < 0 else 20), twigs,
        len(causes) - len(shown), top + (14 if side < 0 else -6),
    )  # fmt: skip


def _twig(cause: RootCause, at: int, joint: int, side: int) -> Twig:
    away = 36 + at * 32
    y = SPINE + side * away
    x = joint - LEAN * away // REACH
    return Twig(x - 150, x, y, _short(cause.statement, LONGEST), cause.statement, cause.is_root)


def _short(text: str, most: int) -> str:
    """Chinese letters are twice as wide as Latin ones."""
    width = 0
    for at, letter in enumerate(text):
        width += 2 if ord(letter) > 0x2E7F else 1
        if width > most * 2 - 4 and at < len(text) - 1:
            return f"{text[: at + 1]}…"
    return text

"""The loop as a spiral: five stations on a way that ends higher than it began (12.8)."""

from dataclasses import dataclass
from math import cos, pi, sin

from luoxuan.act.loop.stations import Loop, Station

SIZE, CENTRE = 340, 170
START, GROWTH = 78.0, 50.0
"""Radius at the plan, and how much further out the next plan lies."""
TURN = 2 * pi * 0.86
STEPS = 72
DOT = 20


@dataclass(frozen=True)
class Dot:
    """A station on the spiral."""

    x: int
    y: int
    label_y: int
    number: int
    station: Station


@dataclass(frozen=True)
class Spiral:
    """Everything the drawing needs."""

    path: str
    dots: tuple[Dot, ...]
    middle: str
    size: int = SIZE
    centre: int = CENTRE
    dot: int = DOT


def spiral(loop: Loop) -> Spiral:
    """The drawing of a loop."""
    points = [_point(step / STEPS) for step in range(STEPS + 1)]
    path = "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    dots = []
    for at, station in enumerate(loop.stations):
        x, y = _point(at / (len(loop.stations) - 1))
        dots.append(Dot(round(x), round(y), round(y) + DOT + 14, at + 1, station))
    return Spiral(path, tuple(dots), f"{loop.done} / {len(loop.stations)}")


def _point(part: float) -> tuple[float, float]:
    """Clockwise from the top left, the radius growing."""
    angle = -pi / 2 + TURN * part
    radius = START + GROWTH * part
    return CENTRE + radius * cos(angle), CENTRE + radius * sin(angle) - 6

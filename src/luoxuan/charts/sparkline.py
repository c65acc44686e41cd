"""The points of a small line, gaps as gaps."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH = 72
HEIGHT = 20
MARGIN = 3


@dataclass(frozen=True)
class Spark:
    """Runs of points as SVG writes them, and where the last known value is."""

    lines: tuple[str, ...]
    last: tuple[str, str]
    width: int = WIDTH
    height: int = HEIGHT


def points(values: Sequence[Decimal | int | None]) -> Spark:
    """The runs between gaps; a single value between two gaps becomes a short dash."""
    known = [Decimal(value) for value in values if value is not None]
    if not known:
        return Spark((), ("", ""))
    low, high = min(known), max(known)
    runs: list[list[tuple[str, str]]] = [[]]
    for place, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append((_x(place, len(values)), _y(Decimal(value), low, high)))
    filled = [run for run in runs if run]
    return Spark(tuple(_written(run) for run in filled), filled[-1][-1])


def _x(place: int, n: int) -> str:
    step = Decimal(WIDTH - 2 * MARGIN) / max(n - 1, 1)
    return f"{MARGIN + step * place:.1f}"


def _y(value: Decimal, low: Decimal, high: Decimal) -> str:
    room = Decimal(HEIGHT - 2 * MARGIN)
    depth = (high - value) / (high - low) * room if high > low else room / 2
    return f"{MARGIN + depth:.1f}"


def _written(run: list[tuple[str, str]]) -> str:
    if len(run) == 1:
        x, y = run[0]
        return f"{x},{y} {float(x) + 1:.1f},{y}"
    return " ".join(f"{x},{y}" for x, y in run)

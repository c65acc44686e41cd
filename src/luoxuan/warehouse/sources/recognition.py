"""From a table nobody knows to a layout laid on its header, or the reason why not (9.1)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from luoxuan.warehouse.sources import messages
from luoxuan.warehouse.sources.containers.part import Head, Part
from luoxuan.warehouse.sources.detect import (
    Bound,
    Match,
    Recognizer,
    Surroundings,
    best_match,
    bound,
)
from luoxuan.warehouse.sources.header import guessed_header
from luoxuan.warehouse.sources.limits import HEAD_ROWS, MIN_HITS


@dataclass(frozen=True)
class Recognized:
    """What was found out of a table; without a layout `problem` says why."""

    head: Head
    row: int | None = None
    match: Match | None = None
    bound: Bound | None = None
    problem: str = ""

    @property
    def header_line(self) -> int | None:
        """Physical line of the header, from 1."""
        return None if self.row is None else self.head.lines[self.row]

    @property
    def preamble(self) -> str:
        """The lines above the header."""
        rows = self.head.rows[: self.row or 0]
        return "\n".join(",".join(row) for row in rows)

    def sample(self, offset: int = 1) -> Sequence[Sequence[str]]:
        """The first rows below."""
        return self.head.rows[(self.row or 0) + offset :]


def recognize(part: Part, recognizer: Recognizer, around: Surroundings) -> Recognized:
    """Try every way of cutting the text; settle on the one whose best layout fits best."""
    heads = part.heads()
    tried = [recognizer.matches(head.rows, around) for head in heads]
    ways = [way for way, matches in enumerate(tried) if matches]
    if not ways:
        return _unrecognized(part, heads)
    way = max(ways, key=lambda each: (not tried[each][0].lacking, tried[each][0].score))
    part.choose(way)
    head, matches = heads[way], tried[way]
    best, equals = best_match(matches)
    if best is None:
        near = matches[0]
        if len(near.places) < max(MIN_HITS, len(near.layout.detect.must) / 2):
            return _unrecognized(part, heads)
        problem = messages.lacks_columns(near.layout.title, list(near.lacking))
        return Recognized(head, near.row, None, None, problem)
    if equals:
        titles = [match.layout.title for match in [best, *equals]]
        return Recognized(head, best.row, None, None, messages.ambiguous(titles))
    header = widened(head, best.row, best.layout.data_offset)
    return Recognized(head, best.row, best, bound(best, header))


def widened(head: Head, row: int, offset: int) -> list[str]:
    """The header, with nameless columns where the rows below all have more cells."""
    header = list(head.rows[row])
    widths = Counter(len(each) for each in head.rows[row + offset :] if any(each))
    if widths:
        width, rows = widths.most_common(1)[0]
        if width > len(header) and rows * 2 > sum(widths.values()):
            header += [""] * (width - len(header))
    return header


def _unrecognized(part: Part, heads: Sequence[Head]) -> Recognized:
    """No layout: the way that gives the widest table, and a guess at its header."""
    guesses = [guessed_header(head.rows[:HEAD_ROWS]) for head in heads]
    widths = [
        len(head.rows[guess]) if guess is not None else 0
        for head, guess in zip(heads, guesses, strict=True)
    ]
    way = widths.index(max(widths))
    part.choose(way)
    head = heads[way]
    return Recognized(head, guesses[way], problem=messages.no_header())

"""Which report a table is: every layout is scored on every likely header row (9.1)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from luoxuan.warehouse.sources.header import compared, unique_names
from luoxuan.warehouse.sources.layout import Layout, SourceColumn
from luoxuan.warehouse.sources.limits import HEAD_ROWS, MIN_HITS

TIE = 0.005
BREAKER = 0.02


@dataclass(frozen=True)
class Surroundings:
    """What stands around a header: it breaks ties."""

    file_name: str
    sheet: str | None
    is_zipped: bool


@dataclass(frozen=True)
class Match:
    """A layout on a header row."""

    layout: Layout
    row: int
    places: Mapping[str, int]
    """Clean column name to its place in the header."""
    score: float
    lacking: tuple[str, ...] = ()
    """Columns that must be there and are not."""


@dataclass(frozen=True)
class _Names:
    layout: Layout
    column_of: Mapping[str, tuple[str, bool]]
    """Compared name to clean name, and whether it is the name itself or an alias."""
    usual: int
    must: tuple[str, ...]
    must_not: frozenset[str]


def _names(layout: Layout) -> _Names:
    column_of: dict[str, tuple[str, bool]] = {}
    for column in layout.columns:
        for alias in column.aliases:
            column_of.setdefault(compared(alias), (column.name, False))
    for column in layout.columns:
        column_of[compared(column.name)] = (column.name, True)
    return _Names(
        layout,
        column_of,
        sum(1 for column in layout.columns if column.usual),
        tuple(_clean(name, column_of) for name in layout.detect.must),
        frozenset(compared(name) for name in layout.detect.must_not),
    )


def _clean(name: str, column_of: Mapping[str, tuple[str, bool]]) -> str:
    found = column_of.get(compared(name))
    return found[0] if found else name


class Recognizer:
    """The layouts of one context, prepared once for many rows."""

    def __init__(self, layouts: Sequence[Layout]) -> None:
        self._names = [_prepared(layout) for layout in layouts]
        self.vocabulary: frozenset[str] = frozenset().union(*(n.column_of for n in self._names))

    def matches(self, rows: Sequence[Sequence[str]], around: Surroundings) -> list[Match]:
        """Every layout on its best row, best first; complete ones before those that lack a column."""
        found: dict[int, Match] = {}
        for index, row in enumerate(rows[:HEAD_ROWS]):
            header = [compared(cell) for cell in row]
            if sum(1 for cell in header if cell in self.vocabulary) < 2:
                continue
            above = "\n".join(",".join(each) for each in rows[:index])
            for number, names in enumerate(self._names):
                match = _match(names, header, index, above, around)
                known = found.get(number)
                if match and (known is None or _found(match) > _found(known)):
                    found[number] = match
        return sorted(found.values(), key=_rank, reverse=True)


def _found(match: Match) -> tuple[bool, int]:
    """Of two rows the one that names more columns is the header; of equals the first: headers are repeated below."""
    return (not match.lacking, len(match.places))


def _rank(match: Match) -> tuple[bool, float]:
    return (not match.lacking, match.score)


_prepared_layouts: dict[int, tuple[Layout, _Names]] = {}


def _prepared(layout: Layout) -> _Names:
    """Kept by identity: the built-in layouts live as long as the process."""
    known = _prepared_layouts.get(id(layout))
    if known and known[0] is layout:
        return known[1]
    names = _names(layout)
    if len(_prepared_layouts) > 1024:
        _prepared_layouts.clear()
    _prepared_layouts[id(layout)] = (layout, names)
    return names


def _match(
    names: _Names, header: list[str], index: int, above: str, around: Surroundings
) -> Match | None:
    if names.must_not.intersection(header):
        return None
    places = _places(names, header)
    least = min(MIN_HITS, names.usual, len(names.must) or MIN_HITS)
    if len(places) < least:
        return None
    lacking = tuple(name for name in names.must if name not in places)
    wide = sum(1 for cell in header if cell)
    score = 2 * len(places) / (wide + max(names.usual, len(places)))
    return Match(
        names.layout, index, places, score + _breakers(names.layout, above, around), lacking
    )


def _places(names: _Names, header: list[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    by_name: set[str] = set()
    for place, cell in enumerate(header):
        found = names.column_of.get(cell) if cell else None
        if found is None:
            continue
        column, is_name = found
        # A name beats its alias; of two equal headers the first counts.
        if column not in places or (is_name and column not in by_name):
            places[column] = place
        if is_name:
            by_name.add(column)
    return places


def _breakers(layout: Layout, above: str, around: Surroundings) -> float:
    detect = layout.detect
    score = 0.0
    for pattern, text in (
        (detect.sheet, around.sheet or ""),
        (detect.file_name, around.file_name),
        (detect.preamble, above),
    ):
        if pattern is not None:
            score += BREAKER if re.search(pattern, text) else -BREAKER / 2
    if detect.zipped is not None:
        score += BREAKER if detect.zipped == around.is_zipped else -BREAKER / 2
    return score


def best_match(matches: Sequence[Match]) -> tuple[Match | None, list[Match]]:
    """The layout that fits best, and its equals where it is not alone."""
    complete = [match for match in matches if not match.lacking]
    if not complete:
        return None, []
    first = complete[0]
    near = [match for match in complete if first.score - match.score < TIE]
    # A newer version of the same report, and a report that asks for more columns, are the better guess.
    near.sort(key=lambda match: (len(match.layout.detect.must), match.layout.version), reverse=True)
    best = near[0]
    equals = [
        match
        for match in near
        if (match.layout.platform, match.layout.dataset)
        != (best.layout.platform, best.layout.dataset)
        and len(match.layout.detect.must) == len(best.layout.detect.must)
    ]
    return best, equals


@dataclass(frozen=True)
class Bound:
    """A layout laid on a real header."""

    layout: Layout
    names: tuple[str, ...]
    """Header names as shown, unique, by place."""
    places: Mapping[str, int]
    columns: Mapping[str, SourceColumn]

    @property
    def missing(self) -> tuple[str, ...]:
        """Usual columns the file does not have."""
        return tuple(c.name for c in self.layout.columns if c.usual and c.name not in self.places)

    @property
    def lacking(self) -> list[str]:
        """Required columns the file does not have."""
        return [c.name for c in self.layout.columns if c.required and c.name not in self.places]

    @property
    def unknown(self) -> tuple[str, ...]:
        """Columns of the file no layout column claims, but for nameless empty ones."""
        taken = set(self.places.values())
        return tuple(
            name
            for place, name in enumerate(self.names)
            if place not in taken and not name.startswith("column_")
        )

    def column_at(self, place: int) -> SourceColumn | None:
        """The layout's column at that place."""
        return self._by_place.get(place)

    @property
    def _by_place(self) -> dict[int, SourceColumn]:
        return {place: self.columns[name] for name, place in self.places.items()}


def bound(match: Match, header: Sequence[str]) -> Bound:
    """Lay the matched layout on the header."""
    columns: dict[str, Any] = {column.name: column for column in match.layout.columns}
    return Bound(match.layout, tuple(unique_names(header)), match.places, columns)

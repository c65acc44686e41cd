"""Cells that name their row: a total, a header once more, "no data" (9.1)."""

from collections.abc import Callable

from luoxuan.warehouse.sources.clean.reasons import CODES
from luoxuan.warehouse.sources.clean.words import PLACEHOLDERS, TOTAL_STARTS, TOTAL_WORDS
from luoxuan.warehouse.sources.sql import either, let, quoted

_AROUND = r"[\s\x{00A0}\x{3000}=\"]"
_SPACES = (" ", "\t", "\u3000", "\u00a0")
LONGEST = 40
"""Bytes; a label is short."""


def bare(text: str) -> str:
    """A label without what stands round it: dear, so only asked for where something does."""
    return f"regexp_replace({text}, '^{_AROUND}+|{_AROUND}+$', '', 'g')"


def is_figure(text: str) -> str:
    """Digits come first in the alphabet: ids, amounts and days, which are most cells, are told by one comparison."""
    return f"{text} >= '0' AND {text} < ':' OR strlen({text}) > {LONGEST}"


def _is_edged(text: str) -> str:
    before = " OR ".join(f"prefix({text}, {quoted(space)})" for space in _SPACES[2:])
    after = " OR ".join(f"suffix({text}, {quoted(space)})" for space in _SPACES)
    return f"{text} < '!' OR {text} >= '=' AND {text} < '>' OR {before} OR {after}"


def _of_either(text: str, result: Callable[[str], str]) -> str:
    """The result for the bare text, which is made only where something stands round it."""
    edged = let("b", bare(text), result("b"))
    return f"WHEN {_is_edged(text)} THEN {edged} ELSE {result(text)} END"


def label_code(text: str, name: str) -> str:
    """The reason a cell gives for its row; `name` is the header of its column."""

    def code(cell: str) -> str:
        return (
            f"CASE WHEN {_names_total(cell)} THEN {CODES['summary_row']}"
            f" WHEN {either(cell, PLACEHOLDERS)} THEN {CODES['placeholder_row']}"
            f" WHEN {cell} = {quoted(name)} THEN {CODES['repeated_header']} ELSE 0 END"
        )

    return f"CASE WHEN {is_figure(text)} THEN 0 {_of_either(text, code)}"


def _names_total(cell: str) -> str:
    starts = " OR ".join(f"prefix({cell}, {quoted(word)})" for word in TOTAL_STARTS)
    return f"({either(cell, TOTAL_WORDS)} OR {starts})"


def is_total(text: str) -> str:
    """Whether a text names a total."""
    return f"CASE WHEN {is_figure(text)} THEN FALSE {_of_either(text, _names_total)}"


def is_placeholder(text: str) -> str:
    """Whether a text says that there is no data."""
    return f"CASE WHEN {is_figure(text)} THEN FALSE ELSE {either(bare(text), PLACEHOLDERS)} END"

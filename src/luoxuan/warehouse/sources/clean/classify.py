"""What a row is: data, or one of the things that stand between data (9.1)."""

from luoxuan.warehouse.sources.clean.columns import Cell, Cells
from luoxuan.warehouse.sources.clean.labels import (
    bare,
    is_figure,
    is_placeholder,
    is_total,
    label_code,
)
from luoxuan.warehouse.sources.clean.macros import BAD_NUMBER
from luoxuan.warehouse.sources.clean.reasons import CODES, ROLLUP
from luoxuan.warehouse.sources.clean.words import (
    COMMENT,
)
from luoxuan.warehouse.sources.marks import Marks
from luoxuan.warehouse.sources.sql import either, let

EARLIEST, LATEST = "1980-01-01", "2100-01-01"
_TIME_KINDS = frozenset({"time", "date", "period"})


def why(cells: Cells, marks: Marks) -> str:
    """The SQL that gives each row its reason, 0 where it is kept."""
    branches = [
        *_rollups(cells),
        *_emptiness(cells),
        (f"{LABEL} > 0", LABEL),
        *_rollups(cells, by_blank=True),
        *_destroyed(cells, marks),
        *_missing_key(cells),
        *_unreadable(cells),
        *_reversals(cells),
    ]
    tests = " ".join(f"WHEN {test} THEN {result}" for test, result in branches)
    return f"CAST(CASE {tests} ELSE 0 END AS UTINYINT)" if tests else "0::UTINYINT"


Branch = tuple[str, str]
LABEL = "label"
"""The column of the level below that tells rows which name themselves: a header, a total, no data."""


def label(cells: Cells) -> str:
    """What the first cell, or a key that should be a number or a day, says of its row; 0 where nothing."""
    told = {*_TIME_KINDS, "id", "personal"}
    keys = [cell for cell in cells.keys if cell.kind in told]
    named = {cell.light: cells.bound.names[cell.place] for cell in keys}
    named.setdefault(first_cell(cells), cells.bound.names[0])
    codes = [label_code(text, name) for text, name in named.items()]
    return codes[0] if len(codes) == 1 else f"GREATEST({', '.join(codes)})"


def first_cell(cells: Cells) -> str:
    """The text of the first column, lightly unwrapped where it is read."""
    return next((cell.light for cell in cells.used if cell.place == 0), "c0")


def _emptiness(cells: Cells) -> list[Branch]:
    """Rows that hold nothing we read, or a first cell alone."""
    first = first_cell(cells)
    others = [cell.value for cell in cells.used if cell.place != 0]
    if not others:
        return []
    texts = ", ".join(f"c{place}" for place in range(len(cells.bound.names)))
    whole = rf"regexp_replace(concat({texts}), '[\s\x{{00A0}}\x{{3000}}\x{{FEFF}}]', '', 'g')"
    labels = f"list_filter([{texts}], lambda t: {is_total('t')})"
    blanks = f"list_filter([{texts}], lambda t: regexp_matches(t, '[^\\s\\x{{00A0}}\\x{{3000}}]'))"
    c = CODES
    result = (
        f"(CASE WHEN {whole} = '' THEN {c['blank_row']}"
        f" WHEN len({labels}) > 0 THEN {c['summary_row']}"
        f" WHEN prefix({bare(first)}, '{COMMENT}') AND len({blanks}) = 1 THEN {c['comment']}"
        f" WHEN {is_placeholder(first)} THEN {c['placeholder_row']}"
        f" WHEN len({blanks}) = 1 AND NOT regexp_full_match({bare(first)}, '[\\w-]+') THEN {c['footer']}"
        f" ELSE {c['missing_key'] if _first_is_lacking(cells) else 0} END)"
    )
    return [(f"COALESCE({_coalesced(others)}) IS NULL", result)]


def _coalesced(values: list[str]) -> str:
    return ", ".join(f"CASE WHEN {value} IS NOT NULL THEN 1 END" for value in values)


def _first_is_lacking(cells: Cells) -> bool:
    return not any(cell.place == 0 for cell in cells.keys)


def _rollups(cells: Cells, *, by_blank: bool = False) -> list[Branch]:
    """Rows that a word tells; those told by a blank cell are looked for when blank rows and totals are gone."""
    told = {
        name: tuple(text for text in texts if bool(text) is not by_blank)
        for name, texts in cells.layout.rollup.items()
    }
    return [
        (_is_rollup(cells.by_name[name].light, texts), str(ROLLUP))
        for name, texts in told.items()
        if name in cells.by_name and texts
    ]


def _is_rollup(text: str, texts: tuple[str, ...]) -> str:
    return f"CASE WHEN {is_figure(text)} THEN FALSE ELSE {let('b', bare(text), either('b', texts))} END"


def _destroyed(cells: Cells, marks: Marks) -> list[Branch]:
    """Ids that went through a number: gone for good."""
    hints = "suffix({0}, '.0')" + (
        " OR contains({0}, 'E+') OR contains({0}, 'e+')" if marks.exponent else ""
    )
    tests = [
        f"CASE WHEN {hints.format(cell.value)} THEN is_destroyed({cell.value}) ELSE FALSE END"
        for cell in cells.used
        if cell.kind == "id"
    ]
    return [(" OR ".join(tests), str(CODES["destroyed_id"]))] if tests else []


def _missing_key(cells: Cells) -> list[Branch]:
    """No row without what names it; a part that the report may leave empty is no fault."""
    must = [cell.value for cell in cells.keys if cell.column.required]
    tests = [f"{value} IS NULL" for value in must]
    if cells.keys:
        tests.append(f"COALESCE({_coalesced([cell.value for cell in cells.keys])}) IS NULL")
    texts = ", ".join(f"c{place}" for place in range(len(cells.bound.names)))
    labelled = f"len(list_filter([{texts}], lambda t: {is_total('t')})) > 0"
    result = f"(CASE WHEN {labelled} THEN {CODES['summary_row']} ELSE {CODES['missing_key']} END)"
    return [(" OR ".join(tests), result)] if tests else []


def is_unreadable(cell: Cell) -> str | None:
    """The SQL that is true where the cell could not be read."""
    if cell.is_number:
        return f"{cell.value} = {BAD_NUMBER}"
    if cell.kind == "time":
        return _out_of_range(cell.value, "TIMESTAMP")
    if cell.kind == "date":
        return _out_of_range(cell.value, "DATE")
    if cell.kind == "period":
        return f"{_out_of_range(cell.value, 'DATE')} OR {_out_of_range(cell.end, 'DATE')}"
    return None


def _out_of_range(value: str, kind: str) -> str:
    """The mark of the unreadable, and what a cast makes of years with too many or too few digits."""
    return f"{value} NOT BETWEEN {kind} '{EARLIEST}' AND {kind} '{LATEST}'"


def _unreadable(cells: Cells) -> list[Branch]:
    dates = [t for c in cells.used if c.kind in _TIME_KINDS and (t := is_unreadable(c))]
    numbers = [t for c in cells.used if c.is_number and (t := is_unreadable(c))]
    numbers += [f"{cell.value} % 1 <> 0" for cell in cells.used if cell.kind == "count"]
    branches = [("bad_date", dates), ("bad_number", numbers)]
    return [(" OR ".join(tests), str(CODES[reason])) for reason, tests in branches if tests]


def _reversals(cells: Cells) -> list[Branch]:
    tests = [f"{cell.value} < 0" for cell in cells.used if cell.column.reversal]
    return [(" OR ".join(tests), str(CODES["negative_reversal"]))] if tests else []

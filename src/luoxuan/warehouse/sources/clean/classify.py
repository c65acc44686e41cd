"""What a row is: data, or one of the things that stand between data (9.1)."""

from luoxuan.warehouse.sources.clean.columns import Cell, Cells
from luoxuan.warehouse.sources.clean.macros import BAD_NUMBER
from luoxuan.warehouse.sources.clean.reasons import CODES, ROLLUP
from luoxuan.warehouse.sources.clean.words import (
    COMMENT,
    PLACEHOLDERS,
    TOTAL_STARTS,
    TOTAL_WORDS,
)
from luoxuan.warehouse.sources.marks import Marks
from luoxuan.warehouse.sources.sql import either, quoted

EARLIEST, LATEST = "1980-01-01", "2100-01-01"
_TIME_KINDS = frozenset({"time", "date", "period"})


def why(cells: Cells, marks: Marks) -> str:
    """The SQL that gives each row its reason, 0 where it is kept."""
    branches = [
        *_emptiness(cells),
        *_repeated_header(cells),
        *_labels(cells),
        *_rollups(cells),
        *_destroyed(cells, marks),
        *_missing_key(cells),
        *_unreadable(cells),
        *_reversals(cells),
    ]
    tests = " ".join(f"WHEN {test} THEN {result}" for test, result in branches)
    return f"CAST(CASE {tests} ELSE 0 END AS UTINYINT)" if tests else "0::UTINYINT"


Branch = tuple[str, str]


def first_cell(cells: Cells) -> str:
    """The text of the first column, lightly unwrapped where it is read."""
    return next((cell.light for cell in cells.used if cell.place == 0), "c0")


def is_total(text: str) -> str:
    """Whether a text names a total. Digits and signs come first in the alphabet: most cells end there."""
    starts = " OR ".join(f"prefix({text}, {quoted(word)})" for word in TOTAL_STARTS)
    # trim is dear, equality cheap: most words stand alone in their cell.
    return (
        f"CASE WHEN {text} >= '!' AND {text} < ':' OR strlen({text}) > 40 THEN FALSE"
        f" WHEN {either(text, TOTAL_WORDS)} OR {starts} THEN TRUE"
        f" WHEN {text} < '!' OR suffix({text}, ' ') OR suffix({text}, '\u3000') THEN {either(f'trim({text})', TOTAL_WORDS)}"
        f" ELSE FALSE END"
    )


def is_placeholder(text: str) -> str:
    """Whether a text says that there is no data."""
    return (
        f"CASE WHEN {text} >= '!' AND {text} < ':' THEN FALSE ELSE {either(text, PLACEHOLDERS)} END"
    )


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
        f" WHEN prefix(trim({first}), '{COMMENT}') AND len({blanks}) = 1 THEN {c['comment']}"
        f" WHEN {is_placeholder(first)} THEN {c['placeholder_row']}"
        f" WHEN len({blanks}) = 1 AND NOT regexp_full_match(trim({first}), '[\\w-]+') THEN {c['footer']}"
        f" ELSE {c['missing_key'] if _first_is_lacking(cells) else 0} END)"
    )
    return [(f"COALESCE({_coalesced(others)}) IS NULL", result)]


def _coalesced(values: list[str]) -> str:
    return ", ".join(f"CASE WHEN {value} IS NOT NULL THEN 1 END" for value in values)


def _first_is_lacking(cells: Cells) -> bool:
    return not any(cell.place == 0 for cell in cells.keys)


def _repeated_header(cells: Cells) -> list[Branch]:
    keys = cells.keys or list(cells.used[:1])
    others = [cell for cell in cells.used if cell not in keys]
    chosen = (keys + others)[:2]
    if len(chosen) < 2:
        return []
    tests = [f"trim({cell.light}) = {quoted(cells.bound.names[cell.place])}" for cell in chosen]
    quick = f"NOT {chosen[0].light} BETWEEN '!' AND '9~'"
    body = " AND ".join(tests)
    return [(f"CASE WHEN {quick} THEN {body} ELSE FALSE END", str(CODES["repeated_header"]))]


def _labels(cells: Cells) -> list[Branch]:
    """A total or "no data" in the first column, or where a key should be a number or a day."""
    places = [cell.light for cell in cells.keys if cell.kind in _TIME_KINDS or cell.kind == "id"]
    texts = list(dict.fromkeys([first_cell(cells), *places]))
    branches = [(is_total(text), str(CODES["summary_row"])) for text in texts]
    return branches + [(is_placeholder(text), str(CODES["placeholder_row"])) for text in texts]


def _rollups(cells: Cells) -> list[Branch]:
    return [
        (either(f"trim({cells.by_name[name].light})", texts), str(ROLLUP))
        for name, texts in cells.layout.rollup.items()
        if name in cells.by_name and texts
    ]


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

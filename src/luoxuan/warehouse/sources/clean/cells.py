"""One cell of each kind, quick way first: what the quick way cannot read goes through a macro (9.1)."""

from luoxuan.warehouse.sources.clean.clock import to_utc
from luoxuan.warehouse.sources.clean.macros import NUMBER
from luoxuan.warehouse.sources.marks import ODD_SPACES, Marks
from luoxuan.warehouse.sources.sql import either, quoted

LONGEST_NULL = 9
"""Bytes of the longest null word; a longer text is none."""
NUMERIC = frozenset({"money", "count", "number", "percent", "seconds"})
TEXTUAL = frozenset({"id", "text", "status", "personal"})


def light(x: str, marks: Marks) -> str:
    """Tabs and ="…" off, which some platforms put around every cell."""
    branches = []
    if marks.tab:
        tab = "chr(9)"
        branches.append(f"WHEN prefix({x}, {tab}) AND suffix({x}, {tab}) THEN {x}[2:-2]")
        branches.append(f"WHEN prefix({x}, {tab}) THEN {x}[2:]")
        branches.append(f"WHEN suffix({x}, {tab}) THEN {x}[:-2]")
    if marks.wrapped:
        branches.append(
            f"WHEN prefix({x}, '=\"') AND suffix({x}, '\"') THEN substring({x}, 3, length({x}) - 3)"
        )
    return f"CASE {' '.join(branches)} ELSE {x} END" if branches else x


def text_cell(x: str, marks: Marks, *, is_id: bool = False) -> str:
    """A text without its wrappings; null where it holds nothing."""
    odd = [f"{x} < '!'", f"suffix({x}, ' ')"]
    if marks.tab:
        odd.append(f"suffix({x}, chr(9))")
    if marks.odd_space:
        odd += [f"prefix({x}, {quoted(s)}) OR suffix({x}, {quoted(s)})" for s in ODD_SPACES]
    if marks.wrapped:
        odd.append(f"prefix({x}, '=\"')")
    if marks.tick:
        odd.append(f"prefix({x}, '''') OR prefix({x}, '`')")
    text = (
        f"CASE WHEN {x} = '' THEN NULL WHEN {' OR '.join(odd)} THEN slow_text({x})"
        f" WHEN strlen({x}) <= {LONGEST_NULL} THEN null_word({x}) ELSE {x} END"
    )
    return text if not is_id else let_id(text, x)


def let_id(text: str, x: str) -> str:
    """12345.0 is 12345: what a spreadsheet makes of a short id."""
    return f"CASE WHEN suffix({x}, '.0') THEN whole_id({text}) ELSE {text} END"


def number_cell(
    x: str, kind: str, *, unit: int = 1, decimal_comma: bool = False, is_large: bool = True
) -> str:
    """A decimal; null where the cell says none, the mark where it cannot be read."""
    if kind == "seconds":
        slow = f"slow_seconds({x})"
    elif kind == "percent":
        slow = f"slow_share({x}, {unit})"
    else:
        slow = f"slow_number({x})"
    if decimal_comma or (kind == "percent" and unit != 1):
        return f"CASE WHEN {x} = '' THEN NULL ELSE {slow} END"
    # A cast reads "- " as 0: only what begins with a digit goes the quick way.
    quick = f"CASE WHEN {x} >= '0' AND {x} < ':' THEN TRY_CAST({x} AS {NUMBER}) END"
    is_amount = kind not in ("percent", "seconds")
    middle = f"quick_number({x}), wide_number({x}), " if is_amount and is_large else ""
    return f"CASE WHEN {x} = '' OR {x} = '-' THEN NULL ELSE COALESCE({quick}, {middle}{slow}) END"


def time_cell(x: str, zone: str, *, is_large: bool = True) -> str:
    """A moment in UTC. Without an offset in the cell it is on the zone's clocks."""
    # A cast ignores an offset it finds, so cells that may have one go the slow way.
    chinese = f"CASE WHEN contains({x}, '年') THEN {to_utc(chinese_time(x), zone)} END"
    middle = f"{chinese}, " if is_large else ""
    plain = f"strlen({x}) <= 19 AND NOT suffix({x}, 'Z') AND NOT contains({x}, '+') AND NOT prefix({x}, '0')"
    quick = f"CASE WHEN {plain} THEN {to_utc(f'TRY_CAST({x} AS TIMESTAMP)', zone)} END"
    return f"CASE WHEN {x} = '' OR {x} = '-' THEN NULL ELSE COALESCE({quick}, {middle}slow_time({x})) END"


def chinese_time(x: str) -> str:
    """2026年9月1日 10:00:00, the commonest other form, without patterns."""
    dashed = f"replace(replace(replace({x}, '年', '-'), '月', '-'), '日', '')"
    return f"TRY_CAST({dashed} AS TIMESTAMP)"


def date_cell(x: str, part: str = "date") -> str:
    """A day; of a period its first or last."""
    # The cast to a time is strict, that to a day reads 2026-09-01abc.
    plain = f"strlen({x}) BETWEEN 8 AND 10 AND NOT prefix({x}, '0')"
    quick = f"CASE WHEN {plain} THEN CAST(TRY_CAST({x} AS TIMESTAMP) AS DATE) END"
    return f"CASE WHEN {x} = '' OR {x} = '-' THEN NULL ELSE COALESCE({quick}, slow_{part}({x})) END"


def precision_cell(x: str) -> str:
    """How exact a time is written: two colons, one, none."""
    return (
        f"CASE WHEN strlen({x}) BETWEEN 18 AND 19 THEN 'second'"
        f" WHEN regexp_matches({x}, '[:：]\\s*\\d{{1,2}}\\s*[:：]|[时点].*分.*秒|\\d{{14}}|^1\\d{{9,12}}$|\\.\\d{{4,}}') THEN 'second'"
        f" WHEN regexp_matches({x}, '[:：时点]') THEN 'minute' ELSE 'day' END"
    )


def quick_number_macro() -> str:
    """Thousands and signs, the commonest dirt, at a tenth of the price of the exact way."""
    shape = r"^\s*(?:=\"\s*)?[¥￥$€£]?\s*([+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?)\s*(?:元|件)?\s*\"?\s*$"
    full = "".join(chr(0xFF10 + digit) for digit in range(10)) + "．－"
    return (
        f"CREATE MACRO quick_number(x) AS TRY_CAST(replace("
        f"NULLIF(regexp_extract(x, '{shape}', 1), ''), ',', '') AS {NUMBER});"
        # Full-width digits stand between ０ and ９ in the alphabet.
        f"CREATE MACRO wide_number(x) AS CASE WHEN x >= '０' AND x < '：' AND strlen(x) < 30"
        f" THEN TRY_CAST(translate(x, '{full}', '0123456789.-') AS {NUMBER}) END;"
    )


def is_one_of(x: str, texts: tuple[str, ...]) -> str:
    """Whether a cleaned cell is one of the texts; without texts, whether it holds anything."""
    return either(x, texts) if texts else f"{x} IS NOT NULL"

"""Why a row is not kept, each with the small number that stands for it in the clean table (9.2)."""

KEPT = 0
DROPPED = {
    1: "blank_row",
    2: "comment",
    3: "repeated_header",
    4: "summary_row",
    5: "placeholder_row",
    6: "footer",
    7: "duplicate",
}
QUARANTINED = {
    11: "destroyed_id",
    12: "missing_key",
    13: "bad_date",
    14: "bad_number",
    15: "negative_reversal",
    16: "ragged_row",
}
MERGED = 20
ROLLUP = 21
"""A summary row named by the layout; counted as one, but not a checksum of the file."""
CODES = {name: code for code, name in (DROPPED | QUARANTINED).items()}


def reason_of(code: int) -> str:
    """The word for a code."""
    return "summary_row" if code == ROLLUP else (DROPPED | QUARANTINED)[code]

"""The engine's sentences in English: it speaks Chinese, a page may not.

Each entry is made of the engine's own sentence with marks in its holes, so that the two cannot drift apart
unseen: a test asks that every sentence of the engine is known here.
"""

import re
from functools import partial

from luoxuan.warehouse.sources import messages

HOLES = ("\uf8ff", "\uf8fe")
A, B = HOLES

PAIRS: tuple[tuple[str, str], ...] = (
    (messages.empty_file(), "The file is empty (0 bytes). Export it again."),
    (
        messages.not_a_table(),
        "This is no table: it holds a program or a picture. Upload the CSV, Excel or ZIP file as exported.",
    ),
    (
        messages.unreadable_file(A),
        "The file {0} cannot be opened. Make sure that it is still there and readable, then try again.",
    ),
    (
        messages.web_page(),
        "This is a web page (a log-in page, most likely), not an exported table. Log in to the platform again and export it once more.",
    ),
    (
        messages.encrypted_workbook(),
        "The workbook has a password. Remove it in Excel, save, and upload again.",
    ),
    (
        messages.broken_workbook(),
        "The workbook is damaged. Export it again, or open and save it in Excel.",
    ),
    (
        messages.workbook_too_large(),
        "The workbook is too large. Export shorter periods, or export CSV.",
    ),
    (
        messages.encrypted_archive(A),
        "{0} in the archive has a password. Unpack it first, then upload the tables.",
    ),
    (messages.broken_archive(), "The archive is damaged. Download it again."),
    (
        messages.archive_bomb(A),
        "{0} in the archive unpacks to an abnormal size: refused. Unpack it and upload only the tables you need.",
    ),
    (
        messages.archive_too_many(),
        "The archive holds too many files. Upload only the tables you need.",
    ),
    (messages.archive_too_deep(), "The archive holds archives too deep. Unpack it first."),
    (messages.archive_empty(), "The archive holds no detail table. Export it again."),
    (
        messages.line_too_long(),
        "One line is abnormally long (over 1 MB without a break): this is no table. Export it again.",
    ),
    (
        messages.row_too_long(),
        "One row is abnormally long (a quote without its pair, most likely). Export it again, or save it as CSV in Excel.",
    ),
    (
        messages.no_header(),
        'No known report: its first 40 rows hold no known header. Use "Map a new report" to say what its columns are.',
    ),
    (
        messages.lacks_columns(A, [B]),
        "It looks like {0}, but required columns are missing: {1}. Choose them when you export, and export again.",
    ),
    (
        messages.ambiguous([A]),
        "The file fits several reports: {0}. Choose more columns when you export, and export again.",
    ),
    (
        messages.not_yet(A),
        "This is {0}: recognised; a later version reads it.",
    ),
    (
        messages.unknown_shop([A]),
        "The file does not say whose it is, and the register holds: {0}. Choose the shop and import again.",
    ),
    (
        messages.unlike_shop(A, B),
        "The chosen shop {0} is not on the platform of {1}. Choose a shop of that platform.",
    ),
    (messages.header_only(A), "This is {0}: a header and no rows."),
    (messages.nothing_kept(A), "This is {0}, but no row could be kept; the counts say why."),
    (
        messages.internal(),
        "Something unexpected happened while reading; nothing was written. Export it again; if that does not help, tell your administrator.",
    ),
    (messages.replaced_characters(), "A few characters could not be read and were replaced by �."),
    (
        messages.totals_differ([A]),
        "The file's own totals differ from the sum of its rows: {0}.",
    ),
    (
        messages.footer_differs([A]),
        "The totals stated below the rows differ from them: {0}. The export may be incomplete: export it again and compare.",
    ),
    (messages.statuses_unknown([A]), 'Unknown status texts: {0}; they count as "unknown".'),
    (messages.second_table(), "The file holds a second table, which was not read."),
    (
        messages.DETAILS["destroyed_id"],
        "The number was turned into an exponent or lost its last digits in Excel, for good. Export it again and do not save it with Excel.",
    ),
    (
        messages.DETAILS["missing_key"],
        "The number is missing that says which record this is. Fill it in and import again.",
    ),
    (
        messages.DETAILS["bad_date"],
        "A date cannot be read. Write it as 2026-09-01 10:00:00 and import again.",
    ),
    (
        messages.DETAILS["bad_number"],
        "A figure cannot be read. Write it as 1234.50 and import again.",
    ),
    (
        messages.DETAILS["negative_reversal"],
        "A negative amount, a reversal made by hand; to count it would deduct twice. Check it in the refund file.",
    ),
    (
        messages.DETAILS["ragged_row"],
        "The row has more or fewer cells than the header (a comma or a line break inside a cell, most likely). Mend it and import again.",
    ),
)


def _pattern(sentence: str) -> re.Pattern[str]:
    text = re.escape(sentence)
    for hole in HOLES:
        text = text.replace(re.escape(hole), r"([^。]*?)")
    return re.compile(text)


# The fuller sentence first: one may be the end of another.
ENGLISH = sorted(
    ((_pattern(chinese), english) for chinese, english in PAIRS),
    key=lambda pair: len(pair[0].pattern),
    reverse=True,
)


def in_english(text: str) -> str:
    """Every sentence of the engine in the text, in English; what is not known stays as it is."""
    for pattern, english in ENGLISH:
        text = pattern.sub(partial(_filled, english), text)
    return text.strip()


def _filled(english: str, found: re.Match[str]) -> str:
    return english.format(*found.groups()) + " "

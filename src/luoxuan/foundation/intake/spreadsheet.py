"""Quarantined rows as a workbook; a cell that a spreadsheet would run stays a text."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _

from luoxuan.foundation.intake import words
from luoxuan.foundation.intake.selectors import RejectedRow

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?%?")


def escaped(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet, or a CSV made of it, would run."""
    if text.startswith(DANGEROUS) and not NUMBER.fullmatch(text):
        return "'" + text
    return text


def rejected_book(rows: Iterable[RejectedRow]) -> bytes:
    """One sheet: reason and place of each row, then its cells under the file's own headers."""
    held = list(rows)
    headers = list(dict.fromkeys(name for row in held for name in row.cells))
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(_("Quarantine"))
        for y, line in enumerate(_lines(held, headers)):
            for x, text in enumerate(line):
                sheet.write_string(y, x, text)
        sheet.freeze_panes(1, 0)
    return target.getvalue()


def _lines(rows: list[RejectedRow], headers: list[str]) -> Iterator[list[str]]:
    yield [_("Reason"), _("What to do"), _("Part"), _("Row"), *map(escaped, headers)]
    for row in rows:
        cells = [escaped(row.cells.get(name, "")) for name in headers]
        reason = words.word(words.REASONS, row.reason)
        yield [reason, words.sentence(row.detail), escaped(row.part), str(row.row_no), *cells]

"""From a report to the file a person downloads."""

import random
from collections.abc import Callable
from typing import NamedTuple

from luoxuan.demo.cells import Row
from luoxuan.demo.dirt import CLEAN, Report, Soil, soiled
from luoxuan.demo.window import Window

Period = tuple[int, int]
"""First and last day number."""

Write = Callable[[list[Row]], bytes]


class ExportFile(NamedTuple):
    """A file, and what it holds."""

    path: str
    data: bytes
    shop: str
    rows: int
    """Rows that are data: no totals, no repetitions."""
    first_day: str
    last_day: str
    soil: Soil = CLEAN
    copy_of: str = ""


class Draft(NamedTuple):
    """A report that is to become a file."""

    path: str
    shop: str
    period: Period
    report: Report

    def file(self, window: Window, write: Write, soil: Soil = CLEAN) -> ExportFile:
        """The file; the same report is soiled the same way every time."""
        rows = soiled(self.report, soil, random.Random(f"{self.path}/{len(self.report.rows)}"))
        first, last = (window.day_texts[day] for day in self.period)
        return ExportFile(
            self.path, write(rows), self.shop, len(self.report.rows), first, last, soil
        )


def quarter_name(window: Window, period: Period) -> str:
    """2026Q4."""
    day = window.day(period[0])
    return f"{day.year}Q{(day.month - 1) // 3 + 1}"

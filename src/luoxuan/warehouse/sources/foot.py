"""What a bill states beside its rows, mostly below them: totals that its rows must come to (9.2)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from luoxuan.warehouse.sources.clean.columns import Cells, holds
from luoxuan.warehouse.sources.clean.keys import KEPT_ROWS
from luoxuan.warehouse.sources.clean.macros import BAD_NUMBER
from luoxuan.warehouse.sources.clean.reasons import CODES, ROLLUP
from luoxuan.warehouse.sources.clean.table import TABLE
from luoxuan.warehouse.sources.clean.tally import scaled
from luoxuan.warehouse.sources.containers.part import OddRows
from luoxuan.warehouse.sources.layout import FooterCheck
from luoxuan.warehouse.sources.odd import Fates

MISMATCH = "footer_mismatch"
LONGEST = 20
"""Lines; a foot is short."""
_BELOW = frozenset({CODES["comment"], CODES["footer"], CODES["summary_row"]})
_AROUND = "\t \u00a0\u3000`'\"="


@dataclass
class Foot:
    """The lines below the rows of one table; they are no rows of the report."""

    checks: tuple[FooterCheck, ...]
    lines: list[list[str]] = field(default_factory=list)

    def cut(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The batch without the foot, where a workbook pads its lines to the width of the rows."""
        if not self._below or not batch.num_rows:
            return batch
        if self.lines:
            start = 0
        else:
            found = pc.match_substring_regex(batch.column(0), self._begins)
            start = pc.index(found, pa.scalar(True)).as_py()
            if start < 0 or batch.num_rows - start > LONGEST:
                return batch
        columns = [column.slice(start).to_pylist() for column in batch.columns[:-1]]
        self.lines += [_bare(row) for row in zip(*columns, strict=True)]
        return batch.slice(0, start)

    def parted(self, odd: OddRows, fates: Fates, last: int) -> Fates:
        """The fates of odd rows but for those of the foot; once it has begun, all that follows is foot."""
        if not self._below:
            return fates
        codes = dict(fates)
        for ordinal, row in odd.found:
            code = codes.get(ordinal)
            if ordinal > last and code is not None and (self.lines or code in _BELOW):
                self.lines.append(_bare(row))
                del codes[ordinal]
        return list(codes.items())

    @property
    def _below(self) -> list[FooterCheck]:
        """Totals that stand below the rows."""
        return [check for check in self.checks if check.rollup is None]

    @property
    def _begins(self) -> str:
        marks = [c.pattern if c.pattern else f"^[\\s`]*{re.escape(c.label or '')}[\\s`]*$" for c in self._below]  # fmt: skip
        return "|".join(f"(?:{mark})" for mark in marks)

    def said(self, check: FooterCheck) -> Decimal | None:
        """What the foot states; None where it does not."""
        text = self._labelled(check.label) if check.label else self._matched(check.pattern or "")
        try:
            return Decimal(text.replace(",", "")) if text else None
        except ArithmeticError:
            return None

    def _matched(self, pattern: str) -> str | None:
        found = re.search(pattern, "\n".join(",".join(row) for row in self.lines))
        return found.group(1) if found else None

    def _labelled(self, label: str) -> str | None:
        for row, below in zip(self.lines, self.lines[1:], strict=False):
            for place, cell in enumerate(row):
                if cell == label and place < len(below):
                    return below[place]
        return None

    def checked(self, session: Any, cells: Cells) -> dict[str, str]:
        """Each stated total beside what the rows come to."""
        verdicts: dict[str, str] = {}
        for check in self.checks:
            said = _rolled_up(session, cells, check) if check.rollup else self.said(check)
            ours = _added(session, cells, check) if said is not None else None
            if said is None or ours is None:
                continue
            is_equal = abs(said) == abs(ours)
            verdicts[check.name] = (
                "equal"
                if is_equal
                else f"file says {scaled(said, 0):f}, rows add up to {scaled(ours, 0):f}"
            )
        return verdicts


def _bare(row: Sequence[str | None]) -> list[str]:
    return [(cell or "").strip(_AROUND) for cell in row]


def _rolled_up(session: Any, cells: Cells, check: FooterCheck) -> Decimal | None:
    """What the roll-up rows of the report state together; None where none of them does."""
    cell = cells.by_name.get(check.rollup or "")
    if cell is None:
        return None
    value = f"sum(NULLIF({cell.value}, {BAD_NUMBER}))"
    found = session.execute(f"SELECT {value} FROM {TABLE} WHERE why = {ROLLUP}").fetchone()
    return None if found[0] is None else Decimal(found[0])


def _added(session: Any, cells: Cells, check: FooterCheck) -> Decimal | None:
    """The sum or the number of the rows a total speaks of; None where a column is not in the file."""
    cell = cells.by_name.get(check.column or "")
    if (check.column and cell is None) or any(name not in cells.by_name for name in check.where):
        return None
    value = f"COALESCE(sum({cell.value}), 0)" if cell else "count(*)"
    tests = [holds(cells.by_name[name], texts) for name, texts in check.where.items()]
    where = f" WHERE {' AND '.join(tests)}" if tests else ""
    found = session.execute(f"SELECT {value} FROM {KEPT_ROWS}{where}").fetchone()
    return Decimal(found[0])

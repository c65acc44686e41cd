"""The report of one table, from what was counted, added up and compared (9.2)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from luoxuan.warehouse.sources import messages
from luoxuan.warehouse.sources.clean.columns import Cells
from luoxuan.warehouse.sources.clean.tally import Counts, exact_sums, scales_of, totals_checked
from luoxuan.warehouse.sources.emit.query import Plan
from luoxuan.warehouse.sources.foot import MISMATCH, Foot
from luoxuan.warehouse.sources.report import FileReport
from luoxuan.warehouse.tables import TABLES

Plans = dict[str, list[Plan]]


@dataclass(frozen=True)
class Found:
    """What a run found out of its rows."""

    base: FileReport
    cells: Cells
    counts: Counts
    distinct: int
    unknown: tuple[str, ...]
    """Status texts without a meaning."""
    foot: Foot

    def report(
        self, session: Any, plans: Plans, sample: Sequence[Sequence[str]], note: str
    ) -> FileReport:
        """The whole report."""
        bound, counts = self.cells.bound, self.counts
        once, plain = exact_sums(session, self.cells, scales_of(self.cells, sample))
        checked = totals_checked(session, self.cells, once, plain)
        stated = self.foot.checked(session, self.cells)
        first_day, last_day = days_of(session, plans)
        affected = dict.fromkeys(m for n in bound.missing for m in bound.columns[n].affects)
        return replace(
            self.base,
            status="imported",
            message="".join([*self._sentences(checked, stated), note]),
            rows_read=counts.read,
            rows_kept=counts.kept,
            rows_merged=counts.merged,
            dropped=counts.dropped,
            quarantined=counts.quarantined,
            distinct_keys=self.distinct,
            sums=once,
            totals_check=checked,
            footer_check=stated,
            findings=(MISMATCH,) if _differing(stated) else (),
            missing_columns=bound.missing,
            unknown_columns=bound.unknown,
            unknown_statuses=self.unknown,
            affected_metrics=tuple(affected),
            first_day=first_day,
            last_day=last_day,
        )

    def _sentences(self, checked: dict[str, str], stated: dict[str, str]) -> list[str]:
        title = self.cells.layout.title
        said: list[str] = []
        if self.counts.read == 0:
            said.append(messages.header_only(title))
        elif self.counts.kept == 0:
            said.append(messages.nothing_kept(title))
        if differing := _differing(checked):
            said.append(messages.totals_differ(differing))
        if differing := _differing(stated):
            said.append(messages.footer_differs(differing))
        if self.unknown:
            said.append(messages.statuses_unknown(list(self.unknown)))
        return said


def _differing(checked: dict[str, str]) -> list[str]:
    return [name for name, verdict in checked.items() if verdict != "equal"]


def days_of(session: Any, plans: Plans) -> tuple[str | None, str | None]:
    """First and last day of the first table that has days."""
    for name, table_plans in plans.items():
        day = TABLES[name].day
        for plan in table_plans:
            if day in plan.varying:
                first, last = session.execute(
                    f"SELECT min({day})::VARCHAR, max({day})::VARCHAR FROM ({plan.sql})"
                ).fetchone()
                return first, last
            if (value := plan.constants.get(day or "")) is not None:
                return str(value), str(value)
    return None, None

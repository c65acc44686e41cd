"""One table of a file from its header to its canonical rows (9.1)."""

import shutil
import uuid
from dataclasses import dataclass, replace
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from luoxuan.warehouse.sources import messages
from luoxuan.warehouse.sources.clean.cells import quick_number_macro
from luoxuan.warehouse.sources.clean.columns import Cells
from luoxuan.warehouse.sources.clean.keys import kept_view, losers_find
from luoxuan.warehouse.sources.clean.macros import macros
from luoxuan.warehouse.sources.clean.reasons import CODES
from luoxuan.warehouse.sources.clean.table import Manner, clean_table
from luoxuan.warehouse.sources.clean.tally import (
    Counts,
    counts_of,
    exact_sums,
    scales_of,
    totals_checked,
)
from luoxuan.warehouse.sources.containers.part import Part
from luoxuan.warehouse.sources.containers.textpart import TextPart
from luoxuan.warehouse.sources.context import ReadContext
from luoxuan.warehouse.sources.detect import Bound
from luoxuan.warehouse.sources.emit.query import Plan, emit_plan
from luoxuan.warehouse.sources.emit.scope import FileFacts, Scope
from luoxuan.warehouse.sources.freshness import as_of_of, decimal_comma, described_rows, shop_names
from luoxuan.warehouse.sources.limits import MEMORY, ROWS_PER_BATCH, SMALL_BYTES
from luoxuan.warehouse.sources.marks import Marks
from luoxuan.warehouse.sources.reading import Reading, query_batches
from luoxuan.warehouse.sources.recognition import Recognized
from luoxuan.warehouse.sources.rejects import rejected_rows
from luoxuan.warehouse.sources.report import FileReport
from luoxuan.warehouse.sources.shops import ChosenShop, shop_of
from luoxuan.warehouse.sources.source import Source
from luoxuan.warehouse.sources.staging import Stage
from luoxuan.warehouse.tables import TABLES
from luoxuan.warehouse.tables.arrow import arrow_schema

SMALL_ROWS = 100_000
"""A reading of fewer rows keeps them in memory and lets its store go."""


@dataclass
class TableRequest:
    """One table to be read, and where."""

    part: Part
    recognized: Recognized
    base: FileReport
    context: ReadContext
    workdir: Path

    @property
    def report(self) -> FileReport:
        """What can be said before a row is read."""
        match = self.recognized.match
        report = replace(
            self.base,
            member=self.part.member,
            sheet=self.part.sheet,
            encoding=self.part.encoding,
            header_line=self.recognized.header_line,
            message=self.recognized.problem,
        )
        if match is None:
            return replace(report, header_line=None)
        layout = match.layout
        return replace(report, platform=layout.platform, dataset=layout.dataset, layout=layout.id)


def table_read(request: TableRequest) -> Reading:
    """Read the table, or say why not. Raises RefusedError for what a person can mend."""
    bound, report = request.recognized.bound, request.report
    if bound is None:
        return Reading(report)
    layout = bound.layout
    if layout.refuse:
        return Reading(replace(report, message=layout.refuse))
    if not layout.supported:
        return Reading(
            replace(report, status="not_supported", message=messages.not_yet(layout.title))
        )
    if bound.lacking:
        return Reading(replace(report, message=messages.lacks_columns(layout.title, bound.lacking)))
    chosen = shop_of(bound, request.context, shop_names(bound, request.recognized))
    return TableRun(request, bound, chosen).read()


class TableRun:
    """The run over one table: its private store, its steps."""

    def __init__(self, request: TableRequest, bound: Bound, chosen: ChosenShop) -> None:
        self.request = request
        self.bound = bound
        self.chosen = chosen
        self.cells = Cells(bound)
        self.layout = bound.layout
        self.zone = self.layout.zone or chosen.shop.zone
        self.described = described_rows(bound, request.recognized)
        self.first = (request.recognized.row or 0) + 1 + self.described
        self.folder = request.workdir / f"table-{uuid.uuid4().hex[:12]}"
        self.folder.mkdir(mode=0o700)
        self.session = self._open_store()
        self.facts = FileFacts(request.base.path, request.recognized.preamble)
        self.as_of = as_of_of(self.layout, self.facts, self.zone) or request.context.imported_at

    def read(self) -> Reading:
        """All steps, one after the other; the store is let go where one fails."""
        try:
            return self._read()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let the store go; the stage stays."""
        self.session.close()
        for path in self.folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)

    def _read(self) -> Reading:
        source = self._load()
        distinct = losers_find(self.session, self.cells)
        kept_view(self.session, self.cells)
        counts = counts_of(self.session)
        for _ordinal, code in source.fates:
            counts.add(code, 1)
        if self.described:
            counts.add(CODES["comment"], self.described)
        staged = source.stage.close()
        plans, unknown = self._plans()
        report = self._report(counts, distinct, unknown, plans)
        reading = Reading(report, self.chosen.shop, self.chosen.is_new, plans, staged=staged)
        reading.open_query = partial(query_batches, self.session, rows=ROWS_PER_BATCH)
        reading.close_store = self.close
        self._side_tables(reading, source, staged)
        if counts.read <= SMALL_ROWS:
            reading.settle()
        return reading

    def _open_store(self) -> Any:
        size = self._size()
        config = {
            "memory_limit": MEMORY,
            "temp_directory": str(self.folder / "spill"),
            "preserve_insertion_order": "false",
        }
        if size < SMALL_BYTES:
            config["threads"] = "1"
        session = duckdb.connect(":memory:", config=config)
        session.execute("SET TimeZone = 'UTC'")
        return session

    def _size(self) -> int:
        part = self.request.part
        return part.path.stat().st_size if isinstance(part, TextPart) else 0

    def _load(self) -> Source:
        """Fill the clean table; where the fast reader gives up, once more with the exact one."""
        part = self.request.part
        marks = part.marks(self.first)
        sample = self.request.recognized.sample(1 + self.described)
        manner = Manner(marks, self.zone, decimal_comma(self.cells, part.delimiter, sample))
        self.session.execute(
            macros(
                zone=self.zone, day_first=self.layout.day_first, decimal_comma=manner.decimal_comma
            )
            + quick_number_macro()
        )
        sql = clean_table(self.cells, manner, "incoming")
        try:
            return self._run(sql, marks)
        except pa.ArrowInvalid:
            if not isinstance(part, TextPart) or part.is_plain:
                raise
            part.is_plain = True
            self.session.execute("DROP TABLE IF EXISTS clean")
            return self._run(sql, marks)

    def _run(self, sql: str, marks: Marks) -> Source:
        stage = Stage(self.folder / "stage.parquet", self.bound)
        source = Source(
            self.request.part,
            self.first,
            self.cells,
            stage,
            self.described,
            marks.escaped and self._is_text(),
        )
        self.session.register("incoming", source.reader())
        try:
            self.session.execute(sql)
        except duckdb.Error:
            stage.abandon()
            if source.error is not None:
                raise source.error from None
            raise
        finally:
            self.session.unregister("incoming")
        return source

    def _is_text(self) -> bool:
        return isinstance(self.request.part, TextPart)

    def _lineage(self) -> dict[str, Any]:
        context = self.request.context
        return {
            "import_id": context.import_id,
            "file_sha256": self.request.base.sha256,
            "layout": self.layout.id,
            "source_as_of": self.as_of,
            "imported_at": context.imported_at.astimezone(UTC),
        }

    def _plans(self) -> tuple[dict[str, list[Plan]], tuple[str, ...]]:
        scope = Scope(
            self.cells, self.chosen.shop, self.zone, self.facts, self.request.context.pseudonym_key
        )
        plans: dict[str, list[Plan]] = {}
        for emit in self.layout.emit:
            plan = emit_plan(emit, scope, self.session, self._lineage())
            plans.setdefault(emit.table, []).append(plan)
        return plans, tuple(scope.unknown)

    def _report(
        self,
        counts: Counts,
        distinct: int,
        unknown: tuple[str, ...],
        plans: dict[str, list[Plan]],
    ) -> FileReport:
        sample = self.request.recognized.sample(self.layout.data_offset)
        once, plain = exact_sums(self.session, self.cells, scales_of(self.cells, sample))
        checked = totals_checked(self.session, self.cells, once, plain)
        first_day, last_day = self._days(plans)
        missing = self.bound.missing
        affected = dict.fromkeys(m for n in missing for m in self.bound.columns[n].affects)
        return replace(
            self.request.report,
            status="imported",
            message=self._message(counts, checked, unknown),
            rows_read=counts.read,
            rows_kept=counts.kept,
            rows_merged=counts.merged,
            dropped=counts.dropped,
            quarantined=counts.quarantined,
            distinct_keys=distinct,
            sums=once,
            totals_check=checked,
            missing_columns=missing,
            unknown_columns=self.bound.unknown,
            unknown_statuses=unknown,
            affected_metrics=tuple(affected),
            first_day=first_day,
            last_day=last_day,
            import_id=self.request.context.import_id,
        )

    def _message(self, counts: Counts, checked: dict[str, str], unknown: tuple[str, ...]) -> str:
        said: list[str] = []
        if counts.read == 0:
            said.append(messages.header_only(self.layout.title))
        elif counts.kept == 0:
            said.append(messages.nothing_kept(self.layout.title))
        if differing := [name for name, word in checked.items() if word != "equal"]:
            said.append(messages.totals_differ(differing))
        if unknown:
            said.append(messages.statuses_unknown(list(unknown)))
        if self.request.part.note:
            said.append(self.request.part.note)
        return "".join(said)

    def _days(self, plans: dict[str, list[Plan]]) -> tuple[str | None, str | None]:
        for name, table_plans in plans.items():
            day = TABLES[name].day
            for plan in table_plans:
                if day in plan.varying:
                    found = self.session.execute(
                        f"SELECT min({day})::VARCHAR, max({day})::VARCHAR FROM ({plan.sql})"
                    ).fetchone()
                    return (found[0], found[1])
                if (value := plan.constants.get(day or "")) is not None:
                    return str(value), str(value)
        return None, None

    def _side_tables(self, reading: Reading, source: Source, staged: Path | None) -> None:
        """The shop as it was, and the rows in quarantine."""
        shop = self.chosen.shop
        lineage = self._lineage() | {
            "platform": shop.platform,
            "shop_key": shop.key,
            "record_rank": 1,
            "source_row_no": 0,
        }
        part = reading.report.sheet or reading.report.member or ""
        rejected = rejected_rows(
            self.session, self.cells, staged, source.fates, lineage | {"part": part}
        )
        if rejected is not None:
            reading.ready["rejected_rows"] = rejected
        own = {
            name: getattr(shop, name) for name in ("name", "platform_shop_id", "zone", "currency")
        }
        reading.ready["shops"] = _one_row("shops", lineage | own)


def _one_row(table: str, row: dict[str, Any]) -> pa.Table:
    return pa.Table.from_pylist([row], schema=arrow_schema(TABLES[table]))

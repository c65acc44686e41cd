"""One table of a file from its header to its canonical rows (9.1)."""

import uuid
from dataclasses import dataclass, replace
from datetime import UTC
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
)
from luoxuan.warehouse.sources.containers.part import Part
from luoxuan.warehouse.sources.containers.textpart import TextPart
from luoxuan.warehouse.sources.context import ReadContext
from luoxuan.warehouse.sources.corrections import overlay_of
from luoxuan.warehouse.sources.detect import Bound
from luoxuan.warehouse.sources.emit.query import Plan, emit_plan
from luoxuan.warehouse.sources.emit.scope import FileFacts, Scope
from luoxuan.warehouse.sources.findings import Found
from luoxuan.warehouse.sources.freshness import (
    as_of_of,
    decimal_comma,
    described_rows,
    shop_names,
    wrapped_places,
)
from luoxuan.warehouse.sources.limits import SMALL_BYTES
from luoxuan.warehouse.sources.marks import Marks
from luoxuan.warehouse.sources.persons import (
    personal_names,
    persons_take,
    phone_identity,
    roles_of,
)
from luoxuan.warehouse.sources.reading import Reading
from luoxuan.warehouse.sources.recognition import Recognized
from luoxuan.warehouse.sources.rejects import rejected_rows
from luoxuan.warehouse.sources.report import FileReport
from luoxuan.warehouse.sources.shops import ChosenShop, shop_of
from luoxuan.warehouse.sources.source import Source
from luoxuan.warehouse.sources.staging import Stage
from luoxuan.warehouse.sources.store import WAITING, Store
from luoxuan.warehouse.tables import TABLES
from luoxuan.warehouse.tables.arrow import arrow_schema

FEW_ROWS = 5_000
"""A reading of so few rows keeps them in memory."""
MANY_ROWS = 200_000
"""A reading of fewer rows writes them to disk at once; of more it waits whether they are fetched first."""


@dataclass
class TableRequest:
    """One table to be read, and where."""

    part: Part
    recognized: Recognized
    base: FileReport
    context: ReadContext
    workdir: Path

    @property
    def name(self) -> str:
        """What the part is called among those of its file: sheet or zip member, empty text for a plain file."""
        return self.part.sheet or self.part.member or ""

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
        self.roles = roles_of(bound) if request.context.persons else ()
        self.cells = Cells(bound, personal_names(self.roles))
        self.layout = bound.layout
        self.zone = self.layout.zone or chosen.shop.zone
        self.described = described_rows(bound, request.recognized)
        self.first = (request.recognized.row or 0) + 1 + self.described
        self.folder = request.workdir / f"table-{uuid.uuid4().hex[:12]}"
        self.folder.mkdir(mode=0o700)
        self.is_large = False
        self.sample = request.recognized.sample(1 + self.described)
        self.store = self._open_store()
        self.session = self.store.session
        self.facts = FileFacts(request.base.path, request.recognized.preamble)
        self.as_of = as_of_of(self.layout, self.facts, self.zone) or request.context.imported_at

    def read(self) -> Reading:
        """All steps, one after the other; the store is let go where one fails."""
        try:
            return self._read()
        except BaseException:
            self.store.close()
            raise

    def _read(self) -> Reading:
        source = self._load()
        distinct = losers_find(self.session, self.cells)
        kept_view(self.session, self.cells)
        counts = self._counts(source)
        staged = source.stage.close()
        plans, unknown = self._plans()
        found = Found(self.request.report, self.cells, counts, distinct, unknown, source.foot)
        report = found.report(self.session, plans, self.sample, self.request.part.note)
        report = replace(report, import_id=self.request.context.import_id)
        reading = Reading(report, self.chosen.shop, self.chosen.is_new, plans, staged=staged)
        self._side_tables(reading, source, staged)
        if self.request.context.persons is not None:
            persons_take(self.session, self.cells, self.roles, self.request.context.persons)
        reading.store = self.store
        if counts.read <= FEW_ROWS:
            reading.settle()
        elif counts.read <= MANY_ROWS:
            reading.park()
        else:
            WAITING.add(reading)
        return reading

    def _counts(self, source: Source) -> Counts:
        counts = counts_of(self.session)
        for _ordinal, code in source.fates:
            counts.add(code, 1)
        if self.described:
            counts.add(CODES["comment"], self.described)
        return counts

    def _open_store(self) -> Store:
        part = self.request.part
        size = part.path.stat().st_size if isinstance(part, TextPart) else len(part.heads()[0].rows)
        self.is_large = size >= SMALL_BYTES
        if self.is_large:
            WAITING.park_all()
        return Store(self.folder, size)

    def _load(self) -> Source:
        """Fill the clean table; where the fast reader gives up, once more with the exact one."""
        part = self.request.part
        marks = part.marks(self.first)
        comma = decimal_comma(self.cells, part.delimiter, self.sample)
        wrapped = wrapped_places(self.cells, self.sample)
        manner = Manner(marks, self.zone, comma, self.is_large, wrapped)
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
            overlay_of(self.request.context.corrections, self.request.name, self.bound.names),
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
            self.cells,
            self.chosen.shop,
            self.zone,
            self.facts,
            self.request.context.pseudonym_key,
            self.request.context.shops,
            self.as_of,
            self._phone_identity(),
        )
        plans: dict[str, list[Plan]] = {}
        for emit in self.layout.emit:
            plan = emit_plan(emit, scope, self.session, self._lineage())
            plans.setdefault(emit.table, []).append(plan)
        return plans, tuple(scope.unknown)

    def _phone_identity(self) -> str:
        taker = self.request.context.persons
        if taker is None or not self.roles:
            return ""
        return phone_identity(self.cells, self.roles, taker.token_key)

    def _side_tables(self, reading: Reading, source: Source, staged: Path | None) -> None:
        """The shop as it was, and the rows in quarantine."""
        shop = self.chosen.shop
        lineage = self._lineage() | {
            "platform": shop.platform,
            "shop_key": shop.key,
            "record_rank": 1,
            "source_row_no": 0,
        }
        rejected = rejected_rows(
            self.session, self.cells, staged, source.fates, lineage | {"part": self.request.name}
        )
        if rejected is not None:
            reading.ready["rejected_rows"] = rejected
        if self.layout.brand_wide:
            return
        own = {
            name: getattr(shop, name) for name in ("name", "platform_shop_id", "zone", "currency")
        }
        reading.ready["shops"] = _one_row("shops", lineage | own)


def _one_row(table: str, row: dict[str, Any]) -> pa.Table:
    return pa.Table.from_pylist([row], schema=arrow_schema(TABLES[table]))

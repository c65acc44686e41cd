"""The rows of one table on their way into the engine: staged, counted, odd ones settled (9.1)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from luoxuan.warehouse.sources import messages
from luoxuan.warehouse.sources.clean.columns import Cells
from luoxuan.warehouse.sources.clean.reasons import CODES
from luoxuan.warehouse.sources.containers.part import ORDINAL, OddRows, Part, batch_schema
from luoxuan.warehouse.sources.containers.rows import rows_batch
from luoxuan.warehouse.sources.corrections import Overlay
from luoxuan.warehouse.sources.foot import Foot
from luoxuan.warehouse.sources.odd import Fates, odd_settled
from luoxuan.warehouse.sources.refusal import RefusedError
from luoxuan.warehouse.sources.staging import Stage

MOST_ODD = 200
"""More odd rows than good ones: the cells are not cut as the header says."""
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass
class Source:
    """One pass over a table."""

    part: Part
    first: int
    cells: Cells
    stage: Stage
    shift: int = 0
    """Rows between the header and the first row read; ordinals count them."""
    is_escaped: bool = False
    overlay: Overlay | None = None
    fates: Fates = field(default_factory=list)
    error: BaseException | None = None
    rows: int = 0

    def __post_init__(self) -> None:
        self.foot = Foot(self.cells.layout.footer)

    @property
    def width(self) -> int:
        """Cells in a row."""
        return len(self.cells.bound.names)

    def reader(self) -> pa.RecordBatchReader:
        """The rows as Arrow batches of texts."""
        return pa.RecordBatchReader.from_batches(batch_schema(self.width), self._batches())

    def _batches(self) -> Iterator[pa.RecordBatch]:
        try:
            for batch in self._settled():
                whole = self._unescaped(batch) if self.is_escaped else batch
                whole = self._shifted(whole) if self.shift else whole
                whole = self.overlay.applied(whole) if self.overlay else whole
                self.rows += whole.num_rows
                self.stage.write(whole)
                yield whole
        except BaseException as error:
            self.error = error
            raise

    def _settled(self) -> Iterator[pa.RecordBatch]:
        """The good rows, then those that could be set right."""
        odd = OddRows(self.width)
        last = 0
        for whole in self.part.batches(self.first, odd):
            batch = self.foot.cut(whole)
            if batch.num_rows:
                last = int(batch.column(self.width)[-1].as_py())
                yield batch
        if odd.count > MOST_ODD and odd.count > self.rows:
            raise RefusedError(messages.row_too_long(), self.part.member)
        fixed, self.fates = odd_settled(odd, self.cells, last)
        self.fates = self.foot.parted(odd, self.fates, last)
        self.fates = [(ordinal + self.shift, code) for ordinal, code in self.fates]
        self.fates += [(0, CODES["ragged_row"])] * odd.surplus
        if fixed:
            yield rows_batch([row for _n, row in fixed], [n for n, _row in fixed], self.width)

    def _shifted(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        ordinals = pc.add(batch.column(ORDINAL), self.shift)
        return pa.record_batch([*batch.columns[:-1], ordinals], schema=batch.schema)

    def _unescaped(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        columns = [
            _decoded(column)
            if place < self.width and pc.any(pc.match_substring(column, "_x0")).as_py()
            else column
            for place, column in enumerate(batch.columns)
        ]
        return pa.record_batch(columns, schema=batch.schema)


def _decoded(column: pa.Array) -> pa.Array:
    """_x002B_ is a plus sign; each different text once."""
    coded = column.dictionary_encode()
    texts = [
        _ESCAPE.sub(lambda found: chr(int(found.group(1), 16)), text)
        for text in coded.dictionary.to_pylist()
    ]
    return pa.array(texts, pa.string()).take(coded.indices)

"""Tables whose rows are in memory: sheets of workbooks and tables of web pages (9.1)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from luoxuan.warehouse.sources.containers.part import Head, OddRows
from luoxuan.warehouse.sources.containers.rows import row_batches
from luoxuan.warehouse.sources.limits import HEAD_ROWS, SAMPLE_ROWS
from luoxuan.warehouse.sources.marks import ALL, Marks


@dataclass
class SheetPart:
    """A sheet: every row has as many cells as the widest; what is missing is empty."""

    rows: Sequence[Sequence[str]]
    member: str | None = None
    sheet: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    note: str = field(default="")

    def heads(self) -> Sequence[Head]:
        """The only way to see it."""
        top = self.rows[: HEAD_ROWS + SAMPLE_ROWS]
        return (Head(top, range(1, len(top) + 1)),)

    def choose(self, way: int) -> None:
        """There is one way only."""

    def marks(self, first: int) -> Marks:  # noqa: ARG002 - the protocol of parts
        """Not looked at: sheets are small."""
        return ALL

    def batches(self, first: int, odd: OddRows) -> Iterator[pa.RecordBatch]:
        """Rows cut or filled to the header's width; a row with more content than that is odd."""
        width = odd.width

        def fitted() -> Iterator[tuple[int, Sequence[str]]]:
            for ordinal, row in enumerate(self.rows[first:], start=1):
                if len(row) > width and not any(row[width:]):
                    yield ordinal, row[:width]
                elif len(row) < width:
                    yield ordinal, [*row, *[""] * (width - len(row))]
                else:
                    yield ordinal, row

        return row_batches(fitted(), odd)

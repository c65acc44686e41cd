"""One table of a file before anything is known of it (9.1)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import pyarrow as pa

from luoxuan.warehouse.sources.limits import ODD_ROWS
from luoxuan.warehouse.sources.marks import Marks

ORDINAL = "n"
"""The column with the ordinal of the row below the header, from 1."""


def cell_names(width: int) -> list[str]:
    """Names of the cells in a batch: by place."""
    return [f"c{place}" for place in range(width)]


def batch_schema(width: int) -> pa.Schema:
    """Every cell a text, and the ordinal."""
    return pa.schema([(name, pa.string()) for name in cell_names(width)] + [(ORDINAL, pa.int64())])


@dataclass
class OddRows:
    """Rows with the wrong number of cells: they are set right or told apart one by one."""

    width: int
    found: list[tuple[int, list[str]]] = field(default_factory=list)
    surplus: int = 0
    """Odd rows beyond those that are looked at; they are quarantined unseen."""

    @property
    def count(self) -> int:
        """All odd rows."""
        return len(self.found) + self.surplus

    def add(self, ordinal: int, cells: list[str]) -> None:
        """Keep one, up to a bound."""
        if len(self.found) < ODD_ROWS:
            self.found.append((ordinal, cells))
        else:
            self.surplus += 1


@dataclass(frozen=True)
class Head:
    """Rows at the top, as cells, each with the physical line it begins on (from 1)."""

    rows: Sequence[Sequence[str]]
    lines: Sequence[int]


class Part(Protocol):
    """One table: a text, a sheet, a table of a page, or one of these inside an archive."""

    member: str | None
    sheet: str | None
    encoding: str | None
    delimiter: str | None

    def heads(self) -> Sequence[Head]:
        """The top of the table, once per way of cutting it into cells."""

    def choose(self, way: int) -> None:
        """Settle on one way of cutting."""

    def marks(self, first: int) -> Marks:
        """The dirt below row `first` of the head."""

    def batches(self, first: int, odd: OddRows) -> Iterator[pa.RecordBatch]:
        """All rows from row `first` of the head on; those of another width go to `odd`."""

    @property
    def note(self) -> str:
        """Something the report should say of the reading."""

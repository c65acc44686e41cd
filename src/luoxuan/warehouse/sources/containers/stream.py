"""The fast reader: UTF-8 in blocks to Arrow batches of texts, odd rows set aside with their ordinal (9.1)."""

import csv
from collections.abc import Iterator
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.csv

from luoxuan.warehouse.sources.containers.part import OddRows, batch_schema, cell_names
from luoxuan.warehouse.sources.limits import BLOCK_BYTES


def csv_batches(
    stream: BinaryIO, delimiter: str, odd: OddRows, *, has_quotes: bool
) -> Iterator[pa.RecordBatch]:
    """Batches of all rows that have the width; the others go to `odd`. Raises pa.ArrowInvalid."""
    names = cell_names(odd.width)
    places: list[int] = []

    def aside(row: Any) -> str:
        places.append(row.number)
        odd.add(row.number, next(csv.reader([row.text], delimiter=delimiter), []))
        return "skip"

    with stream:
        try:
            reader = pyarrow.csv.open_csv(
                pa.PythonFile(stream, mode="r"),
                read_options=pyarrow.csv.ReadOptions(
                    use_threads=False, block_size=BLOCK_BYTES, column_names=names
                ),
                parse_options=pyarrow.csv.ParseOptions(
                    delimiter=delimiter,
                    invalid_row_handler=aside,
                    ignore_empty_lines=False,
                    newlines_in_values=has_quotes,
                ),
                convert_options=pyarrow.csv.ConvertOptions(
                    column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
                ),
            )
        except pa.ArrowInvalid as error:
            if "Empty CSV" in str(error):
                return
            raise
        yield from _numbered(reader, places, odd.width)


def _numbered(
    reader: Any, places: list[int], width: int
) -> Iterator[pa.RecordBatch]:
    """Give each row its ordinal among all rows, the odd ones counted."""
    schema = batch_schema(width)
    first = 1
    for batch in reader:
        if batch.num_rows == 0:
            continue
        ordinals = _ordinals(first, batch.num_rows, places)
        first = int(ordinals[-1]) + 1
        yield pa.record_batch([*batch.columns, pa.array(ordinals)], schema=schema)


def _ordinals(first: int, count: int, places: list[int]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """`count` numbers from `first` on, leaving out those in `places`, which are sorted."""
    ahead = np.asarray([place for place in places if place >= first], dtype=np.int64)
    span = np.arange(first, first + count + len(ahead), dtype=np.int64)
    return np.asarray(np.setdiff1d(span, ahead, assume_unique=True)[:count])

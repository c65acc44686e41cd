"""The fast reader: text in blocks to Arrow batches, odd rows set aside with their ordinal (9.1)."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv

from luoxuan.warehouse.sources.containers.decoding import Carried, Decoder
from luoxuan.warehouse.sources.containers.part import OddRows, batch_schema, cell_names
from luoxuan.warehouse.sources.limits import BLOCK_BYTES


@dataclass(frozen=True)
class Stretch:
    """The rows of a text: from where, and how they are cut."""

    path: Path
    start: int
    delimiter: str
    has_quotes: bool


def csv_batches(
    stretch: Stretch, odd: OddRows, decoder: Decoder | None
) -> Iterator[pa.RecordBatch]:
    """Batches of all rows that have the width; the others go to `odd`. Raises pa.ArrowInvalid.

    Without a decoder the text is sound UTF-8.
    """
    places: list[int] = []

    def aside(row: Any) -> str:
        places.append(row.number)
        text = row.text if decoder is None else decoder.text(row.text)
        odd.add(row.number, next(csv.reader([text], delimiter=stretch.delimiter), []))
        return "skip"

    with _stream(stretch, decoder) as file:
        try:
            reader = _opened(file, stretch, odd.width, aside)
        except pa.ArrowInvalid as error:
            if "Empty CSV" in str(error):
                return
            raise
        yield from _numbered(reader, places, odd.width, decoder)


def _stream(stretch: Stretch, decoder: Decoder | None) -> Any:
    if decoder is None:
        file = pa.OSFile(str(stretch.path), "rb")
        file.seek(stretch.start)
        return file
    raw = stretch.path.open("rb")
    raw.seek(stretch.start)
    return pa.PythonFile(Carried(raw), mode="r")


def _opened(file: Any, stretch: Stretch, width: int, aside: Any) -> Any:
    names = cell_names(width)
    return pyarrow.csv.open_csv(
        file,
        read_options=pyarrow.csv.ReadOptions(
            use_threads=False, block_size=BLOCK_BYTES, column_names=names
        ),
        parse_options=pyarrow.csv.ParseOptions(
            delimiter=stretch.delimiter,
            invalid_row_handler=aside,
            ignore_empty_lines=False,
            newlines_in_values=stretch.has_quotes,
        ),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()),
            strings_can_be_null=False,
            check_utf8=False,
        ),
    )


def _numbered(
    reader: Any, places: list[int], width: int, decoder: Decoder | None
) -> Iterator[pa.RecordBatch]:
    """Give each row its ordinal among all rows, the odd ones counted."""
    schema = batch_schema(width)
    first = 1
    for batch in reader:
        if batch.num_rows == 0:
            continue
        ordinals = _ordinals(first, batch.num_rows, places)
        first = int(ordinals[-1]) + 1
        columns = batch.columns if decoder is None else [decoder.column(c) for c in batch.columns]
        yield pa.record_batch([*columns, pa.array(ordinals)], schema=schema)


def _ordinals(first: int, count: int, places: list[int]) -> np.ndarray[Any, np.dtype[np.int64]]:
    """`count` numbers from `first` on, leaving out those in `places`, which are sorted."""
    ahead = np.asarray([place for place in places if place >= first], dtype=np.int64)
    span = np.arange(first, first + count + len(ahead), dtype=np.int64)
    if not len(ahead):
        return span
    return np.asarray(np.setdiff1d(span, ahead, assume_unique=True)[:count])

"""Rows that are already cut into texts: sheets, tables of web pages, small or difficult texts (9.1)."""

from collections.abc import Iterable, Iterator, Sequence

import pyarrow as pa

from luoxuan.warehouse.sources.containers.part import OddRows, batch_schema
from luoxuan.warehouse.sources.limits import ROWS_PER_BATCH


def row_batches(
    rows: Iterable[tuple[int, Sequence[str]]], odd: OddRows
) -> Iterator[pa.RecordBatch]:
    """Batches of the rows of the right width; a missing or empty tail is set right in passing."""
    ordinals: list[int] = []
    block: list[Sequence[str]] = []
    for ordinal, row in rows:
        if len(row) != odd.width:
            odd.add(ordinal, list(row))
            continue
        ordinals.append(ordinal)
        block.append(row)
        if len(block) >= ROWS_PER_BATCH:
            yield rows_batch(block, ordinals, odd.width)
            ordinals, block = [], []
    if block:
        yield rows_batch(block, ordinals, odd.width)


def rows_batch(
    block: Sequence[Sequence[str]], ordinals: Sequence[int], width: int
) -> pa.RecordBatch:
    """One batch of rows that all have `width` cells."""
    columns = [pa.array(column, pa.string()) for column in zip(*block, strict=True)]
    return pa.record_batch([*columns, pa.array(ordinals, pa.int64())], schema=batch_schema(width))

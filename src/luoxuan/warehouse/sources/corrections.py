"""Cells a person set right, laid over a file while it is read again (9.2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from luoxuan.warehouse.sources.containers.part import ORDINAL

Corrections = Mapping[str, Mapping[int, Mapping[str, str]]]
"""Part of the file (sheet or zip member, empty text for a plain file) > row below the header > column > new text."""


@dataclass(frozen=True)
class Overlay:
    """The corrections of one part; a column the part does not have is passed over."""

    rows: Mapping[int, Mapping[str, str]]
    names: Sequence[str]

    def applied(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """The batch with the corrected cells; other batches cost one look at their ordinals."""
        ordinals = batch.column(ORDINAL).to_numpy(zero_copy_only=False)
        places = np.flatnonzero(np.isin(ordinals, list(self.rows)))
        if not len(places):
            return batch
        columns = list(batch.columns)
        for place in places:
            for name, text in self.rows[int(ordinals[place])].items():
                if name in self.names:
                    column = self.names.index(name)
                    columns[column] = _replaced(columns[column], int(place), text)
        return pa.record_batch(columns, schema=batch.schema)


def overlay_of(corrections: Corrections, part: str, names: Sequence[str]) -> Overlay | None:
    """What is to be laid over this part; None where nothing is."""
    rows = corrections.get(part)
    return Overlay(rows, names) if rows else None


def _replaced(column: pa.Array, place: int, text: str) -> pa.Array:
    cell = pa.array([text or None], column.type)
    return pa.concat_arrays([column.slice(0, place), cell, column.slice(place + 1)])

"""Text cut into cells before it is decoded: only cells that are not plain ASCII need it at all (9.1).

No delimiter, quote or line end is part of a longer character in GB18030, so bytes can be cut as they are; they pass
through the block reader as Latin-1, which any byte is. Ids, amounts and times are then right already; titles and
statuses repeat, and each different one is decoded once.
"""

import io
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

FEW = 4
"""A column whose different cells are fewer than a quarter of its rows is decoded by its different cells."""
GAP = "\0"
CARRIER = "latin-1"


class Decoder:
    """Decodes the columns of one text and counts what could not be read."""

    def __init__(self, codec: str) -> None:
        self.codec = codec
        self.losses = 0

    def decoded(self, body: bytes) -> str:
        """A line as text."""
        text = body.decode(self.codec, "replace")
        self.losses += text.count("\ufffd")
        return text

    def column(self, cells: pa.Array) -> pa.Array:
        """The column as texts."""
        high, starts = high_bytes(cells)
        count = int(np.count_nonzero(high))
        if count == 0:
            return cells
        if count > len(cells):
            return self._decoded_column(cells)
        # Few cells are in need: a sign before an amount, a year written out.
        cells_hit = np.unique(np.searchsorted(starts, np.flatnonzero(high), side="right") - 1)
        mask = np.zeros(len(cells), dtype=bool)
        mask[cells_hit] = True
        few = self._decoded_column(cells.take(pa.array(cells_hit)))
        return pc.replace_with_mask(cells, pa.array(mask), few)

    def _decoded_column(self, cells: pa.Array) -> pa.Array:
        coded = cells.dictionary_encode()
        if len(coded.dictionary) * FEW < len(cells):
            texts = [self.text(each) for each in coded.dictionary.to_pylist()]
            return pa.array(texts, pa.string()).take(coded.indices)
        return self._all(cells)

    def text(self, carried: str) -> str:
        """What the bytes that a text carries really say."""
        return self.decoded(carried.encode(CARRIER))

    def _all(self, cells: pa.Array) -> pa.Array:
        """Decode all cells in one go, held apart by a character no cell has."""
        listed = pa.ListArray.from_arrays(pa.array([0, len(cells)], pa.int32()), cells)
        whole: Any = pc.binary_join(listed, GAP)[0].as_py()
        texts = self.text(whole).split(GAP)
        if len(texts) != len(cells):
            texts = [self.text(each) for each in cells.to_pylist()]
        return pa.array(texts, pa.string())


def high_bytes(cells: pa.Array) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Which bytes of the column are not plain ASCII, and where each cell begins among them."""
    _valid, offsets, data = cells.buffers()
    if data is None or len(cells) == 0:
        return np.zeros(0, dtype=bool), np.zeros(1, dtype=np.int32)
    ends = np.frombuffer(offsets, dtype=np.int32)[cells.offset : cells.offset + len(cells) + 1]
    body = np.frombuffer(data, dtype=np.uint8)[ends[0] : ends[-1]]
    return body >= 0x80, ends - ends[0]


class Carried(io.RawIOBase):
    """A file whose bytes are handed on as Latin-1 characters in UTF-8."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file
        self._rest = b""

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, at least half as many while there are any."""
        if self._rest:
            body, self._rest = self._rest[:size], self._rest[size:]
            return body
        body = self._file.read(size).decode(CARRIER).encode()
        if len(body) > size:
            body, self._rest = body[:size], body[size:]
        return body

    def close(self) -> None:
        """Close the file below too."""
        self._file.close()
        super().close()

"""What a file says of persons, between reading and committing: sealed under a key that dies with the run (9.3)."""

import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from luoxuan.foundation.vault.envelope import box_open, box_seal, new_key

_HEAD = struct.Struct(">I")


class Met(NamedTuple):
    """One value of a person met in a file."""

    token: str
    kind: str
    value: str

    def __repr__(self) -> str:
        """Without the value: tracebacks print what stands in a call."""
        return f"Met({self.token[:12]}, {self.kind})"


class PersonSpool:
    """Takes batches of token, kind and value; gives them back once the rest of the file is known to be good."""

    def __init__(self, path: Path, token_key: bytes) -> None:
        self.path = path
        self.token_key = token_key
        self._key = new_key()
        self.rows = 0

    def take(self, batch: pa.RecordBatch) -> None:
        """Seal one batch to the run's folder."""
        sink = pa.BufferOutputStream()
        with pa.ipc.new_stream(sink, batch.schema) as writer:
            writer.write_batch(batch)
        box = box_seal(sink.getvalue().to_pybytes(), key=self._key, bound_to=b"spool")
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "ab") as stream:
            stream.write(_HEAD.pack(len(box)) + box)
        self.rows += batch.num_rows

    def met(self) -> Iterator[Met]:
        """Everything taken, in the order it was."""
        if not self.rows:
            return
        with self.path.open("rb") as stream:
            while head := stream.read(_HEAD.size):
                box = stream.read(_HEAD.unpack(head)[0])
                plain = box_open(box, key=self._key, bound_to=b"spool")
                for batch in pa.ipc.open_stream(plain):
                    columns = [column.to_pylist() for column in batch.columns]
                    yield from (Met(*row) for row in zip(*columns, strict=True))

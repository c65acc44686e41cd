"""Delimited text: cut by content, streamed in blocks, decoded on the way (9.1)."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from luoxuan.warehouse.sources import messages
from luoxuan.warehouse.sources.containers.decoding import Decoder
from luoxuan.warehouse.sources.containers.part import Head, OddRows
from luoxuan.warehouse.sources.containers.rows import row_batches
from luoxuan.warehouse.sources.containers.stream import Stretch, csv_batches
from luoxuan.warehouse.sources.limits import BLOCK_BYTES, HEAD_BYTES, HEAD_ROWS, SAMPLE_ROWS
from luoxuan.warehouse.sources.marks import Marks, marks_of
from luoxuan.warehouse.sources.refusal import RefusedError
from luoxuan.warehouse.sources.text import encoding_of, is_binary, is_utf8

DELIMITERS = (",", "\t", ";", "|")
CHUNK = 4 << 20


@dataclass
class TextPart:
    """One delimited text."""

    path: Path
    codec: str
    encoding: str | None
    skip: int
    """Bytes of the byte order mark."""
    is_whole: bool
    """The bytes are UTF-8 without a fault, and need no decoding."""
    member: str | None = None
    sheet: str | None = None
    delimiter: str | None = None
    is_plain: bool = False
    """Read by the slow exact reader; set after the fast one gave up."""
    offsets: tuple[int, ...] = field(default=())

    def __post_init__(self) -> None:
        self.decoder = Decoder(self.codec)

    @property
    def note(self) -> str:
        """Characters that could not be read."""
        return messages.replaced_characters() if self.decoder.losses else ""

    def heads(self) -> Sequence[Head]:
        """One head per delimiter that cuts the first lines into more than one cell."""
        with self.path.open("rb") as file:
            file.seek(self.skip)
            body = file.read(HEAD_BYTES)
            is_all = not file.read(1)
        if not is_all and b"\n" not in body:
            raise RefusedError(messages.line_too_long(), self.member)
        if not is_all:
            body = body[: body.rindex(b"\n") + 1]
        self.offsets = tuple(_line_starts(body, self.skip))
        text = body.decode(self.codec, "replace")
        return [_head(text, delimiter) for delimiter in DELIMITERS]

    def choose(self, way: int) -> None:
        """Settle on a delimiter."""
        self.delimiter = DELIMITERS[way]

    def start_of(self, first: int) -> int:
        """Where in the file row `first` of the head begins."""
        with self.path.open("rb") as file:
            file.seek(self.skip)
            text = file.read(HEAD_BYTES).decode(self.codec, "replace")
        lines = _head(text, self._cut).lines
        line = lines[first] if first < len(lines) else len(self.offsets)
        return self.offsets[min(line - 1, len(self.offsets) - 1)]

    def marks(self, first: int) -> Marks:
        """The dirt below the header, found in the bytes."""
        start = self.start_of(first)
        return marks_of(self.path, encoding=self.codec, start=start)

    def batches(self, first: int, odd: OddRows) -> Iterator[pa.RecordBatch]:
        """All rows below: by the fast reader, or the exact one after that gave up."""
        start = self.start_of(first)
        has_quotes, is_balanced = self._quotes(start)
        if self.is_plain or not is_balanced:
            return row_batches(self._lines(start), odd)
        stretch = Stretch(self.path, start, self._cut, has_quotes)
        return csv_batches(stretch, odd, None if self.is_whole else self.decoder)

    @property
    def _cut(self) -> str:
        return self.delimiter or ","

    def _quotes(self, start: int) -> tuple[bool, bool]:
        """Whether any cell is quoted, and may hold a line break; whether every quote has its other half."""
        openings = [f'{self._cut}"'.encode(), b'\n"']
        found, count = False, 0
        with self.path.open("rb") as file:
            file.seek(start)
            last = b"\n"
            while block := file.read(CHUNK):
                if marks := block.count(b'"'):
                    count += marks
                    found = found or any(opening in last + block for opening in openings)
                last = block[-1:]
        return found, count % 2 == 0

    def _lines(self, start: int) -> Iterator[tuple[int, Sequence[str]]]:
        """Line by line, each cut on its own: a quote that is never closed then spoils one line only."""
        with self.path.open("rb") as file:
            file.seek(start)
            ordinal = 0
            while line := file.readline(BLOCK_BYTES):
                if len(line) == BLOCK_BYTES and not line.endswith(b"\n"):
                    raise RefusedError(messages.line_too_long(), self.member)
                ordinal += 1
                text = self.decoder.decoded(line).rstrip("\r\n")
                yield ordinal, next(csv.reader([text], delimiter=self._cut), [""] * 1)


def text_part(path: Path, *, folder: Path, member: str | None = None) -> TextPart:
    """The text, ready to be cut. UTF-16 and old Mac line ends are rewritten once. Raises RefusedError."""
    codec, name, skip = encoding_of(path)
    if codec.startswith("utf-16"):
        path = _rewritten(path, folder, codec, skip)
        return TextPart(path, "utf-8", name, 0, True, member)
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if is_binary(head):
        raise RefusedError(messages.not_a_table(), member)
    if b"\r" in head and b"\n" not in head:
        path = _rewritten(path, folder, codec, skip)
        return TextPart(path, "utf-8", name, 0, True, member)
    is_whole = codec == "utf-8" and is_utf8(path)
    return TextPart(path, codec, name, skip, is_whole, member)


def _rewritten(path: Path, folder: Path, codec: str, skip: int) -> Path:
    target = folder / f"{path.name[:40]}.utf8"
    decoder = codecs.getincrementaldecoder(codec)("replace")
    with path.open("rb") as source, target.open("w", encoding="utf-8", newline="") as out:
        source.seek(skip)
        while block := source.read(CHUNK):
            text = decoder.decode(block)
            out.write(text if "\n" in text else text.replace("\r", "\n"))
        out.write(decoder.decode(b"", final=True))
    return target


def _line_starts(body: bytes, skip: int) -> Iterator[int]:
    place = 0
    yield skip
    while (place := body.find(b"\n", place) + 1) > 0:
        yield skip + place


def _head(text: str, delimiter: str) -> Head:
    csv.field_size_limit(BLOCK_BYTES)
    rows: list[list[str]] = []
    lines: list[int] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for row in reader:
            rows.append(row)
            lines.append(line)
            line = reader.line_num + 1
            if len(rows) >= HEAD_ROWS + SAMPLE_ROWS:
                break
        else:
            lines.append(line)
    except csv.Error:
        pass
    return Head(rows, lines)

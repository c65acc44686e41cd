"""Every text of every file below a folder, whatever it is packed in: what a scan for personal data reads (9.3)."""

import gzip
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

Text = tuple[str, str]
"""Where it stands, and itself."""
SEALED = b"LXSEAL1\n"
PIECE = 8 << 20
OVERLAP = 256
_DATABASE = (".sqlite3", ".sqlite3-wal", ".sqlite3-shm", ".sqlite3-journal")


def folder_texts(root: Path) -> Iterator[Text]:
    """Names and contents of everything below the folder. A sealed file is not opened: it gives its name only."""
    for path in sorted(root.rglob("*")):
        place = str(path.relative_to(root))
        yield f"name of {place}", path.name
        if path.is_file():
            yield from file_texts(path, place)


def file_texts(path: Path, place: str) -> Iterator[Text]:
    """What one file says, opened as what it is."""
    with path.open("rb") as stream:
        head = stream.read(8)
    if head == SEALED:
        return
    if head[:4] == b"PAR1":
        yield from _columns(path, place)
    elif head[:2] == b"\x1f\x8b":
        with gzip.open(path, "rb") as packed:
            yield place, packed.read().decode("utf-8", errors="ignore")
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield f"{place}!{name}", archive.read(name).decode("utf-8", errors="ignore")
    elif not path.name.endswith(_DATABASE):
        yield from _pieces(path, place)


def is_sealed(path: Path) -> bool:
    """Whether the file is sealed, by its first bytes."""
    with path.open("rb") as stream:
        return stream.read(len(SEALED)) == SEALED


def _columns(path: Path, place: str) -> Iterator[Text]:
    with pq.ParquetFile(path) as source:
        for name in source.schema_arrow.names:
            kind = source.schema_arrow.field(name).type
            if pa.types.is_string(kind) or pa.types.is_large_string(kind):
                for batch in source.iter_batches(columns=[name], batch_size=200_000):
                    texts = batch.column(0).unique().drop_null().to_pylist()
                    yield f"{place}#{name}", "\n".join(texts)
            elif not pa.types.is_primitive(kind):
                yield f"{place}#{name}", str(source.read(columns=[name]).column(0).to_pylist())


def _pieces(path: Path, place: str) -> Iterator[Text]:
    """Pieces that overlap, so that nothing falls between two."""
    rest = b""
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            whole = rest + piece
            yield place, whole.decode("utf-8", errors="ignore")
            rest = whole[-OVERLAP:]

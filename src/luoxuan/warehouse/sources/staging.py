"""The cells as read, without those of persons, kept as Parquet so that the warehouse can be rebuilt (9.1, 9.3)."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from luoxuan.warehouse.sources.containers.part import ORDINAL
from luoxuan.warehouse.sources.detect import Bound

ROW_NO = "source_row_no"
PERSONAL_NAME = re.compile(
    r"收货|收件|买家|客户|会员|姓名|昵称|手机|电话|地址|邮箱|身份证|证件|银行|留言|备注|旺旺|微信|QQ|街道|区县|联系|对方|户名|实名|开户"
    r"|^[区县]$|name|phone|mobile|e-?mail|address|street|zip|postal|recipient|buyer|customer|contact|note|message|passport|tax.?id|\bip\b",
    re.IGNORECASE,
)
PERSONAL_CELL = (
    r"(^|[^0-9])(\+?86[- ]?)?1[3-9]\d{9}([^0-9]|$)|1[3-9]?\d?\*{3,}\d{2,4}|\*{3,}|[^\s@]+@[^\s@]+\.[a-z]{2,}"
    r"|##.+##|\$\$.+\$\$|~[A-Za-z0-9+/=]{12,}~|(^|[^0-9])\d{17}[0-9Xx]([^0-9]|$)"
    r"|[\x{4e00}-\x{9fa5}]{1,3}\*+|(路|街|弄|巷|村|小区|栋|单元)\d*.*(号|室|栋|幢)"
)
"""Phones (plain or masked), masked names, mail addresses, cipher tokens, identity numbers, streets."""


TOP = 2_000


def is_personal_name(name: str) -> bool:
    """Whether a column that no layout knows sounds personal."""
    return PERSONAL_NAME.search(name) is not None


def looks_personal(column: pa.Array) -> bool:
    """Whether any cell looks like a person's data."""
    found = pc.any(pc.match_substring_regex(column, PERSONAL_CELL), min_count=0).as_py()
    return bool(found)


def _repeats(column: pa.Array) -> bool:
    """Whether the first cells repeat: a dictionary of ids would only cost time."""
    top = column.slice(0, TOP)
    return len(pc.unique(top)) * 2 < len(top) or len(top) < TOP // 4


class Stage:
    """Writes the batches that pass by; a column no layout knows goes as soon as one cell looks personal."""

    def __init__(self, path: Path, bound: Bound) -> None:
        self.path = path
        self.names = bound.names
        self.known: list[int] = []
        self.doubtful: list[int] = []
        for place, name in enumerate(bound.names):
            column = bound.column_at(place)
            if column is None and not is_personal_name(name):
                self.doubtful.append(place)
            elif column is not None and column.kind != "personal":
                self.known.append(place)
        self.tainted: set[int] = set()
        self._writer: Any = None
        self._schema = pa.schema([])

    @property
    def places(self) -> list[int]:
        """Columns that are staged."""
        return sorted({*self.known, *self.doubtful} - self.tainted)

    def write(self, batch: pa.RecordBatch) -> None:
        """Stage one batch."""
        for place in self.doubtful:
            if place not in self.tainted and looks_personal(batch.column(place)):
                self.tainted.add(place)
        written = sorted({*self.known, *self.doubtful})
        columns = [
            batch.column(place)
            if place not in self.tainted
            else pa.nulls(batch.num_rows, pa.string())
            for place in written
        ]
        if self._writer is None:
            fields = [(self.names[place], pa.string()) for place in written]
            self._schema = pa.schema([(ROW_NO, pa.int64()), *fields])
            repeated = [
                name
                for (name, _type), column in zip(fields, columns, strict=True)
                if _repeats(column)
            ]
            self._writer = pq.ParquetWriter(
                self.path,
                self._schema,
                compression="zstd",
                compression_level=1,
                use_dictionary=repeated,
                write_statistics=False,
            )
        self._writer.write_batch(
            pa.record_batch([batch.column(ORDINAL), *columns], schema=self._schema)
        )

    def close(self) -> Path | None:
        """Finish; a column found to be personal half way is taken out again."""
        if self._writer is None:
            return None
        self._writer.close()
        if self.tainted:
            self._rewrite()
        return self.path

    def abandon(self) -> None:
        """Remove what was written."""
        if self._writer is not None:
            self._writer.close()
        self.path.unlink(missing_ok=True)

    def _rewrite(self) -> None:
        kept = [ROW_NO, *(self.names[place] for place in self.places)]
        target = self.path.with_suffix(".clean")
        with pq.ParquetFile(self.path) as source:
            schema = pa.schema([self._schema.field(name) for name in kept])
            with pq.ParquetWriter(target, schema, compression="zstd", compression_level=1) as out:
                for batch in source.iter_batches(columns=kept):
                    out.write_batch(batch.select(kept))
        target.replace(self.path)

    def columns(self) -> Sequence[str]:
        """Names of the staged columns."""
        return [self.names[place] for place in self.places]

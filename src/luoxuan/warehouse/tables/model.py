"""What a canonical table is (9.1)."""

from dataclasses import dataclass
from typing import Literal

Type = Literal["text", "date", "time", "money", "count", "number", "flag"]
"""text; date (in the shop's zone); time (a UTC instant); money DECIMAL(18,4) in the row's currency;
count BIGINT; number DECIMAL(18,6), shares are 0 to 1; flag BOOLEAN."""


@dataclass(frozen=True)
class Column:
    """One column: name, type, meaning, and the unit in words where the type does not carry it."""

    name: str
    type: Type
    meaning: str
    unit: str = ""


@dataclass(frozen=True)
class Table:
    """One canonical table; `key` identifies a row inside a brand, `day` names the date it belongs to."""

    name: str
    grain: str
    key: tuple[str, ...]
    own: tuple[Column, ...]
    day: str | None = None
    version: int = 1

    @property
    def columns(self) -> tuple[Column, ...]:
        """Own columns, then lineage, then the partition column where the table grows with time."""
        return self.own + LINEAGE + ((MONTH,) if self.day else ())

    def column(self, name: str) -> Column:
        """The column of that name. Raises KeyError where the table has none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"Table {self.name} has no column {name}.")


@dataclass(frozen=True)
class DerivedView:
    """One derived view: what a row is, its columns, the query and the tables it reads."""

    name: str
    grain: str
    columns: tuple[Column, ...]
    sql: str
    reads: tuple[str, ...]


MONTH = Column("month", "text", "Partition: YYYY-MM of the row's day, 0000-00 where it has none.")

LINEAGE = (
    Column("import_id", "text", "The import that wrote the row; undo removes by it."),
    Column("file_sha256", "text", "Content hash of the file the row came from."),
    Column("source_row_no", "count", "Ordinal of the row below the header, from 1."),
    Column("layout", "text", "Layout and version that read it: platform/dataset@version."),
    Column(
        "source_as_of",
        "time",
        "How fresh the record is: row's update time, else the export time in the file name, else the import time.",
    ),
    Column(
        "record_rank",
        "count",
        "1 a full record; 0 derived from another grain; a higher rank wins before recency.",
    ),
    Column("imported_at", "time", "When the import ran."),
    Column(
        "quality_flags",
        "text",
        "Comma-separated flags, e.g. bridge_mismatch,unknown_status; null where none.",
    ),
)

SHOP = (
    Column(
        "platform",
        "text",
        "Platform of the shop: taobao, jd, douyin, pdd, kuaishou, xiaohongshu, wechat_shop, youzan, weimob, shopify, ...",
    ),
    Column("shop_key", "text", "Key of the shop in the brand's register."),
)

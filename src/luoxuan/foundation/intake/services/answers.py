"""What a person says of a report no layout knows (9.1)."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class ColumnAnswer:
    """One column of the file: what kind of cells it has and where they go ("" nowhere)."""

    name: str
    kind: str
    target: str = ""
    is_key: bool = False

    @property
    def table(self) -> str:
        """The canonical table it goes to."""
        return self.target.partition(".")[0]

    @property
    def field(self) -> str:
        """The field of that table."""
        return self.target.partition(".")[2]


@dataclass(frozen=True)
class MappingAnswers:
    """All a person says of a report."""

    title: str
    dataset: str
    columns: tuple[ColumnAnswer, ...]
    shop_platform: str = "other"
    currency: str = "CNY"
    zone: str = "Asia/Shanghai"
    day_first: bool = False
    paid_assumed: bool = False
    """Every order in the file is paid; the file has no status."""
    negative_refunds: bool = False
    """Lines with negative pieces are cancellations and become refunds."""
    repeats_count: bool = False
    """Rows equal in every cell are separate events, not one row written twice."""

    def fields_of(self, table: str) -> dict[str, str]:
        """Field to column, for one table."""
        return {column.field: column.name for column in self.columns if column.table == table}

    def to_json(self) -> dict[str, Any]:
        """For the draft."""
        return self.__dict__ | {"columns": [column.__dict__ for column in self.columns]}


def answers_parse(body: dict[str, Any]) -> MappingAnswers:
    """The answers a draft holds."""
    columns = tuple(ColumnAnswer(**column) for column in body["columns"])
    return MappingAnswers(**(body | {"columns": columns}))

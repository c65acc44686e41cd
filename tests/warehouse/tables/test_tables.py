"""The canonical tables are what their page says, and every column is explained (9.1)."""

import pyarrow as pa
import pytest

from luoxuan.warehouse.tables import DERIVED, TABLES
from luoxuan.warehouse.tables.arrow import arrow_schema
from luoxuan.warehouse.tables.document import TARGET, document
from tests.shared_material import ROOT


def test_the_page_is_what_the_tables_say() -> None:
    assert (ROOT / TARGET).read_text(encoding="utf-8") == document()


@pytest.mark.parametrize("name", [*TABLES, *DERIVED])
def test_every_column_has_a_meaning_and_a_name_of_its_own(name: str) -> None:
    columns = (TABLES | DERIVED)[name].columns
    assert [c.name for c in columns if not c.meaning.strip().endswith(".")] == []
    assert len({c.name for c in columns}) == len(columns)


@pytest.mark.parametrize("name", TABLES)
def test_key_and_day_are_columns_of_the_table(name: str) -> None:
    table = TABLES[name]
    own = {c.name for c in table.columns}
    assert set(table.key) <= own
    assert table.day is None or table.column(table.day).type == "date"


@pytest.mark.parametrize("name", TABLES)
def test_money_is_exact_and_never_a_float(name: str) -> None:
    types = set(arrow_schema(TABLES[name]).types)
    assert not any(pa.types.is_floating(kind) for kind in types)


def test_money_has_a_currency_beside_it() -> None:
    bare = [
        name
        for name, table in TABLES.items()
        if any(c.type == "money" for c in table.columns)
        and "currency" not in {c.name for c in table.columns}
    ]
    assert bare == []


def test_the_page_names_every_table_and_column() -> None:
    page = document()
    assert [n for n in (*TABLES, *DERIVED) if f"\n## {n}\n" not in page] == []
    missing = [c.name for t in TABLES.values() for c in t.columns if f"| {c.name} |" not in page]
    assert missing == []

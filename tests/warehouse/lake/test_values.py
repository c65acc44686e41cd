"""A value comes out as it went in: exact money, UTC times, text ids, null that is not zero (formats 3.2)."""

import shutil
import tempfile
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoxuan.warehouse import engine, lake
from luoxuan.warehouse.lake import RowsRefusedError, Snapshot
from luoxuan.warehouse.tables import TABLES, Type
from luoxuan.warehouse.tables.arrow import arrow_schema
from tests.warehouse.lake.conftest import Catalogued
from tests.warehouse.rows import Row, at, incoming, order, row

BIGGEST = Decimal("99999999999999.9999")
ids = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=30)
money = st.decimals(-BIGGEST, BIGGEST, places=4)
VALUES: dict[Type, st.SearchStrategy[Any]] = {
    "text": ids,
    "date": st.dates(date(1990, 1, 1), date(2099, 12, 31)),
    "time": st.dates(date(1990, 1, 1), date(2099, 1, 1)).flatmap(
        lambda day: st.times().map(lambda time: datetime.combine(day, time, UTC))
    ),
    "money": money,
    "count": st.integers(-(2**63), 2**63 - 1),
    "number": st.decimals(-(10**11), 10**11, places=6),
    "flag": st.booleans(),
}


@st.composite
def any_row(draw: st.DrawFn, name: str, number: int) -> Row:
    """A row with anything or nothing in every column that is no key, lineage or month."""
    table = TABLES[name]
    own = {
        c.name: draw(VALUES[c.type] if c.name in table.key else st.none() | VALUES[c.type])
        for c in table.own
    }
    own |= {table.key[-1]: own[table.key[-1]] if number == 0 else draw(VALUES["text"])}
    return row(name, "i", number, **own)


def stored(name: str, rows: list[Row]) -> list[Row]:
    root = Path(tempfile.mkdtemp())
    with lake.write_lock(root):
        files = [incoming("i", {name: rows})]
        snapshot = lake.commit_imports(root, Snapshot(root, {}), files).snapshot
    with engine.open(snapshot) as session:
        found: list[Row] = session.fetch(f"SELECT * FROM {name} ORDER BY source_row_no").to_pylist()
    shutil.rmtree(root)
    return found


@settings(max_examples=25, deadline=None)
@given(
    st.sampled_from(["orders", "refunds"]).flatmap(lambda n: st.tuples(st.just(n), any_row(n, 0)))
)
def test_a_row_comes_out_as_it_went_in(given_row: tuple[str, Row]) -> None:
    name, one = given_row
    assert stored(name, [one]) == [one]


@settings(max_examples=25, deadline=None)
@given(st.lists(money, min_size=1, max_size=50))
def test_money_adds_up_to_the_last_digit(amounts: list[Decimal]) -> None:
    rows = [
        order("i", str(number), number, buyer_paid_amount=amount)
        for number, amount in enumerate(amounts)
    ]
    found = [r["buyer_paid_amount"] for r in stored("orders", rows)]
    assert found == amounts
    assert sum(found) == sum(amounts)


def test_a_sum_over_millions_is_exact_in_sql(catalogued: Catalogued) -> None:
    rows = [order("i", str(n), n, buyer_paid_amount=Decimal("0.1")) for n in range(1000)]
    catalogued.bring(incoming("i", {"orders": rows}))
    with engine.open(catalogued.now) as session:
        total = session.fetch("SELECT sum(buyer_paid_amount) AS total FROM orders").to_pylist()
    assert total == [{"total": Decimal("100.0000")}]


def test_missing_is_not_zero(catalogued: Catalogued) -> None:
    rows = [order("i", "known", 1, units=0, refund_amount=Decimal(0)), order("i", "unknown", 2)]
    catalogued.bring(incoming("i", {"orders": rows}))
    found = {r["order_id"]: (r["units"], r["refund_amount"]) for r in catalogued.rows("orders")}
    assert found == {"known": (0, Decimal("0.0000")), "unknown": (None, None)}


def test_ids_keep_zeros_case_and_length(catalogued: Catalogued) -> None:
    given_ids = ["007", "7", "aB", "AB", "36028797018963968001", "1e5"]
    rows = [order("i", one, n) for n, one in enumerate(given_ids)]
    catalogued.bring(incoming("i", {"orders": rows}))
    assert [r["order_id"] for r in catalogued.rows("orders", "source_row_no")] == given_ids


def test_an_instant_is_stored_in_utc(catalogued: Catalogued) -> None:
    beijing = datetime(2026, 3, 1, 8, tzinfo=timezone(timedelta(hours=8)))
    catalogued.bring(incoming("i", {"orders": [order("i", "o", created_at=beijing)]}))
    assert catalogued.rows("orders")[0]["created_at"] == datetime(2026, 3, 1, tzinfo=UTC)


def test_every_row_says_where_it_came_from(catalogued: Catalogued) -> None:
    catalogued.bring(incoming("one", {"orders": [order("one", "a", 1), order("one", "b", 2)]}))
    catalogued.bring(incoming("two", {"orders": [order("two", "b", 9, imported_at=at(1))]}))
    lineage = ("order_id", "import_id", "file_sha256", "source_row_no", "layout")
    assert [tuple(r[name] for name in lineage) for r in catalogued.rows("orders", "order_id")] == [
        ("a", "one", "sha-one", 1, "test/rows@1"),
        ("b", "two", "sha-two", 9, "test/rows@1"),
    ]


def batch_without(column: str) -> pa.RecordBatch:
    schema = arrow_schema(TABLES["orders"])
    batch = pa.RecordBatch.from_pylist([order("i", "o")], schema=schema)
    return batch.remove_column(schema.get_field_index(column))


def refused(catalogued: Catalogued, batch: pa.RecordBatch, table: str = "orders") -> str:
    """What the refusal says; nothing may be left behind by it."""
    reading = lake.IncomingRows(
        "i", {table: lambda: pa.RecordBatchReader.from_batches(batch.schema, [batch])}
    )
    with pytest.raises(RowsRefusedError) as caught:
        catalogued.bring(reading)
    assert list(catalogued.root.rglob("*.parquet")) == []
    return str(caught.value)


def test_rows_that_lack_a_column_are_refused(catalogued: Catalogued) -> None:
    assert refused(catalogued, batch_without("currency")) == "Rows for orders lack currency."


def test_rows_of_another_type_are_refused(catalogued: Catalogued) -> None:
    batch = batch_without("units").append_column("units", pa.array(["two"]))
    assert "do not fit its types" in refused(catalogued, batch)


def test_a_month_that_is_a_path_is_refused(catalogued: Catalogued) -> None:
    batch = batch_without("month").append_column("month", pa.array(["../../../x"]))
    assert "is no month" in refused(catalogued, batch)


def test_rows_of_an_unknown_table_are_refused(catalogued: Catalogued) -> None:
    assert "no canonical table gossip" in refused(catalogued, batch_without("month"), "gossip")


def test_dictionary_coded_text_is_taken_too(catalogued: Catalogued) -> None:
    batch = batch_without("city").append_column("city", pa.array(["北京市"]).dictionary_encode())
    reading = lake.IncomingRows(
        "i", {"orders": lambda: pa.RecordBatchReader.from_batches(batch.schema, [batch])}
    )
    catalogued.bring(reading)
    assert catalogued.rows("orders")[0]["city"] == "北京市"


def test_an_import_that_is_in_already_is_passed_over(catalogued: Catalogued) -> None:
    from tests.warehouse.rows import source_file

    reading = incoming("i", {"orders": [order("i", "o")], "source_files": [source_file("i")]})
    catalogued.bring(reading)
    before = {name: catalogued.rows(name) for name in ("orders", "orders_superseded")}
    catalogued.bring(reading)
    assert {name: catalogued.rows(name) for name in before} == before
    assert catalogued.named[0].versions == catalogued.named[1].versions


def test_months_in_any_order_land_each_in_its_own_file(catalogued: Catalogued) -> None:
    days = [date(2026, 1 + n % 3, 1 + n % 28) for n in range(300)]
    rows = [order("i", str(n), n, created_on=day) for n, day in enumerate(days)]
    catalogued.bring(incoming("i", {"orders": rows}))
    folders = sorted(p.parent.name for p in (catalogued.root / "orders").rglob("*.parquet"))
    assert folders == ["month=2026-01", "month=2026-02", "month=2026-03"]
    assert [r["created_on"] for r in catalogued.rows("orders", "source_row_no")] == days
    assert lake.verify(catalogued.root, catalogued.now) == ()

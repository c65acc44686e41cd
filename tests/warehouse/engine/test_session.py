"""A session sees one snapshot, typed, and what Ibis compiles is what DuckDB answers (9.1)."""

import subprocess
import sys
import threading
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from luoxuan.warehouse import engine, lake, tables
from luoxuan.warehouse.lake import Snapshot, log
from luoxuan.warehouse.tables import DERIVED, TABLES, Column
from luoxuan.warehouse.tables.arrow import ARROW, arrow_schema
from tests.shared_material import ROOT
from tests.warehouse.rows import at, incoming, order


@pytest.fixture
def snapshot(tmp_path: Path) -> Snapshot:
    root = tmp_path / "it's = a lake"
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 3, 2)]
    rows = [
        order("i", str(n), n, created_on=day, paid_on=day, buyer_paid_amount=Decimal(n + 1))
        for n, day in enumerate(days)
    ]
    with lake.write_lock(root):
        reading = incoming("i", {"orders": rows})
        return lake.commit_imports(root, Snapshot(root, {}), [reading]).snapshot


def test_a_session_for_many_questions_answers_as_one_for_few(snapshot: Snapshot) -> None:
    asked = "SELECT order_id, paid_on, buyer_paid_amount FROM orders ORDER BY order_id"
    derived = "SELECT * FROM customers"
    with engine.open(snapshot) as few, engine.open_session(snapshot, many_questions=True) as many:
        for sql in (asked, derived, asked):
            assert many.fetch(sql).equals(few.fetch(sql))
        held = "SELECT table_type FROM information_schema.tables WHERE table_name = 'orders'"
        assert many.fetch(held).column(0).to_pylist() == ["LOCAL TEMPORARY"]


@pytest.mark.parametrize("name", TABLES)
def test_an_absent_table_has_its_columns_and_no_row(name: str, tmp_path: Path) -> None:
    with engine.open(Snapshot(tmp_path, {})) as session:
        found = session.fetch(f"SELECT * FROM {name}")
    assert found.schema.equals(arrow_schema(TABLES[name]))
    assert found.num_rows == 0


def test_a_stored_table_has_the_declared_types(snapshot: Snapshot) -> None:
    with engine.open(snapshot) as session:
        assert session.fetch("FROM orders").schema.equals(arrow_schema(TABLES["orders"]))
        assert session.fetch("FROM orders_superseded").num_rows == 0


@pytest.mark.parametrize("name", DERIVED)
def test_a_derived_view_has_the_declared_columns(name: str, snapshot: Snapshot) -> None:
    with engine.open(snapshot) as session:
        schema = session.fetch(f"SELECT * FROM {name}").schema
    declared = [(c.name, ARROW[c.type]) for c in DERIVED[name].columns]
    assert list(zip(schema.names, schema.types, strict=True)) == declared


def test_parameters_are_values_and_never_text(snapshot: Snapshot) -> None:
    with engine.open(snapshot) as session:
        query = "SELECT count(*) AS n FROM orders WHERE order_id = ?"
        assert session.fetch(query, ["1"]).to_pylist() == [{"n": 1}]
        assert session.fetch(query, ["' OR 1=1 --"]).to_pylist() == [{"n": 0}]
        named = "SELECT sum(buyer_paid_amount) AS s FROM orders WHERE paid_on >= $day"
        assert session.fetch(named, {"day": date(2026, 3, 1)}).to_pylist() == [{"s": Decimal(5)}]


def test_an_ibis_expression_runs(snapshot: Snapshot) -> None:
    orders = engine.ibis_tables()["orders"]
    by_month = orders.group_by("month").agg(paid=orders.buyer_paid_amount.sum()).order_by("month")
    with engine.open(snapshot) as session:
        assert session.run(by_month).to_pylist() == [
            {"month": "2026-02", "paid": Decimal(1)},
            {"month": "2026-03", "paid": Decimal(5)},
        ]


@pytest.mark.parametrize("name", [*TABLES, *DERIVED])
def test_ibis_knows_every_table_as_duckdb_gives_it(name: str, snapshot: Snapshot) -> None:
    with engine.open(snapshot) as session:
        found = session.run(engine.ibis_tables()[name])
    assert found.schema.names == list(engine.ibis_tables()[name].columns)


def test_a_session_keeps_to_its_snapshot(snapshot: Snapshot) -> None:
    with engine.open(snapshot) as before, lake.write_lock(snapshot.root):
        reading = incoming("j", {"orders": [order("j", "9")]})
        later = lake.commit_imports(snapshot.root, snapshot, [reading]).snapshot
        count = "SELECT count(*) AS n FROM orders"
        assert before.fetch(count).to_pylist() == [{"n": 3}]
        with engine.open(later) as after:
            assert after.fetch(count).to_pylist() == [{"n": 4}]
        assert before.fetch(count).to_pylist() == [{"n": 3}]


def test_sessions_of_two_brands_in_many_threads_do_not_mix(tmp_path: Path) -> None:
    snapshots = []
    for n in (1, 2):
        root = tmp_path / f"brand-{n}"
        with lake.write_lock(root):
            rows = [order("i", f"{n}-{k}", k) for k in range(n)]
            reading = incoming("i", {"orders": rows})
            snapshots.append(lake.commit_imports(root, Snapshot(root, {}), [reading]).snapshot)
    wrong = []

    def look(n: int) -> None:
        for _ in range(10):
            with engine.open(snapshots[n - 1]) as session:
                ids = session.fetch("SELECT order_id FROM orders").column(0).to_pylist()
            if sorted(ids) != [f"{n}-{k}" for k in range(n)]:
                wrong.append(ids)

    threads = [threading.Thread(target=look, args=(1 + k % 2,)) for k in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def test_customers_are_counted_without_test_orders(tmp_path: Path) -> None:
    rows = [
        order("i", "1", 1, customer_key="k", created_at=at(0), paid_on=date(2026, 3, 1), city="甲"),
        order("i", "2", 2, customer_key="k", created_at=at(9), paid_on=None, city="乙"),
        order("i", "3", 3, customer_key="k", created_at=at(20), is_test=True),
        order("i", "4", 4, customer_key=None, created_at=at(0)),
    ]
    with lake.write_lock(tmp_path):
        reading = incoming("i", {"orders": rows})
        snapshot = lake.commit_imports(tmp_path, Snapshot(tmp_path, {}), [reading]).snapshot
    with engine.open(snapshot) as session:
        found = session.fetch("SELECT * FROM customers").to_pylist()
    assert found == [
        {
            "customer_key": "k",
            "identity_quality": None,
            "first_order_at": datetime(2026, 3, 1, 12, tzinfo=UTC),
            "first_paid_on": date(2026, 3, 1),
            "last_paid_on": date(2026, 3, 1),
            "orders": 2,
            "province": None,
            "city": "乙",
        }
    ]


def test_rows_of_an_older_schema_read_null_where_a_column_is_new(
    snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = TABLES["orders"]
    new = replace(old, own=(*old.own, Column("mood", "text", "Mood of the buyer.")), version=2)
    monkeypatch.setitem(tables.TABLES, "orders", new)
    with lake.write_lock(snapshot.root):
        rows = [order("j", "0", mood="gay", imported_at=at(1)), order("j", "9", 2, mood="sad")]
        reading = incoming("j", {"orders": rows})
        after = lake.commit_imports(snapshot.root, snapshot, [reading]).snapshot
        query = "SELECT order_id, mood, month FROM orders ORDER BY order_id"
        with engine.open(after) as session:
            assert [tuple(r.values()) for r in session.fetch(query).to_pylist()] == [
                ("0", "gay", "2026-03"),
                ("1", None, "2026-03"),
                ("2", None, "2026-03"),
                ("9", "sad", "2026-03"),
            ]
        undone = lake.undo_import(snapshot.root, after, ["j"])
    with engine.open(undone) as session:
        assert session.fetch("SELECT count(*) AS n FROM orders").to_pylist() == [{"n": 3}]
    assert "mood" in {f.name for f in log.schema_of(snapshot.root / "orders")}


def test_reading_needs_neither_ibis_nor_django() -> None:
    script = (
        "import sys, luoxuan.warehouse.engine, luoxuan.warehouse.lake; "
        "print([m for m in ('ibis', 'django', 'pandas', 'sqlglot') if m in sys.modules])"
    )
    environment = {"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"}
    shown = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "[]"

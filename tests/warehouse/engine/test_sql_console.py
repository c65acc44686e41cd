"""Nobody gets out of the SQL console: not to other brands, not to the disk, not to the network."""

from pathlib import Path

import pytest

from luoxuan.warehouse import lake, sql_console
from luoxuan.warehouse.lake import Snapshot
from luoxuan.warehouse.sql_console import SqlRefusedError
from tests.warehouse.rows import incoming, order


def brand(root: Path, order_id: str) -> Snapshot:
    rows = [order(f"import-{order_id}", order_id)]
    with lake.write_lock(root):
        reading = incoming(f"import-{order_id}", {"orders": rows})
        return lake.commit_imports(root, Snapshot(root, {}), [reading]).snapshot


@pytest.fixture(scope="module")
def brands(tmp_path_factory: pytest.TempPathFactory) -> tuple[Snapshot, Snapshot, Path]:
    home = tmp_path_factory.mktemp("brands")
    (home / "secret.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    return brand(home / "ours" / "lake", "ours"), brand(home / "theirs" / "lake", "theirs"), home


def everything(home: Path) -> set[tuple[Path, int]]:
    return {(path, path.stat().st_mtime_ns) for path in home.rglob("*")}


ANSWERED = {
    "SELECT order_id FROM orders": ["ours"],
    "WITH o AS (SELECT * FROM orders) SELECT order_id FROM o": ["ours"],
    "FROM orders SELECT order_id": ["ours"],
    "SELECT count(*) FROM refunds": [0],
    "SELECT count(*) FROM customers": [0],
    "VALUES (1), (2)": [1, 2],
    "SELECT column_name FROM (DESCRIBE customers) LIMIT 2": ["customer_key", "identity_quality"],
}


@pytest.mark.parametrize("text", sorted(ANSWERED))
def test_a_question_is_answered(text: str, brands: tuple[Snapshot, Snapshot, Path]) -> None:
    assert sql_console.run(brands[0], text).column(0).to_pylist() == ANSWERED[text]


def test_show_tables_lists_all_of_them(brands: tuple[Snapshot, Snapshot, Path]) -> None:
    shown = sql_console.run(brands[0], "SHOW TABLES").column(0).to_pylist()
    assert {"orders", "orders_superseded", "customers", "source_files"} <= set(shown)


ESCAPES = [
    "SELECT * FROM read_parquet('{other}')",
    "SELECT * FROM read_parquet(['{other}'])",
    "SELECT * FROM '{other}'",
    "SELECT * FROM parquet_metadata('{other}')",
    "SELECT * FROM read_parquet('{ours}/../../../../theirs/lake/orders/**/*.parquet')",
    "SELECT * FROM glob('{home}/**')",
    "SELECT * FROM read_csv('{home}/secret.csv')",
    "SELECT * FROM '{home}/secret.csv'",
    "SELECT * FROM sniff_csv('{home}/secret.csv')",
    "SELECT * FROM read_text('{home}/secret.csv')",
    "SELECT * FROM read_blob('/proc/self/environ')",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM query('SELECT * FROM read_text(''/etc/passwd'')')",
    (
        "SELECT * FROM json_execute_serialized_sql("
        "json_serialize_sql('SELECT * FROM read_text(''/etc/passwd'')'))"
    ),
    "SELECT * FROM read_csv('https://127.0.0.1:9/a.csv')",
    "SELECT * FROM duckdb_secrets()",
    "SELECT * FROM brands",
    "COPY (SELECT 1) TO '{home}/out.csv'",
    "COPY (SELECT 1) TO '{ours}'",
    "COPY orders TO '{home}/out.parquet' (FORMAT parquet)",
    "EXPORT DATABASE '{home}/out'",
    "ATTACH '{home}/out.db'",
    "ATTACH ':memory:' AS other",
    "CREATE TABLE t AS SELECT 1",
    "CREATE TEMP VIEW orders AS SELECT 1",
    "INSERT INTO orders VALUES (1)",
    "DELETE FROM orders",
    "DROP VIEW orders",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access=true",
    "SET lock_configuration=false",
    "RESET lock_configuration",
    "SET VARIABLE x = 1",
    "USE memory",
    "PRAGMA memory_limit='1TB'",
    "PRAGMA enable_profiling",
    "CALL pragma_version()",
    "PREPARE p AS SELECT 1",
    "EXPLAIN ANALYZE SELECT 1",
    "SELECT 1; SELECT 2",
    "SELECT 1; COPY (SELECT 1) TO '{home}/out.csv'",
    "SELECT 1 -- ;\n; SET threads=1",
    "",
    ";",
    "SELECT FROM WHERE",
]


@pytest.mark.parametrize("text", ESCAPES)
def test_a_way_out_is_refused(text: str, brands: tuple[Snapshot, Snapshot, Path]) -> None:
    ours, theirs, home = brands
    files = [next((s.root / "orders").rglob("*.parquet")) for s in (ours, theirs)]
    before = everything(home)
    with pytest.raises(SqlRefusedError):
        sql_console.run(ours, text.format(ours=files[0], other=files[1], home=home))
    assert everything(home) == before


def test_a_spent_escape_leaves_the_next_question_alone(
    brands: tuple[Snapshot, Snapshot, Path],
) -> None:
    with pytest.raises(SqlRefusedError, match="disabled by configuration"):
        sql_console.run(brands[0], "SELECT * FROM read_text('/etc/passwd')")
    assert sql_console.run(brands[1], "SELECT order_id FROM orders").to_pylist() == [
        {"order_id": "theirs"}
    ]

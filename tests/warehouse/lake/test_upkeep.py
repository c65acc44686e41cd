"""Compaction changes no row, vacuum breaks no reader, and damage is found (9.2)."""

from datetime import date, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from luoxuan.warehouse import engine, lake
from luoxuan.warehouse.lake import Snapshot
from tests.warehouse.lake.conftest import Catalogued
from tests.warehouse.rows import at, incoming, order, source_file


def brought(name: str, *order_ids: str, **given: object) -> lake.IncomingRows:
    rows = [order(name, one, n, **given) for n, one in enumerate(order_ids, start=1)]
    return incoming(name, {"orders": rows, "source_files": [source_file(name)]})


@pytest.fixture
def crowded(catalogued: Catalogued) -> Catalogued:
    """Nine small imports of nine orders, two of them seen again later."""
    for number in range(9):
        catalogued.bring(brought(f"i{number}", f"o{number}"))
    catalogued.bring(brought("again", "o1", "o2", imported_at=at(1)))
    return catalogued


def test_compaction_changes_files_and_no_row(crowded: Catalogued) -> None:
    before = {name: crowded.rows(name) for name in ("orders", "orders_superseded", "source_files")}
    crowded.compact()
    assert {name: crowded.rows(name) for name in before} == before
    files = {s.name: s.files for s in lake.status(crowded.now)}
    assert files["orders"] == 1
    assert files["source_files"] == 1
    assert lake.verify(crowded.root, crowded.now) == ()


def test_undo_is_exact_after_compaction(crowded: Catalogued) -> None:
    before = crowded.rows("orders", at=crowded.named[-2])
    crowded.compact()
    crowded.undo("again")
    assert crowded.rows("orders") == before
    assert crowded.rows("orders_superseded") == []


def test_vacuum_keeps_what_kept_snapshots_name(crowded: Catalogued) -> None:
    crowded.compact()
    kept, let_go = [crowded.named[3], crowded.now], crowded.named[5]
    before = [crowded.rows("orders", at=snapshot) for snapshot in kept]
    with lake.write_lock(crowded.root):
        removed = lake.vacuum(crowded.root, kept, timedelta(0))
    assert removed
    assert [crowded.rows("orders", at=snapshot) for snapshot in kept] == before
    assert [f.check for f in lake.verify(crowded.root, let_go)] != []
    assert lake.verify(crowded.root, crowded.now) == ()
    crowded.bring(brought("after", "o20"))
    assert len(crowded.rows("orders")) == 10


def test_vacuum_leaves_fresh_leavings_to_running_readers(crowded: Catalogued) -> None:
    crowded.compact()
    with lake.write_lock(crowded.root):
        assert lake.vacuum(crowded.root, [crowded.now]) == []


def test_every_earlier_version_can_be_read_after_many_commits(catalogued: Catalogued) -> None:
    for number in range(52):
        catalogued.bring(incoming(f"i{number}", {"source_files": [source_file(f"i{number}")]}))
    counts = [len(catalogued.rows("source_files", at=s)) for s in catalogued.named]
    assert counts == list(range(1, 53))
    log = catalogued.root / "source_files" / "_delta_log"
    assert (log / "_last_checkpoint").exists()


def test_status_counts_rows_and_files(crowded: Catalogued) -> None:
    found = {s.name: (s.rows, s.version) for s in lake.status(crowded.now)}
    assert found == {
        "orders": (9, crowded.now.versions["orders"]),
        "orders_superseded": (2, crowded.now.versions["orders_superseded"]),
        "source_files": (10, crowded.now.versions["source_files"]),
    }


def test_a_whole_lake_has_no_finding(crowded: Catalogued) -> None:
    assert lake.verify(crowded.root, crowded.now) == ()
    assert lake.verify(crowded.root, Snapshot(crowded.root, {})) == ()


def some_file(root: Path, table: str = "orders") -> Path:
    return next((root / table).rglob("*.parquet"))


def test_a_lost_file_is_found(catalogued: Catalogued) -> None:
    catalogued.bring(brought("i", "o"))
    some_file(catalogued.root).unlink()
    found = lake.verify(catalogued.root, catalogued.now)
    assert [(f.table, f.check) for f in found] == [("orders", "file")]
    assert "is missing" in found[0].detail


def test_a_torn_file_is_found(catalogued: Catalogued) -> None:
    catalogued.bring(brought("i", "o"))
    path = some_file(catalogued.root)
    path.write_bytes(path.read_bytes()[:-100])
    assert [f.check for f in lake.verify(catalogued.root, catalogued.now)] == ["file"]


def test_scribbled_bytes_are_found(catalogued: Catalogued) -> None:
    catalogued.bring(brought("i", "o"))
    path = some_file(catalogued.root)
    path.write_bytes(b"x" * path.stat().st_size)
    assert [f.check for f in lake.verify(catalogued.root, catalogued.now)] == ["file"]


def test_a_version_that_is_not_there_is_found(catalogued: Catalogued) -> None:
    catalogued.bring(brought("i", "o"))
    ahead = Snapshot(catalogued.root, catalogued.now.versions | {"orders": 99})
    assert [f.check for f in lake.verify(catalogued.root, ahead)] == ["version"]


def test_a_row_in_the_wrong_month_is_found(catalogued: Catalogued) -> None:
    catalogued.bring(brought("i", "o", created_on=date(2026, 3, 1), month="2026-04"))
    assert [f.check for f in lake.verify(catalogued.root, catalogued.now)] == ["month"]


def test_rows_nobody_brought_are_found(catalogued: Catalogued) -> None:
    catalogued.bring(brought("i", "o"), incoming("ghost", {"orders": [order("ghost", "p")]}))
    found = lake.verify(catalogued.root, catalogued.now)
    assert [(f.check, "ghost" in f.detail) for f in found] == [("import", True)]


def test_a_report_that_does_not_add_up_is_found(catalogued: Catalogued) -> None:
    counts = {"rows_read": 5, "rows_kept": 1, "rows_merged": 1, "rows_dropped": 1}
    bad = source_file("i", **counts, rows_quarantined=1)
    catalogued.bring(incoming("i", {"source_files": [bad]}))
    assert [f.check for f in lake.verify(catalogued.root, catalogued.now)] == ["count"]


def test_a_doubled_key_and_a_vanished_row_are_found(catalogued: Catalogued) -> None:
    catalogued.bring(brought("i", "o", "p"))
    path = some_file(catalogued.root)
    one = pq.read_table(path, partitioning=None).slice(0, 1)
    from luoxuan.warehouse.lake import log
    from luoxuan.warehouse.lake.files import PartWriter

    table = log.table_of("orders")
    writer = PartWriter(catalogued.root / "orders", table)
    for _ in range(3):
        batch = one.append_column("month", [["2026-03"]]).to_batches()[0]
        writer.write(batch)
    change = log.Change("tampered", writer.close(), log.files_of(catalogued.now, "orders"))
    version = log.commit(catalogued.root, "orders", change)
    tampered = Snapshot(catalogued.root, catalogued.now.versions | {"orders": version})
    assert [f.check for f in lake.verify(catalogued.root, tampered)] == ["key", "count"]


def test_an_older_snapshot_shows_the_earlier_numbers(crowded: Catalogued) -> None:
    counts = []
    for snapshot in crowded.named:
        with engine.open(snapshot) as session:
            counts.append(session.fetch("SELECT count(*) AS n FROM orders").to_pylist()[0]["n"])
    assert counts == [1, 2, 3, 4, 5, 6, 7, 8, 9, 9]

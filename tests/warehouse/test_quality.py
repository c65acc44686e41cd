"""A score says how complete, clean and fresh a table is, and says nothing where there is nothing (9.2)."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from luoxuan.warehouse import lake, quality
from luoxuan.warehouse.lake import Snapshot
from luoxuan.warehouse.quality import QualityScore
from tests.warehouse.rows import Row, at, incoming, order


def score_of(root: Path, *imports: list[Row]) -> QualityScore:
    snapshot = Snapshot(root, {})
    with lake.write_lock(root):
        for number, rows in enumerate(imports):
            files = [incoming(f"i{number}", {"orders": rows})]
            snapshot = lake.commit_imports(root, snapshot, files).snapshot
    return quality.scores(snapshot)[0]


def full(import_id: str, order_id: str, number: int = 1, **given: object) -> Row:
    filled = {"created_at": at(0), "buyer_paid_amount": Decimal(1)}
    return order(import_id, order_id, number, **(filled | given))


def test_a_full_fresh_table_scores_one(tmp_path: Path) -> None:
    found = score_of(tmp_path, [full("i0", "a"), full("i0", "b", 2, source_as_of=at(7))])
    assert found == QualityScore(
        table="orders",
        rows=2,
        completeness=Decimal("1.0000"),
        emptiest=None,
        clean=Decimal("1.0000"),
        repeats=0,
        last_day="2026-03-01",
        freshest=at(7),
    )


def test_empty_cells_flags_and_repeats_are_counted(tmp_path: Path) -> None:
    first = [
        full("i0", "a", 1, buyer_paid_amount=None, quality_flags="bridge_mismatch"),
        full("i0", "b", 2, created_at=None, buyer_paid_amount=None),
        full("i0", "c", 3),
        full("i0", "d", 4, created_on=date(2026, 4, 2)),
    ]
    found = score_of(tmp_path, first, [full("i1", "d", 1, imported_at=at(1))])
    assert (found.completeness, found.emptiest) == (Decimal("0.8500"), "buyer_paid_amount")
    assert (found.clean, found.repeats) == (Decimal("0.7500"), 1)


def test_timely_means_no_older_than_asked(tmp_path: Path) -> None:
    found = score_of(tmp_path, [full("i0", "a", source_as_of=at(0))])
    assert found.is_timely(at(24), timedelta(days=1)) is True
    assert found.is_timely(at(25), timedelta(days=1)) is False


def test_a_lake_without_rows_has_no_score(tmp_path: Path) -> None:
    assert quality.scores(Snapshot(tmp_path, {})) == ()
    snapshot = Snapshot(tmp_path, {})
    with lake.write_lock(tmp_path):
        files = [incoming("i", {"orders": [order("i", "a")]})]
        snapshot = lake.commit_imports(tmp_path, snapshot, files).snapshot
        snapshot = lake.undo_import(tmp_path, snapshot, ["i"])
    found = quality.scores(snapshot)[0]
    assert (found.rows, found.completeness, found.clean, found.freshest) == (0, None, None, None)
    assert (found.emptiest, found.is_timely(at(0), timedelta(1))) == (None, None)

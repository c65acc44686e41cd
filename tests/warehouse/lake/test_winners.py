"""Current rows are what a slow obvious reference says, whatever came in and went out again."""

import shutil
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luoxuan.warehouse import engine, lake
from luoxuan.warehouse.lake import Snapshot
from tests.warehouse.rows import Row, at, incoming, order

KEY = ("platform", "shop_key", "order_id")
RECENCY = ("record_rank", "source_as_of", "imported_at", "source_row_no", "file_sha256")
DAYS = ["2026-02-27", "2026-03-01", "2026-03-31", "2026-04-02", None]

records = st.fixed_dictionaries(
    {
        "order_id": st.sampled_from("abcd"),
        "record_rank": st.integers(0, 1),
        "source_as_of": st.integers(0, 2).map(at),
        "created_on": st.sampled_from(DAYS).map(lambda d: None if d is None else _day(d)),
        "units": st.integers(0, 3),
    }
)
imports = st.lists(records, min_size=1, max_size=5)
steps = st.lists(
    st.one_of(
        st.lists(imports, min_size=1, max_size=3),  # one batch of files
        st.integers(0, 9),  # undo the import of that ordinal, where there is one
    ),
    min_size=1,
    max_size=5,
)


def _day(text: str) -> Any:
    from datetime import date

    return date.fromisoformat(text)


class Told:
    """The lake and, beside it, what came in and is not undone."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.snapshot = Snapshot(root, {})
        self.live: dict[str, list[Row]] = {}
        self.count = 0

    def bring(self, batch: Sequence[Sequence[dict[str, Any]]]) -> None:
        files = {}
        for contents in batch:
            name = f"i{self.count}"
            files[name] = [
                order(name, record["order_id"], number, imported_at=at(self.count), **_rest(record))
                for number, record in enumerate(contents, start=1)
            ]
            self.count += 1
        readings = [incoming(name, {"orders": rows}) for name, rows in files.items()]
        with lake.write_lock(self.root):
            self.snapshot = lake.commit_imports(self.root, self.snapshot, readings).snapshot
        self.live |= files

    def undo(self, ordinal: int) -> None:
        name = f"i{ordinal}"
        if name not in self.live:
            return
        with lake.write_lock(self.root):
            self.snapshot = lake.undo_import(self.root, self.snapshot, [name])
        del self.live[name]


def _rest(record: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name != "order_id"}


def reference(rows: Iterable[Row]) -> tuple[list[Row], list[Row]]:
    """Winners and losers, recomputed from nothing."""
    winners: dict[tuple[Any, ...], Row] = {}
    losers = []
    for one in rows:
        key = tuple(one[name] for name in KEY)
        stands = winners.get(key)
        if stands is None or _fresher(one, stands):
            winners[key] = one
        if stands is not None:
            losers.append(stands if winners[key] is one else one)
    return list(winners.values()), losers


def _fresher(one: Row, other: Row) -> bool:
    return tuple(one[n] for n in RECENCY) > tuple(other[n] for n in RECENCY)


def contents(snapshot: Snapshot, table: str) -> list[Row]:
    with engine.open(snapshot) as session:
        return session.fetch(f"SELECT * FROM {table}").to_pylist()


def in_order(rows: Iterable[Row]) -> list[tuple[str, ...]]:
    return sorted(tuple(f"{name}={value}" for name, value in sorted(r.items())) for r in rows)


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(tmp_path)


@settings(max_examples=25, deadline=None)
@given(steps)
def test_the_lake_says_what_the_reference_says(taken: list[Any]) -> None:
    root = Path(tempfile.mkdtemp())
    told = Told(root)
    for step in taken:
        if isinstance(step, int):
            told.undo(step)
        else:
            told.bring(step)
        winners, losers = reference(r for rows in told.live.values() for r in rows)
        assert in_order(contents(told.snapshot, "orders")) == in_order(winners)
        assert in_order(contents(told.snapshot, "orders_superseded")) == in_order(losers)
    shutil.rmtree(root)


@settings(max_examples=10, deadline=None)
@given(imports, imports)
def test_files_may_come_in_any_order(first: list[Any], second: list[Any]) -> None:
    """The same moment of import: the order of the two runs leaves no trace."""
    found = []
    for turned in (False, True):
        root = Path(tempfile.mkdtemp())
        snapshot = Snapshot(root, {})
        files = [("one", first), ("two", second)]
        for name, records_ in reversed(files) if turned else files:
            rows = [
                order(name, r["order_id"], number, **_rest(r))
                for number, r in enumerate(records_, start=1)
            ]
            with lake.write_lock(root):
                outcome = lake.commit_imports(root, snapshot, [incoming(name, {"orders": rows})])
            snapshot = outcome.snapshot
        found.append(in_order(contents(snapshot, "orders")))
        shutil.rmtree(root)
    assert found[0] == found[1]


@settings(max_examples=10, deadline=None)
@given(st.lists(imports, min_size=1, max_size=2), imports)
def test_undoing_the_last_import_leaves_no_trace(before: list[Any], last: list[Any]) -> None:
    root = Path(tempfile.mkdtemp())
    told = Told(root)
    told.bring(before)
    earlier = [in_order(contents(told.snapshot, t)) for t in ("orders", "orders_superseded")]
    told.bring([last])
    told.undo(told.count - 1)
    assert [
        in_order(contents(told.snapshot, t)) for t in ("orders", "orders_superseded")
    ] == earlier
    shutil.rmtree(root)


def test_an_older_file_does_not_move_a_status_back(told: Told) -> None:
    fresh = order("new", "1", order_status="completed", source_as_of=at(5))
    older = order("old", "1", order_status="awaiting_shipment", source_as_of=at(1))
    for name, rows in (("new", [fresh]), ("old", [older])):
        with lake.write_lock(told.root):
            outcome = lake.commit_imports(
                told.root, told.snapshot, [incoming(name, {"orders": rows})]
            )
        told.snapshot = outcome.snapshot
    assert contents(told.snapshot, "orders") == [fresh]
    assert outcome.merged["orders"] == lake.TableOutcome(rows=1, replaced=0, stale=1)


def test_a_key_moves_to_the_month_it_turns_out_to_belong_to(told: Told) -> None:
    told.bring([[{"order_id": "a", "created_on": None, "source_as_of": at(0)}]])
    told.bring([[{"order_id": "a", "created_on": _day("2026-03-01"), "source_as_of": at(1)}]])
    assert [r["month"] for r in contents(told.snapshot, "orders")] == ["2026-03"]
    told.undo(1)
    assert [r["month"] for r in contents(told.snapshot, "orders")] == ["0000-00"]
    assert contents(told.snapshot, "orders_superseded") == []


def test_two_sheets_alike_in_all_but_content_have_one_winner_for_good(told: Told) -> None:
    twins = [order("x", "1", units=1), order("x", "1", units=2)]
    won = []
    for turned in (twins, twins[::-1]):
        root = told.root / str(len(won))
        with lake.write_lock(root):
            outcome = lake.commit_imports(
                root, Snapshot(root, {}), [incoming("x", {"orders": [r]}) for r in turned]
            )
        won.append(contents(outcome.snapshot, "orders"))
    assert won[0] == won[1]
    assert len(won[0]) == 1

"""A writer killed at any step leaves the old state, and the next run mends it (9.1)."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from luoxuan.warehouse import engine, lake
from luoxuan.warehouse.lake import Snapshot
from tests.shared_material import ROOT
from tests.warehouse.lake import killed_writer
from tests.warehouse.rows import Row, incoming, order, source_file

TABLES = ("orders", "orders_superseded", "refunds", "refunds_superseded", "source_files")
Contents = dict[str, Sequence[Row]]


def contents(snapshot: Snapshot) -> Contents:
    with engine.open(snapshot) as session:
        return {
            name: session.fetch(f"SELECT * FROM {name} ORDER BY ALL").to_pylist() for name in TABLES
        }


def found(root: Path, base: Snapshot) -> Snapshot:
    """The lake with a first import, its base noted beside it."""
    rows = [order("one", "a", 1, units=1), order("one", "b", 2, units=1)]
    first = incoming("one", {"orders": rows, "source_files": [source_file("one")]})
    with lake.write_lock(root):
        snapshot = lake.commit_imports(root, base, [first]).snapshot
    (root / "base.json").write_text(json.dumps(dict(snapshot.versions)), encoding="utf-8")
    return snapshot


def killed_everywhere(mold: Path, work: Path, what: str) -> int:
    outcome = subprocess.run(
        [sys.executable, "-m", "tests.warehouse.lake.killed_writer", mold, work, what],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stderr
    return int(outcome.stdout)


def check_all(work: Path, steps: int, base: Snapshot, what: str) -> None:
    """Every copy: readers see the old state; the write, done again, gives the new one."""
    old = contents(base)
    new = contents(killed_writer.write(work / str(steps + 1), what))
    assert new != old
    for step in range(1, steps + 1):
        root = work / str(step)
        at_base = Snapshot(root, base.versions)
        assert contents(at_base) == old, f"killed at step {step}"
        after = killed_writer.write(root, what)
        assert contents(after) == new, f"killed at step {step}"
        assert contents(at_base) == old, f"killed at step {step}"
        assert lake.verify(root, after) == (), f"killed at step {step}"


@pytest.mark.parametrize("what", ["commit", "undo"])
def test_a_writer_killed_at_any_step_leaves_the_old_state(tmp_path: Path, what: str) -> None:
    mold = tmp_path / "mold"
    base = found(mold, Snapshot(mold, {}))
    if what == "undo":
        with lake.write_lock(mold):
            base = lake.commit_imports(mold, base, [killed_writer.second_import()]).snapshot
        (mold / "base.json").write_text(json.dumps(dict(base.versions)), encoding="utf-8")
    steps = killed_everywhere(mold, tmp_path / "work", what)
    assert steps > 20
    check_all(tmp_path / "work", steps, base, what)


@pytest.mark.slow
def test_a_repair_killed_at_any_step_is_repaired_by_the_next(tmp_path: Path) -> None:
    mold = tmp_path / "mold"
    base = found(mold, Snapshot(mold, {}))
    killed_writer.write(mold, "commit")  # nobody names it: the lake is ahead of its base
    steps = killed_everywhere(mold, tmp_path / "work", "commit")
    check_all(tmp_path / "work", steps, base, "commit")


def test_a_first_import_killed_leaves_an_empty_lake_that_takes_it_again(tmp_path: Path) -> None:
    mold = tmp_path / "mold"
    mold.mkdir()
    (mold / "base.json").write_text("{}", encoding="utf-8")
    steps = killed_everywhere(mold, tmp_path / "work", "commit")
    check_all(tmp_path / "work", steps, Snapshot(mold, {}), "commit")

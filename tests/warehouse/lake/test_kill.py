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


def check_all(mold: Path, base: Snapshot, what: str, stride: int) -> int:
    """Every copy: readers see the old state; the write, done again, gives the new one."""
    work = mold.parent / "work"
    outcome = subprocess.run(
        [sys.executable, "-m", "tests.warehouse.lake.killed_writer", mold, work, what, str(stride)],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert outcome.returncode == 0, outcome.stderr
    killed, through = json.loads(outcome.stdout)
    old, new = contents(base), contents(killed_writer.write(work / str(through), what))
    assert new != old
    for step in killed:
        root = work / str(step)
        at_base = Snapshot(root, base.versions)
        assert contents(at_base) == old, f"killed at step {step}"
        after = killed_writer.write(root, what)
        assert contents(after) == new, f"killed at step {step}"
        assert lake.verify(root, after) == (), f"killed at step {step}"
        assert contents(at_base) == old, f"killed at step {step}"
    return len(killed)


STRIDES = [pytest.param(37), pytest.param(3, marks=pytest.mark.slow)]


@pytest.mark.parametrize("stride", STRIDES)
def test_a_commit_killed_at_any_step_leaves_the_old_state(tmp_path: Path, stride: int) -> None:
    mold = tmp_path / "mold"
    base = found(mold, Snapshot(mold, {}))
    assert check_all(mold, base, "commit", stride) > 40 // stride


@pytest.mark.parametrize("stride", STRIDES)
def test_an_undo_killed_at_any_step_leaves_the_old_state(tmp_path: Path, stride: int) -> None:
    mold = tmp_path / "mold"
    base = found(mold, Snapshot(mold, {}))
    with lake.write_lock(mold):
        base = lake.commit_imports(mold, base, [killed_writer.second_import()]).snapshot
    (mold / "base.json").write_text(json.dumps(dict(base.versions)), encoding="utf-8")
    assert check_all(mold, base, "undo", stride) > 25 // stride


@pytest.mark.slow
def test_a_repair_killed_at_any_step_is_repaired_by_the_next(tmp_path: Path) -> None:
    mold = tmp_path / "mold"
    base = found(mold, Snapshot(mold, {}))
    killed_writer.write(mold, "commit")  # nobody names it: the lake is ahead of its base
    assert check_all(mold, base, "commit", 3) > 15


@pytest.mark.parametrize("stride", STRIDES)
def test_a_first_import_killed_leaves_an_empty_lake_that_takes_it_again(
    tmp_path: Path, stride: int
) -> None:
    mold = tmp_path / "mold"
    mold.mkdir()
    (mold / "base.json").write_text("{}", encoding="utf-8")
    assert check_all(mold, Snapshot(mold, {}), "commit", stride) > 25 // stride

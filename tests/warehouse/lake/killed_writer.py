"""Runs a write on copies of a lake, killing copy n's writer with SIGKILL at its n-th step.

A step is the moment before or after anything that touches the disk. Run as a program:
`python -m tests.warehouse.lake.killed_writer MOLD WORK WHAT STRIDE`; prints the steps at which a
writer died, and the one at which it got through.
"""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from deltalake import DeltaTable

from luoxuan.warehouse import lake
from luoxuan.warehouse.lake import Snapshot
from tests.warehouse.rows import at, incoming, order, row, source_file

STEPS: list[tuple[Any, str]] = [
    (pq.ParquetWriter, "write_table"),
    (pq.ParquetWriter, "close"),
    (DeltaTable, "create_write_transaction"),
    (DeltaTable, "restore"),
    (os, "link"),
    (os, "fsync"),
    (Path, "unlink"),
]


def second_import() -> lake.IncomingRows:
    """Beats one order of the base, loses to another, brings new ones and a new table."""
    orders = [
        order("two", "a", 1, units=20, imported_at=at(1)),
        order("two", "b", 2, units=20, source_as_of=at(-9), imported_at=at(1)),
        order("two", "c", 3, units=20, imported_at=at(1)),
    ]
    refund = row("refunds", "two", platform="taobao", shop_key="demo", refund_id="r")
    return incoming(
        "two", {"orders": orders, "refunds": [refund], "source_files": [source_file("two")]}
    )


def write(root: Path, what: str) -> Snapshot:
    """Commit the second import, or undo the first, on the base noted beside the lake."""
    base = Snapshot(root, json.loads((root / "base.json").read_text(encoding="utf-8")))
    with lake.write_lock(root):
        if what == "undo":
            return lake.undo_import(root, base, ["one"])
        return lake.commit_imports(root, base, [second_import()]).snapshot


def die_at(step: int) -> None:
    """Kill this process at that step."""
    seen = 0

    def tick() -> None:
        nonlocal seen
        seen += 1
        if seen == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*positional: Any, **named: Any) -> Any:
            tick()
            result = real(*positional, **named)
            tick()
            return result

        return call

    for owner, name in STEPS:
        setattr(owner, name, counted(getattr(owner, name)))
    DeltaTable.create = staticmethod(counted(DeltaTable.create))  # type: ignore[method-assign]


def survived(root: Path, what: str, step: int) -> bool:
    """Run the write in a child that dies at the step; true where it got through first."""
    child = os.fork()
    if child == 0:
        die_at(step)
        write(root, what)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0:
        raise SystemExit(f"The writer failed by itself at step {step}.")
    return os.WIFEXITED(status)


def main(arguments: Sequence[str]) -> None:
    """Copy, run, kill, and on to the next step until a writer gets through."""
    mold, work, what, stride = Path(arguments[0]), Path(arguments[1]), arguments[2], arguments[3]
    step, killed = 1, []
    while True:
        root = work / str(step)
        shutil.copytree(mold, root)
        if survived(root, what, step):
            break
        killed.append(step)
        step += int(stride)
    print(json.dumps([killed, step]))


if __name__ == "__main__":
    main(sys.argv[1:])

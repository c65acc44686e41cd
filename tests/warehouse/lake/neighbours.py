"""Processes that use one lake at the same time: writers, readers, and one who tidies up.

Run as `python -m tests.warehouse.lake.neighbours ROLE ROOT NAME TOTAL`. The catalogue is a file
replaced in one step; a process that sees half an import, or fails, ends with another status than 0.
"""

import json
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from luoxuan.warehouse import engine, lake
from luoxuan.warehouse.lake import Snapshot
from tests.warehouse.rows import at, incoming, order, source_file

IMPORTS = 6  # per writer
SEEN = """
    SELECT (SELECT count(*) FROM source_files) AS imports,
        (SELECT count(*) FROM orders) AS current,
        (SELECT count(*) FROM orders_superseded) AS lost,
        (SELECT count(*) FROM orders WHERE import_id NOT IN (SELECT import_id FROM source_files))
            AS strays
"""


def named(root: Path) -> Snapshot:
    """What the catalogue names now."""
    path = root / "catalogue.json"
    return Snapshot(root, json.loads(path.read_text(encoding="utf-8")) if path.exists() else {})


def name(root: Path, snapshot: Snapshot) -> None:
    """Swap the catalogue in one step, under the lock."""
    fresh = root / "catalogue.next"
    fresh.write_text(json.dumps(dict(snapshot.versions)), encoding="utf-8")
    fresh.replace(root / "catalogue.json")


def writer(root: Path, me: str, total: int) -> None:
    """Bring six imports: two new orders each, and one that all writers share."""
    for number in range(IMPORTS):
        one = f"{me}-{number}"
        rows = [order(one, f"{one}-{n}", n) for n in (1, 2)]
        rows.append(order(one, "shared", 3, source_as_of=at(number)))
        files = incoming(one, {"orders": rows, "source_files": [source_file(one)]})
        with lake.write_lock(root):
            name(root, lake.commit_imports(root, named(root), [files]).snapshot)


def reader(root: Path, me: str, total: int) -> None:
    """Read until all imports are in; each time all of an import is there, or nothing."""
    imports = 0
    while imports < total:
        with engine.open(named(root)) as session:
            seen = session.fetch(SEEN).to_pylist()[0]
        n = seen["imports"]
        expected = {
            "imports": n,
            "current": 2 * n + min(n, 1),
            "lost": max(n - 1, 0),
            "strays": 0,
        }
        if seen != expected or n < imports:
            raise SystemExit(f"Saw {seen} after {imports} imports.")
        imports = n


def keeper(root: Path, me: str, total: int) -> None:
    """Compact and vacuum all the while."""
    imports = 0
    while imports < total:
        with lake.write_lock(root):
            name(root, lake.compact(root, named(root)))
            lake.vacuum(root, [named(root)], timedelta(hours=1))
        with engine.open(named(root)) as session:
            imports = session.fetch(SEEN).to_pylist()[0]["imports"]


ROLES: dict[str, Callable[[Path, str, int], None]] = {
    "writer": writer,
    "reader": reader,
    "keeper": keeper,
}

if __name__ == "__main__":
    ROLES[sys.argv[1]](Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))

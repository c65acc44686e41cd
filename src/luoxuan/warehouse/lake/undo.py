"""An import goes out exactly; what it had beaten is true again (9.1)."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from luoxuan.warehouse.lake import log, merge
from luoxuan.warehouse.lake.commit import repair
from luoxuan.warehouse.lake.lock import require_lock
from luoxuan.warehouse.lake.log import Change
from luoxuan.warehouse.lake.model import SUPERSEDED, Snapshot
from luoxuan.warehouse.lake.relation import Files, names, workbench
from luoxuan.warehouse.tables import TABLES


def undo_import(root: Path, base: Snapshot, import_ids: Sequence[str]) -> Snapshot:
    """The lake as if these imports had never been. The caller holds `write_lock`."""
    require_lock(root)
    repair(root, base)
    versions = dict(base.versions)
    with workbench(root) as db:
        db.execute("CREATE TEMP TABLE undone (import_id VARCHAR)")
        db.executemany("INSERT INTO undone VALUES (?)", [[one] for one in import_ids])
        for name in TABLES:
            if name in base.versions:
                _table_undo(db, base, versions, name)
    return Snapshot(root, versions)


def _table_undo(
    db: duckdb.DuckDBPyConnection, base: Snapshot, versions: dict[str, int], name: str
) -> None:
    table, lost_name = TABLES[name], name + SUPERSEDED
    current = Files(base.root / name, table, log.files_of(base, name))
    lost = Files(base.root / lost_name, table, log.files_of(base, lost_name))
    _choose(db, current, lost)
    back = merge.move_rows(db, lost, current, "promoted")
    for files, chosen, extra in ((lost, "unlost", []), (current, "leaving", back)):
        kept, removed = merge.without(db, files, chosen)
        if kept or removed or extra:
            versions[files.folder.name] = log.commit(
                base.root, files.folder.name, Change("undo", kept + extra, removed)
            )


def _choose(db: duckdb.DuckDBPyConnection, current: Files, lost: Files) -> None:
    """Fill `leaving` (of current), `promoted` (of superseded) and `unlost` (all that leave it)."""
    undone = "import_id IN (SELECT import_id FROM undone)"
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE leaving AS SELECT file, row, {names(current.table.key)} "
        f"FROM {current.relation()} WHERE {undone}"
    )
    same = " AND ".join(f'k."{name}" IS NOT DISTINCT FROM s."{name}"' for name in current.table.key)
    orphaned = f"NOT {undone} AND EXISTS (SELECT 1 FROM leaving k WHERE {same})"
    merge.choose(db, lost, "promoted", "place = 1", orphaned)
    db.execute(
        "CREATE OR REPLACE TEMP TABLE unlost AS SELECT file, row FROM promoted "
        f"UNION ALL SELECT file, row FROM {lost.relation()} WHERE {undone}"
    )

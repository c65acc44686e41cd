"""An import goes out exactly; what it had beaten is true again (9.1)."""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from luoxuan.warehouse.lake import log, merge
from luoxuan.warehouse.lake.commit import repair
from luoxuan.warehouse.lake.lock import require_lock
from luoxuan.warehouse.lake.log import Change
from luoxuan.warehouse.lake.merge import Files
from luoxuan.warehouse.lake.model import SUPERSEDED, Snapshot
from luoxuan.warehouse.tables import TABLES


def undo_import(root: Path, base: Snapshot, import_ids: Sequence[str]) -> Snapshot:
    """The lake as if these imports had never been. The caller holds `write_lock`."""
    require_lock(root)
    repair(root, base)
    versions = dict(base.versions)
    with merge.workbench(root) as db:
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
    key = merge.names(current.table.key)
    order = merge.recency_order(db, lost, "true")
    undone = "import_id IN (SELECT import_id FROM undone)"
    db.execute(
        f"CREATE OR REPLACE TEMP TABLE leaving AS SELECT filename, file_row_number, {key} "
        f"FROM {current.relation()} WHERE {undone}"
    )
    same = " AND ".join(f'k."{name}" IS NOT DISTINCT FROM s."{name}"' for name in current.table.key)
    db.execute(
        "CREATE OR REPLACE TEMP TABLE promoted AS SELECT filename, file_row_number FROM ("
        f"SELECT filename, file_row_number, row_number() OVER (PARTITION BY {key} ORDER BY {order})"
        f" AS place FROM {lost.relation()} s WHERE NOT {undone} AND EXISTS "
        f"(SELECT 1 FROM leaving k WHERE {same})) WHERE place = 1"
    )
    db.execute(
        "CREATE OR REPLACE TEMP TABLE unlost AS SELECT filename, file_row_number FROM promoted "
        f"UNION ALL SELECT filename, file_row_number FROM {lost.relation()} WHERE {undone}"
    )

"""A lake with a short memory of its catalogue."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from luoxuan.warehouse import engine, lake
from luoxuan.warehouse.lake import IncomingRows, Snapshot
from tests.warehouse.rows import Row


@dataclass
class Catalogued:
    """A lake, and the snapshots a catalogue would have named, oldest first."""

    root: Path
    named: list[Snapshot] = field(default_factory=list)

    @property
    def now(self) -> Snapshot:
        return self.named[-1] if self.named else Snapshot(self.root, {})

    def bring(self, *readings: IncomingRows) -> Snapshot:
        with lake.write_lock(self.root):
            self.named.append(lake.commit_imports(self.root, self.now, readings).snapshot)
        return self.now

    def undo(self, *import_ids: str) -> Snapshot:
        with lake.write_lock(self.root):
            self.named.append(lake.undo_import(self.root, self.now, import_ids))
        return self.now

    def compact(self) -> Snapshot:
        with lake.write_lock(self.root):
            self.named.append(lake.compact(self.root, self.now))
        return self.now

    def rows(self, table: str, order: str = "ALL", at: Snapshot | None = None) -> Sequence[Row]:
        with engine.open(at or self.now) as session:
            query = f"SELECT * FROM {table} ORDER BY {order}"
            found: list[Row] = session.fetch(query).to_pylist()
        return found


@pytest.fixture
def catalogued(tmp_path: Path) -> Catalogued:
    return Catalogued(tmp_path / "lake")

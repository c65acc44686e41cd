"""How good the data of each table is: complete, unique, timely; each share with its count (9.2)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from luoxuan.warehouse import engine
from luoxuan.warehouse.contracts import CONTRACTS
from luoxuan.warehouse.lake import Snapshot
from luoxuan.warehouse.tables import TABLES, Table

NEEDED: dict[str, tuple[str, ...]] = {
    name: contract.needed for name, contract in CONTRACTS.items() if contract.needed
}
"""What a row of the table must say to be of use; other columns may well be absent from a source."""


@dataclass(frozen=True)
class QualityScore:
    """One table: how many needed cells are filled, rows fresh, rows without a flag."""

    table: str
    rows: int
    completeness: Decimal | None
    """Share of needed cells that are filled; None without rows."""
    emptiest: str | None
    """The needed column most often empty, if any is."""
    clean: Decimal | None
    """Share of rows without a quality flag."""
    repeats: int
    """Records of a key already there, beaten and kept beside: overlap of the files, no error."""
    last_day: str | None
    """Last day the table covers."""
    freshest: datetime | None
    """How fresh the freshest record is."""

    def is_timely(self, at: datetime, within: timedelta) -> bool | None:
        """Whether the freshest record is no older than that; None without rows."""
        return None if self.freshest is None else at - self.freshest <= within


def scores(snapshot: Snapshot) -> tuple[QualityScore, ...]:
    """A score for every table of business facts that the snapshot names."""
    with engine.open(snapshot) as session:
        return tuple(
            _score(session, TABLES[name], needed)
            for name, needed in NEEDED.items()
            if name in snapshot.versions
        )


def _score(session: engine.Session, table: Table, needed: tuple[str, ...]) -> QualityScore:
    filled = ", ".join(f'count("{name}") AS "{name}"' for name in needed)
    day = f'max("{table.day}")' if table.day else "NULL"
    query = (
        f"SELECT count(*) AS n, count(*) - count(quality_flags) AS clean_rows, "
        f"max(source_as_of) AS freshest, CAST({day} AS VARCHAR) AS last_day, "
        f"(SELECT count(*) FROM {table.name}_superseded) AS repeats, {filled} FROM {table.name}"
    )
    found = session.fetch(query).to_pylist()[0]
    rows = found["n"]
    fewest = min(needed, key=lambda name: found[name])
    return QualityScore(
        table=table.name,
        rows=rows,
        completeness=_share(sum(found[name] for name in needed), rows * len(needed)),
        emptiest=fewest if found[fewest] < rows else None,
        clean=_share(found["clean_rows"], rows),
        repeats=found["repeats"],
        last_day=found["last_day"],
        freshest=found["freshest"],
    )


def _share(part: int, whole: int) -> Decimal | None:
    return None if not whole else (Decimal(part) / whole).quantize(Decimal("0.0001"))

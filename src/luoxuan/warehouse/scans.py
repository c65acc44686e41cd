"""Scans that prove something of the lake: no personal data in it, and how many rows passed the checks (9.2, 9.3)."""

from dataclasses import dataclass
from datetime import datetime

from luoxuan.warehouse.engine import Session
from luoxuan.warehouse.tables import TABLES, Table

EDGE = "[^0-9A-Za-z]"
PERSONAL = {
    "phone": f"(^|{EDGE})1[3-9][0-9]{{9}}({EDGE}|$)",
    "identity": f"(^|{EDGE})[1-9][0-9]{{5}}(19|20)[0-9]{{2}}(0[1-9]|1[0-2])[0-3][0-9][0-9]{{3}}[0-9Xx]({EDGE}|$)",
    "email": r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}",
}
"""What gives a person away, as a regular expression of the engine."""
NUMBERED = ("_id", "_key", "_sha256", "_no", "month", "merchant_sku", "layout")
"""Ends of the names of columns that hold identifiers of goods, orders and files: long digits there are no phones."""


@dataclass(frozen=True)
class ColumnScan:
    """One text column, and in how many of its rows something personal was found."""

    table: str
    column: str
    rows: int
    hits: int


def personal_scan(session: Session) -> tuple[ColumnScan, ...]:
    """Every text column of every table that is not an identifier."""
    return tuple(found for table in TABLES.values() for found in _scanned(session, table))


def _scanned(session: Session, table: Table) -> list[ColumnScan]:
    names = [c.name for c in table.columns if c.type == "text" and not c.name.endswith(NUMBERED)]
    pattern = "|".join(f"({one})" for one in PERSONAL.values())
    counted = ", ".join(
        f'count(*) FILTER (regexp_matches("{name}", \'{pattern}\')) AS "{name}"' for name in names
    )
    (row,) = session.fetch(f"SELECT count(*) AS n_rows, {counted} FROM {table.name}").to_pylist()
    if not row["n_rows"]:
        return []
    return [ColumnScan(table.name, name, row["n_rows"], row[name]) for name in names]


@dataclass(frozen=True)
class RowsRead:
    """Rows of one report of one shop that came in, and how many of them were set aside."""

    shop_key: str
    layout: str
    rows: int
    quarantined: int
    last_at: datetime


def rows_read(session: Session, since: datetime) -> tuple[RowsRead, ...]:
    """What was imported from that moment on, per shop and report."""
    found = session.fetch(
        "SELECT coalesce(shop_key, '') AS shop_key, coalesce(layout, '') AS layout, "
        "sum(rows_read) AS n_rows, sum(coalesce(rows_quarantined, 0)) AS quarantined, max(imported_at) AS last_at "
        "FROM source_files WHERE status = 'imported' AND imported_at >= ? "
        "GROUP BY 1, 2 ORDER BY 1, 2",
        [since],
    ).to_pylist()
    return tuple(
        RowsRead(
            row["shop_key"],
            row["layout"],
            int(row["n_rows"] or 0),
            int(row["quarantined"]),
            row["last_at"],
        )
        for row in found
    )

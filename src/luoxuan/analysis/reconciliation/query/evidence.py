"""The rows a difference stands on (11.12)."""

from typing import Any

from luoxuan.warehouse.engine import Session

LIMIT = 200
HIDDEN = {
    "import_id", "file_sha256", "source_row_no", "layout", "record_rank", "imported_at",
    "source_as_of", "month", "customer_key", "identity_quality",
}  # fmt: skip


def of_order(session: Session, table: str, order_id: str, ledger: str = "") -> list[dict[str, Any]]:
    """Rows of a table that name the order."""
    of_ledger = "AND ledger = $ledger" if ledger else "AND $ledger = ''"
    return _shown(
        session.fetch(
            f"SELECT * FROM {table} WHERE order_id = $order_id {of_ledger} LIMIT {LIMIT}",
            {"order_id": order_id, "ledger": ledger},
        ).to_pylist()
    )


def of_flows(session: Session, flow_nos: tuple[str, ...], ledger: str) -> list[dict[str, Any]]:
    """Movements by their number."""
    return _shown(
        session.fetch(
            f"""SELECT * FROM settlement_lines WHERE list_contains($flow_nos::VARCHAR[], flow_no)
            AND ledger = $ledger LIMIT {LIMIT}""",
            {"flow_nos": list(flow_nos), "ledger": ledger},
        ).to_pylist()
    )


def _shown(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    shown = [{k: v for k, v in row.items() if k not in HIDDEN and v is not None} for row in rows]
    return sorted(shown, key=lambda row: (str(row.get("occurred_at", "")), repr(row)))

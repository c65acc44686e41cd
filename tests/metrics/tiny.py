"""Tiny canonical tables in memory: a session over rows written in the test."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import duckdb
import pyarrow as pa

from luoxuan.warehouse.engine.shapes import compiled
from luoxuan.warehouse.tables import DERIVED, TABLES
from luoxuan.warehouse.tables.arrow import arrow_schema

Rows = Sequence[Mapping[str, Any]]
IMPORTED_AT = datetime(2026, 11, 24, 1, tzinfo=UTC)


class TinySession:
    """Runs Ibis expressions on a DuckDB that holds nothing but the given rows."""

    def __init__(self, **tables: Rows) -> None:
        self.connection = duckdb.connect(config={"threads": 1})
        self._has_views = False
        for name, table in TABLES.items():
            rows = [_complete(name, n, row) for n, row in enumerate(tables.get(name, ()), 1)]
            self.connection.register(name, pa.Table.from_pylist(rows, schema=arrow_schema(table)))
        self.connection.execute(f"CREATE VIEW parcels AS {DERIVED['parcels'].sql}")

    def run(self, expression: Any) -> pa.Table:
        """All rows of the expression."""
        return self.fetch(compiled(expression))

    def fetch(self, sql: str) -> pa.Table:
        """All rows of a compiled query."""
        if "profit_" in sql and not self._has_views:
            for view in DERIVED.values():
                self.connection.execute(f"CREATE OR REPLACE VIEW {view.name} AS {view.sql}")
            self._has_views = True
        return self.connection.execute(sql).to_arrow_table()


def _complete(table: str, number: int, row: Mapping[str, Any]) -> dict[str, Any]:
    known = {column.name for column in TABLES[table].columns}
    assert set(row) <= known, set(row) - known
    lineage = {"import_id": "i1", "file_sha256": "f1", "source_row_no": number}
    return {"platform": "taobao", "shop_key": "a", **lineage, "imported_at": IMPORTED_AT, **row}


def order(order_id: str, amount: str | None, **more: Any) -> dict[str, Any]:
    """A paid order of 1 November unless told otherwise."""
    day = more.pop("day", date(2026, 11, 1))
    paid = {"payment_status": "paid", "order_status": "completed", "paid_on": day}
    value = None if amount is None else Decimal(amount)
    return {
        "order_id": order_id,
        "buyer_paid_amount": value,
        "currency": "CNY",
        "created_on": day,
        **paid,
        **more,
    }


def line(line_id: str, order_id: str, amount: str | None, **more: Any) -> dict[str, Any]:
    """A line of a paid order of 1 November unless told otherwise."""
    day = more.pop("day", date(2026, 11, 1))
    return {
        "line_id": line_id,
        "order_id": order_id,
        "paid_amount": None if amount is None else Decimal(amount),
        "currency": "CNY",
        "created_on": day,
        "paid_on": day,
        "payment_status": "paid",
        "quantity": 1,
        **more,
    }


def refund(refund_id: str, order_id: str, amount: str, **more: Any) -> dict[str, Any]:
    """A refund paid back on 1 November unless told otherwise."""
    day = more.pop("day", date(2026, 11, 1))
    return {
        "refund_id": refund_id,
        "order_id": order_id,
        "amount": Decimal(amount),
        "currency": "CNY",
        "status": "refunded",
        "type": "refund_only",
        "applied_on": day,
        "refunded_on": day,
        **more,
    }


def visits(visitors: int | None, **more: Any) -> dict[str, Any]:
    """A shop's day of traffic, 1 November unless told otherwise."""
    day = more.pop("day", date(2026, 11, 1))
    return {
        "grain": "shop",
        "period_start": day,
        "period_end": day,
        "time_semantics": "daily_fact",
        "product_id": "",
        "source_path": "",
        "visitors": visitors,
        "is_rollup": False,
        **more,
    }


def spend(amount: str, **more: Any) -> dict[str, Any]:
    """A campaign's day of spend, 1 November unless told otherwise."""
    day = more.pop("day", date(2026, 11, 1))
    return {
        "ad_platform": "alimama",
        "account_id": "acc",
        "report_kind": "campaign",
        "period_start": day,
        "period_end": day,
        "time_semantics": "daily_fact",
        "campaign_id": "c1",
        "adgroup_id": "",
        "creative_id": "",
        "target_id": "",
        "attribution_window": "unknown",
        "spend": Decimal(amount),
        "currency": "CNY",
        **more,
    }


LAYOUTS = {
    "orders": "taobao/orders_legacy_csv@1",
    "lines": "taobao/order_lines_csv@1",
    "refunds": "taobao/refunds_xlsx@1",
    "ads": "alimama/wanxiangtai_item_zip@1",
}


def file(report: str, first: date, last: date, **more: Any) -> dict[str, Any]:
    """An imported file of a report that covers the days."""
    return {
        "part": "",
        "status": "imported",
        "layout": LAYOUTS.get(report, f"own/{report}@1"),
        "first_day": first,
        "last_day": last,
        **more,
    }

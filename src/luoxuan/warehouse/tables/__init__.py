"""The canonical tables as data: what each row is, its key, its columns and their units (9.1)."""

from luoxuan.warehouse.tables.catalog import PRODUCTS, SHOPS, SKUS
from luoxuan.warehouse.tables.costs import BUNDLES, COSTS, FEE_TERMS
from luoxuan.warehouse.tables.demand import AD_SPEND_DAILY, LIVE_SESSIONS, TRAFFIC_DAILY
from luoxuan.warehouse.tables.derived import DERIVED
from luoxuan.warehouse.tables.intake import REJECTED_ROWS, SOURCE_FILES
from luoxuan.warehouse.tables.model import Column, DerivedView, Table, Type
from luoxuan.warehouse.tables.operations import (
    SERVICE_DAILY,
    SERVICE_SESSIONS,
    SHIPMENTS,
    STOCK_SNAPSHOTS,
)
from luoxuan.warehouse.tables.sales import ORDER_LINES, ORDERS, REFUNDS
from luoxuan.warehouse.tables.settlement import PAYMENTS, SETTLEMENT_LINES

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        SHOPS,
        ORDERS,
        ORDER_LINES,
        REFUNDS,
        PRODUCTS,
        SKUS,
        TRAFFIC_DAILY,
        AD_SPEND_DAILY,
        LIVE_SESSIONS,
        SETTLEMENT_LINES,
        PAYMENTS,
        COSTS,
        BUNDLES,
        FEE_TERMS,
        STOCK_SNAPSHOTS,
        SHIPMENTS,
        SERVICE_DAILY,
        SERVICE_SESSIONS,
        SOURCE_FILES,
        REJECTED_ROWS,
    )
}

__all__ = ["DERIVED", "TABLES", "Column", "DerivedView", "Table", "Type"]

"""Traffic facts: daily rows, and the rows of exactly a period (6.6)."""

from typing import Any

from luoxuan.metrics.scope import Scope
from luoxuan.warehouse.engine import ibis_tables


def traffic(scope: Scope) -> Any:
    """Daily rows of whole shops."""
    return _rows(_daily(scope, "shop"))


def traffic_products(scope: Scope) -> Any:
    """Daily rows of products."""
    return _rows(_daily(scope, "product"))


def traffic_sources(scope: Scope) -> Any:
    """Daily rows of traffic sources, roll-ups left out."""
    return _rows(_daily(scope, "source"))


def of_period(scope: Scope, grain: str) -> Any:
    """Rows of exactly the asked period: the only place a distinct count of several days may come from."""
    (period,) = scope.periods
    rows = _of_grain(scope, grain)
    return _rows(rows.filter(rows.period_start == period.first, rows.period_end == period.last))


def _daily(scope: Scope, grain: str) -> Any:
    rows = _of_grain(scope, grain)
    return rows.filter(
        scope.within(rows.period_start),
        rows.period_end == rows.period_start,
        rows.time_semantics.fill_null("daily_fact").isin(["daily_fact", "period_snapshot"]),
    )


def _of_grain(scope: Scope, grain: str) -> Any:
    traffic = ibis_tables()["traffic_daily"]
    return traffic.filter(
        traffic.grain == grain,
        ~traffic.is_rollup.fill_null(False),
        traffic.time_semantics.fill_null("daily_fact") != "cumulative",
        *scope.admits(traffic),
    )


def _rows(table: Any) -> Any:
    """Both sides of a rate come from rows that have both."""
    import ibis

    def beside(value: Any, other: Any) -> Any:
        return ibis.ifelse(other.notnull(), value, None)

    visitors = table.visitors
    return table.select(
        *("platform", "shop_key", "currency", "visitors", "page_views", "paid_buyers"),
        *("period_start", "period_end", "product_id", "source_path", "title"),
        *("import_id", "file_sha256", "source_row_no"),
        day=table.period_start,
        product=table.product_id,
        source=table.source_path,
        converted=beside(table.paid_buyers, visitors),
        convertible=beside(visitors, table.paid_buyers),
        carting=beside(table.add_to_cart_users, visitors),
        cartable=beside(visitors, table.add_to_cart_users),
    )

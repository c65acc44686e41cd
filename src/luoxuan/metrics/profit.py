"""The facts of profit: lines with what is left of them, and the ad spend beside them (6.6)."""

from typing import Any

from luoxuan.metrics.scope import Scope
from luoxuan.metrics.spend import ads
from luoxuan.warehouse.engine import ibis_tables

_IDS = ("platform", "shop_key", "line_id", "order_id", "currency")
_LINEAGE = ("import_id", "file_sha256", "source_row_no")


def profit(scope: Scope) -> Any:
    """Lines paid on the days. Of an unknown cost nothing is known but sales and fees."""
    import ibis

    lines = ibis_tables()["profit_lines"]
    rows = lines.filter(scope.within(lines.day), *scope.admits(lines))
    fees = rows.platform_fee + rows.commission + rows.influencer_fee + rows.payment_fee
    billed = [rows.actual_platform_fee, rows.actual_commission, rows.actual_influencer_fee]
    taken = sum((fee.fill_null(0) for fee in billed), rows.actual_payment_fee.fill_null(0))
    days = rows.settled_on.delta(rows.day, unit="day")

    def settled(value: Any) -> Any:
        return ibis.ifelse(rows.is_settled, value, None)

    return rows.select(
        *_IDS, *("channel", "province", "sku", "title", "contribution", "gross_profit"), *_LINEAGE,
        day=rows.day, product=rows.product_id, goods_cost=-rows.goods_cost,
        known_sales=ibis.ifelse(rows.cost_known, rows.net_revenue, None),
        fees=-fees, fee_base=rows.net_revenue, fees_billed=settled(-taken),
        settled_sales=settled(rows.net_revenue), waited=settled(rows.net_revenue * days),
    )  # fmt: skip


def profit_after_ads(scope: Scope) -> Any:
    """The lines of known cost, and each day's ad spend of the shop taken away."""
    import ibis

    lines, spend = profit(scope), ads(scope)
    earned = lines.select(*_IDS, *_LINEAGE, "day", "known_sales", left_over=lines.contribution)
    spent = spend.select(
        "platform", "shop_key", line_id=spend.account_id, order_id=ibis.null("string"),
        currency=spend.currency, import_id=spend.import_id, file_sha256=spend.file_sha256,
        source_row_no=spend.source_row_no, day=spend.day, known_sales=ibis.null("decimal(18, 4)"),
        left_over=-spend.spend,
    )  # fmt: skip
    return ibis.union(earned, spent, distinct=False)

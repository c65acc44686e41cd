"""The measures: everything that is counted or added, once (6.6)."""

from typing import Literal

from luoxuan.metrics.model import Measure, Source

How = Literal["sum", "rows", "distinct", "single", "last"]


def _sum(column: str, *facts: str, is_money: bool = False, name: str = "") -> Measure:
    sources = tuple(Source(fact, "sum", column) for fact in facts)
    return Measure(name or column, sources, is_money)


def _traffic(name: str, column: str, how: How = "sum") -> Measure:
    facts = ("traffic", "traffic_products", "traffic_sources")
    return Measure(name, tuple(Source(fact, how, column) for fact in facts))


def _orders(name: str, lines: str) -> Measure:
    return Measure(name, (Source(name, "rows"), Source(lines, "distinct", "order_id")))


def _stock(name: str, column: str) -> Measure:
    return Measure(name, (Source("stock", "last", column),))


PROFIT_KNOWN = ("goods_cost", "gross_profit", "contribution", "known_sales")


def _profit(name: str, needs: Literal["", "costs"] = "costs") -> Measure:
    return Measure(name, (Source("profit", "sum", name),), True, needs)


MEASURES: dict[str, Measure] = {
    measure.id: measure
    for measure in (
        _sum("amount", "orders_created", "lines_created", is_money=True, name="gmv_created"),
        _sum("amount", "orders_paid", "lines_paid", is_money=True, name="gmv_paid"),
        _orders("orders_created", "lines_created"),
        _orders("orders_paid", "pieces_paid"),
        Measure("buyers", (Source("orders_paid", "distinct", "customer_key"),)),
        _sum("identified", "orders_paid", name="orders_identified"),
        _sum("quantity", "pieces_paid", name="units_of_lines"),
        _sum("units", "orders_paid", name="units_of_orders"),
        _sum("amount", "refunds_done", is_money=True, name="refund_amount"),
        _sum("amount", "refunds_cohort", is_money=True, name="refund_amount_cohort"),
        Measure("refund_count", (Source("refunds_done", "rows"),)),
        _traffic("visitors", "visitors", "single"),
        _traffic("buyers_reported", "paid_buyers", "single"),
        _traffic("visitor_days", "visitors"),
        _traffic("page_views", "page_views"),
        _traffic("converted", "converted"),
        _traffic("convertible", "convertible"),
        _traffic("carting", "carting"),
        _traffic("cartable", "cartable"),
        _sum("spend", "ads", is_money=True, name="ad_spend"),
        _sum("value", "ads", is_money=True, name="ad_attributed_value"),
        _sum("valued_spend", "ads", is_money=True),
        _sum("orders", "ads", name="ad_attributed_orders"),
        _sum("ordered_spend", "ads", is_money=True),
        _sum("clicks", "ads", name="ad_clicks"),
        _sum("clicked_spend", "ads", is_money=True),
        _sum("spent_value", "ads", is_money=True),
        _sum("spent_orders", "ads"),
        _sum("spent_clicks", "ads"),
        _sum("shown_clicks", "ads"),
        _sum("clicked_impressions", "ads"),
        _sum("impressions", "ads", name="ad_impressions"),
        _sum("interactions", "ads"),
        _sum("interacted_impressions", "ads"),
        _sum("first_response_weighted", "service"),
        _sum("first_response_people", "service"),
        _sum("within_30s_weighted", "service"),
        _sum("within_30s_people", "service"),
        _sum("within_3min_weighted", "service"),
        _sum("within_3min_people", "service"),
        _sum("satisfied_weighted", "service"),
        _sum("satisfied_people", "service"),
        _sum("inquiries_paid", "service"),
        _sum("inquiries", "service"),
        Measure("parcels_sent", (Source("parcels", "rows"),)),
        _sum("in_time", "parcels", name="parcels_in_time"),
        _sum("due", "parcels", name="parcels_due"),
        _sum("delivered", "parcels", name="parcels_delivered"),
        _sum("tracked", "parcels", name="parcels_tracked"),
        _sum("delivery_seconds", "parcels"),
        _sum("delivered_days", "parcels"),
        _sum("stuck", "parcels", name="stuck_parcels"),
        _stock("units_available", "available"),
        _stock("skus_below_safety", "below_safety"),
        _stock("skus_oversold", "oversold"),
        _stock("cover_available", "cover_available"),
        _stock("cover_units", "cover_units"),
        *(_profit(name) for name in PROFIT_KNOWN),
        *(
            _profit(name, needs="")
            for name in ("fees", "fee_base", "fees_billed", "settled_sales", "waited")
        ),
        Measure(
            "profit_after_ads", (Source("profit_after_ads", "sum", "left_over"),), True, "costs"
        ),
        Measure(
            "sales_of_known_cost",
            (Source("profit_after_ads", "sum", "known_sales"),),
            True,
            "costs",
        ),
        Measure("new_customers", (Source("first_purchases", "rows"),)),
        Measure("known_orders", (Source("customer_orders", "rows"),)),
        _sum("repeat", "customer_orders", name="repeat_orders"),
        _sum("kept", "customer_orders", name="customers_kept"),
        _sum("keepable", "customer_orders", name="customers_keepable"),
    )
}

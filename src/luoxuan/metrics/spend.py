"""The advertising fact: daily rows, each spend once (6.6).

One spend appears in several reports of an account (by campaign, item, creative): per account and day one report is
taken. 全域 (uni) campaigns are other campaigns than the standard ones, so they stand beside. The same row may come
once per attribution window: the longest is taken.
"""

from typing import Any

from luoxuan.metrics.scope import Scope
from luoxuan.warehouse.engine import ibis_tables

REPORTS = ("campaign", "standard", "item", "sku", "creative")
WINDOWS = ("30d", "15d", "7d", "3d", "1d")
"""Longest first: the value that comes closest to what platforms print as the total."""


def ads(scope: Scope) -> Any:
    """Daily advertising rows of the days."""
    import ibis

    spend = ibis_tables()["ad_spend_daily"]
    daily = spend.filter(
        scope.within(spend.period_start),
        spend.period_end == spend.period_start,
        spend.time_semantics.fill_null("daily_fact") != "cumulative",
        *_admits(scope, spend),
    )
    daily = daily.mutate(
        total_value=daily.total_value.coalesce(_direct_value(daily)),
        total_orders=daily.total_orders.coalesce(daily.direct_orders),
        report=_place(daily.report_kind, REPORTS),
        length=_place(daily.attribution_window, WINDOWS),
        is_uni=daily.report_kind == "uni",
    )
    account = ["ad_platform", "account_id", "shop_key", "period_start", "is_uni"]
    row = [*account, "report_kind", "campaign_id", "adgroup_id", "creative_id", "target_id"]
    daily = daily.mutate(
        best_report=daily.report.min().over(ibis.window(group_by=account)),
        longest=daily.length.min().over(ibis.window(group_by=row)),
    )
    return _rows(daily.filter(daily.report == daily.best_report, daily.length == daily.longest))


def _admits(scope: Scope, spend: Any) -> list[Any]:
    mine = scope.admits(spend)
    return [*mine, spend.target_id.isin(scope.products)] if scope.products else mine


def _direct_value(spend: Any) -> Any:
    """Some reports (千川) print no total: then what is attributed directly, and indirectly where told, is all."""
    return spend.direct_value + spend.indirect_value.fill_null(0)


def _place(column: Any, words: tuple[str, ...]) -> Any:
    """Where the word stands in the list; unknown words come last."""
    pairs = [(word, number) for number, word in enumerate(words)]
    return column.fill_null("").cases(*pairs, else_=len(words))


def _rows(spend: Any) -> Any:
    """Both sides of a rate come from rows that have both."""
    import ibis

    def beside(value: Any, other: Any) -> Any:
        return ibis.ifelse(other.notnull(), value, None)

    names = ("ad_platform", "account_id", "report_kind", "period_start", "period_end")
    parts = ("campaign_id", "adgroup_id", "creative_id", "target_id", "attribution_window")
    is_product = spend.target_type.fill_null("product") == "product"
    return spend.select(
        *("platform", "shop_key", "currency", "spend", "clicks", "impressions", "campaign_name"),
        *names,
        *parts,
        "target_type",
        *("import_id", "file_sha256", "source_row_no"),
        day=spend.period_start,
        campaign=spend.campaign_id,
        product=ibis.ifelse(is_product, spend.target_id, None),
        value=spend.total_value,
        orders=spend.total_orders,
        spent_value=beside(spend.total_value, spend.spend),
        valued_spend=beside(spend.spend, spend.total_value),
        ordered_spend=beside(spend.spend, spend.total_orders),
        spent_orders=beside(spend.total_orders, spend.spend),
        clicked_spend=beside(spend.spend, spend.clicks),
        spent_clicks=beside(spend.clicks, spend.spend),
        shown_clicks=beside(spend.clicks, spend.impressions),
        clicked_impressions=beside(spend.impressions, spend.clicks),
        interactions=beside(spend.interactions, spend.impressions),
        interacted_impressions=beside(spend.impressions, spend.interactions),
    )

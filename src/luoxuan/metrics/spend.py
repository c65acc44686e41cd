"""The advertising fact: daily rows, each spend once (6.6).

One spend appears in several reports of an account (by campaign, item, creative) and once per attribution window.
Per account and day one report is taken, and of it the longest window; 全域 (uni) campaigns are other campaigns than
the standard ones, so they stand beside.
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
    daily = daily.mutate(rank=_rank(daily), is_uni=daily.report_kind == "uni")
    account = ["ad_platform", "account_id", "shop_key", "period_start", "is_uni"]
    best = daily.mutate(best=daily["rank"].min().over(ibis.window(group_by=account)))
    return _rows(best.filter(best["rank"] == best.best))


def _admits(scope: Scope, spend: Any) -> list[Any]:
    mine = scope.admits(spend)
    return [*mine, spend.target_id.isin(scope.products)] if scope.products else mine


def _rank(spend: Any) -> Any:
    """Report before window; unknown words come last."""
    report = _place(spend.report_kind, REPORTS)
    return report * 100 + _place(spend.attribution_window, WINDOWS)


def _place(column: Any, words: tuple[str, ...]) -> Any:
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
        *("import_id", "file_sha256", "source_row_no"),
        day=spend.period_start,
        campaign=spend.campaign_id,
        product=ibis.ifelse(is_product, spend.target_id, None),
        value=spend.total_value,
        orders=spend.total_orders,
        valued_spend=beside(spend.spend, spend.total_value),
        ordered_spend=beside(spend.spend, spend.total_orders),
        clicked_spend=beside(spend.spend, spend.clicks),
        shown_clicks=beside(spend.clicks, spend.impressions),
    )

"""Which kinds of data are there, how far they reach: read from the coverage of the metrics (5.3, 9.1, 9.4)."""

from datetime import date, timedelta

from luoxuan.act.conformity.evidence.model import EvidenceContext, EvidenceRow
from luoxuan.metrics.coverage import Covered, covered
from luoxuan.metrics.model import Report
from luoxuan.metrics.period import Period
from luoxuan.metrics.scope import Scope
from luoxuan.standard import Said

FRESH_DAYS = 7
LOOK_BACK = 90
MONTH = 30
KINDS: tuple[tuple[Said, tuple[Report, ...]], ...] = (
    (Said("流量数据", "Traffic"), ("traffic_shop", "traffic_product", "traffic_source")),
    (Said("交易数据", "Trade"), ("orders", "lines", "refunds")),
    (Said("用户行为数据", "Behaviour"), ()),
    (Said("广告投放数据", "Advertising"), ("ads",)),
    (Said("客服数据", "Service"), ("service",)),
)
"""The five kinds of 5.3; a kind without reports has no source in this version."""


def reach(context: EvidenceContext) -> Covered:
    """What the imported files cover; days of traffic of the last three months."""
    days = Period(context.ago(LOOK_BACK), context.day)
    return covered(context.session, Scope((days,)))


def kinds_fresh(context: EvidenceContext) -> tuple[EvidenceRow, ...]:
    """One row per kind: met where some shop's report reaches into the last week."""
    known, since = reach(context), context.ago(FRESH_DAYS)
    return tuple(_kind(context, name, _last(known, reports), since) for name, reports in KINDS)


def _kind(context: EvidenceContext, name: Said, last: date | None, since: date) -> EvidenceRow:
    detail = Said("没有数据来源", "no source of such data")
    if last is not None:
        detail = Said(f"最新到 {last}", f"reaches {last}")
    return EvidenceRow(
        name, last is not None and last >= since, detail, context.address("intake:import_list")
    )


def shops_fresh(context: EvidenceContext) -> tuple[EvidenceRow, ...]:
    """One row per shop in operation: met where its orders reach into the last week."""
    known, since = reach(context), context.ago(FRESH_DAYS)
    found = []
    for shop in context.shops:
        last = known.last_day(shop.key, "orders")
        detail = Said("没有订单数据", "no orders")
        if last is not None:
            detail = Said(f"订单到 {last}", f"orders reach {last}")
        url = context.address("intake:import_list")
        is_met = last is not None and last >= since
        found.append(EvidenceRow(shop.name, is_met, detail, url, shop.key))
    return tuple(found)


def newest_day(context: EvidenceContext) -> date | None:
    """The last day any shop's orders reach, today at the latest; None before the first file."""
    known = reach(context)
    days = [known.last_day(shop, "orders") for shop in known.shops]
    return max((min(day, context.day) for day in days if day is not None), default=None)


def _last(known: Covered, reports: tuple[Report, ...]) -> date | None:
    found = [known.last_day(shop, report) for shop in known.shops for report in reports]
    return max((day for day in found if day is not None), default=None)


def last_days(context: EvidenceContext) -> Period:
    """The last 30 days there are data of; those before today where there are none."""
    last = newest_day(context) or context.day
    return Period(last - timedelta(days=MONTH - 1), last)

"""Chapter 7: of channels this version has the register, and what each of them earns."""

from decimal import Decimal

from luoxuan.act.conformity.evidence.model import (
    Evidence,
    EvidenceContext,
    EvidenceRow,
    nothing_yet,
    percent,
    share,
    share_of,
)
from luoxuan.act.conformity.evidence.registry import evidence
from luoxuan.act.conformity.evidence.sources import last_days, newest_day
from luoxuan.analysis.profit import ProfitRow
from luoxuan.check.profit import asking as profit
from luoxuan.foundation.people import selectors as people
from luoxuan.metrics import Figure, MetricQuestion, measure
from luoxuan.standard import Said

KNOWN = Decimal("0.9")
"""Share of sales whose cost is known, from which on a shop's profit says something."""


@evidence("7.1")
def revenue_of_registered(context: EvidenceContext) -> Evidence:
    """Paid sales of the last 30 days of data that belong to a registered shop whose kind of channel is said."""
    url = context.address("people:shop_list")
    last = newest_day(context)
    if last is None:
        return nothing_yet(
            "还没有成交数据：先导入订单。", "There are no sales yet: import orders first.", url
        )
    asked = MetricQuestion(
        ("gmv_paid",), last_days(context), by=("shop",), currency=context.brand.currency
    )
    kinds = {shop.key: (shop.name, shop.channel_type) for shop in people.shops_of(context.brand)}
    figures = [figure for figure in measure(asked, context.session).figures if figure.value]
    rows = tuple(_row(figure, kinds, url) for figure in figures)
    registered = [f for f in figures if kinds.get(f.members[0], ("", ""))[1]]
    value = share(_sum(registered), _sum(figures))
    if value is None:
        return nothing_yet("近 30 天没有成交。", "Nothing was sold in the last 30 days.", url)
    sentence = Said(
        f"近 30 天成交额的 {percent(value)} 属于已登记并标明渠道类型的店铺。",
        f"{percent(value)} of the last 30 days' paid sales belong to a registered shop with its kind of channel.",
    )
    return Evidence(value, sentence, last, rows, url)


@evidence("7.8")
def input_and_output(context: EvidenceContext) -> Evidence:
    """Shops with sales in the last 30 days of data whose input and output are told: costs known, fees billed or agreed."""
    url = context.address("profit:home")
    last = newest_day(context)
    if last is None:
        return nothing_yet(
            "还没有成交数据：先导入订单。", "There are no sales yet: import orders first.", url
        )
    days = last_days(context)
    asked = profit.ProfitAsked(days.first, days.last, ("shop",))
    answer = profit.profit_answer(brand=context.brand, asked=asked)
    rows = tuple(_earned(one, url) for one in answer.rows if one.orders)
    value, met, total = share_of(rows)
    if value is None:
        return nothing_yet("近 30 天没有成交。", "Nothing was sold in the last 30 days.", url)
    sentence = Said(
        f"近 30 天有成交的 {total} 家店铺中，{met} 家的投入产出已算清（{percent(value)}）：成本已知，费用按账单或约定费率。"
        "渠道健康度评分与资源调整建议本版本尚未提供。",
        f"Of {total} shops with sales in the last 30 days, input and output of {met} are told ({percent(value)}): costs known, fees as billed "
        "or agreed. The health score of channels and the proposal to shift resources are not in this version.",
    )
    return Evidence(value, sentence, last, rows, url, is_at_most_partly=True)


def _earned(row: ProfitRow, url: str) -> EvidenceRow:
    known = row.cost_coverage or Decimal(0)
    spent = -row.steps["ad_spend"]
    profit_now = row.steps["operating_profit"]
    zh = f"广告投入 {spent:,.2f}，经营利润 {profit_now:,.2f}，净利润率 {percent(row.net_margin)}，成本已知 {percent(known)}"
    en = f"ads {spent:,.2f}, operating profit {profit_now:,.2f}, net margin {percent(row.net_margin)}, cost known {percent(known)}"
    return EvidenceRow(
        row.labels[0] or row.members[0], known >= KNOWN, Said(zh, en), url, row.members[0]
    )


def _row(figure: Figure, kinds: dict[str, tuple[str, str]], url: str) -> EvidenceRow:
    key = figure.members[0]
    name, kind = kinds.get(key, (key, ""))
    detail = Said("已登记", "registered") if kind else Said("没有渠道类型", "no kind of channel")
    return EvidenceRow(name, bool(kind), detail, url, key)


def _sum(figures: list[Figure]) -> Decimal:
    return sum((Decimal(figure.value or 0) for figure in figures), Decimal(0))

"""Chapter 7: of channels this version has the register alone."""

from decimal import Decimal

from luoxuan.act.conformity.evidence.model import (
    Evidence,
    EvidenceContext,
    EvidenceRow,
    nothing_yet,
    percent,
    share,
)
from luoxuan.act.conformity.evidence.registry import evidence
from luoxuan.act.conformity.evidence.sources import last_days, newest_day
from luoxuan.foundation.people import selectors as people
from luoxuan.metrics import Figure, MetricQuestion, measure
from luoxuan.standard import Said


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


def _row(figure: Figure, kinds: dict[str, tuple[str, str]], url: str) -> EvidenceRow:
    key = figure.members[0]
    name, kind = kinds.get(key, (key, ""))
    detail = Said("已登记", "registered") if kind else Said("没有渠道类型", "no kind of channel")
    return EvidenceRow(name, bool(kind), detail, url, key)


def _sum(figures: list[Figure]) -> Decimal:
    return sum((Decimal(figure.value or 0) for figure in figures), Decimal(0))

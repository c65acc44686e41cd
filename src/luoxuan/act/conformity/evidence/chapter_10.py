"""Chapter 10: of service this version has what the platforms report of it."""

from decimal import Decimal

from luoxuan.act.conformity.evidence.model import (
    Evidence,
    EvidenceContext,
    EvidenceRow,
    nothing_yet,
    percent,
)
from luoxuan.act.conformity.evidence.registry import evidence
from luoxuan.metrics import Figure, MetricQuestion, Period, measure
from luoxuan.standard import Said

DAYS = 30
SECONDS, SHARE = Decimal(30), Decimal("0.9")


@evidence("10.6")
def answered_in_time(context: EvidenceContext) -> Evidence:
    """Shares within 30 seconds where platforms give them; where they give seconds, shops below 30. Never mixed."""
    url = context.address("intake:import_list")
    names = ("answered_within_30s_rate", "first_response_avg_s")
    shops = tuple(shop.key for shop in context.shops)
    if not shops:
        return nothing_yet("还没有登记店铺。", "No shop is registered yet.", url)
    period = Period(context.ago(DAYS), context.day)
    whole = measure(MetricQuestion(names[:1], period, shops=shops), context.session).figure(
        names[0]
    )
    by_shop = measure(MetricQuestion(names, period, by=("shop",), shops=shops), context.session)
    rows = tuple(
        row
        for shop in context.shops
        if (row := _row(shop.name, shop.key, url, [by_shop.figure(n, shop.key) for n in names]))
    )
    if not rows:
        return nothing_yet(
            "近 30 天没有客服绩效报表：导入千牛、飞鸽或拼多多客服数据。",
            "No customer service report of the last 30 days: import one of Qianniu, Feige or Pinduoduo.",
            url,
        )
    met = sum(row.is_met for row in rows)
    share = Decimal(met) / Decimal(len(rows))
    value = Decimal(whole.value) if whole.value is not None else share.quantize(Decimal("0.0001"))
    told = percent(value) if whole.value is not None else "—"
    sentence = Said(
        f"近 30 天 30 秒应答率 {told}（平台给出应答率的店铺）；{len(rows)} 个有客服数据的店铺中 {met} 个首响达标。",
        f"In 30 days {told} was answered within 30 seconds where platforms say so; {met} of {len(rows)} shops with such data answer in time.",
    )
    return Evidence(value, sentence, context.day, rows, url, met < len(rows))


def _row(name: str, key: str, url: str, figures: list[Figure]) -> EvidenceRow | None:
    """One shop by its share, else by its seconds; None without either."""
    share, seconds = (None if f.value is None else Decimal(f.value) for f in figures)
    if share is not None:
        said = Said(f"30 秒应答率 {percent(share)}", f"{percent(share)} within 30 seconds")
        return EvidenceRow(name, share >= SHARE, said, url, key)
    if seconds is not None:
        said = Said(f"平均首响 {seconds:.1f} 秒", f"first response {seconds:.1f} seconds")
        return EvidenceRow(name, seconds <= SECONDS, said, url, key)
    return None

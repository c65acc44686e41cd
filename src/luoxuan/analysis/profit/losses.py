"""亏损清单: what loses money, and why (6.6)."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from luoxuan.analysis.profit import query, words
from luoxuan.analysis.profit.answer import Loss, ProfitRow, Reason
from luoxuan.analysis.profit.ask import ask
from luoxuan.analysis.profit.query.campaigns import Campaign, campaigns
from luoxuan.analysis.profit.question import ProfitQuestion
from luoxuan.metrics.sentences import Sentence

LOOKED_AT = ("sku", "shop", "influencer")
ENOUGH_KNOWN = Decimal("0.9")
"""Share of sales whose cost is known: below it, nothing is said to lose money."""
GROUPS: dict[Reason, tuple[str, ...]] = {
    "fees": ("platform_fee", "commission", "influencer_fee", "payment_fee", "tax"),
    "freight": ("freight", "freight_insurance", "packaging"),
    "refunds": ("refund_loss",),
    "gifts": ("samples_gifts",),
}


def losses(question: ProfitQuestion, session: query.Session) -> tuple[Loss, ...]:
    """What has a negative operating profit, the greatest loss first; of the dimensions asked, else of all looked at."""
    asked = question.by or (*LOOKED_AT, "campaign")
    found: list[Loss] = []
    for dimension in asked:
        if dimension == "campaign":
            found += _campaigns(question, session)
        else:
            rows = ask(replace(question, by=(dimension,)), session).rows
            found += [loss_of(dimension, row) for row in rows if _is_loss(row)]
    return tuple(sorted(found, key=lambda loss: (loss.profit, loss.dimension, loss.members)))


def _is_loss(row: ProfitRow) -> bool:
    is_known = row.cost_coverage is not None and row.cost_coverage >= ENOUGH_KNOWN
    return bool(row.members[0]) and is_known and row.steps["operating_profit"] < 0


def loss_of(dimension: str, row: ProfitRow) -> Loss:
    """The row as a loss, with what makes it one."""
    reason, amount = reason_of(row)
    profit = row.steps["operating_profit"]
    said = words.REASONS[reason].fill(what=_named(row), loss=-profit, amount=amount)
    contribution = row.steps["contribution"]
    members, labels = row.members, row.labels
    return Loss(dimension, members, labels, profit, contribution, reason, amount, said, row)


def reason_of(row: ProfitRow) -> tuple[Reason, Decimal]:
    """Where the row falls below zero first: at the price, at the other costs, at the ads.

    Below zero before other costs: the discount, where list price would not be; else the price.
    """
    steps = row.steps
    discount = -steps["merchant_discount"]
    if steps["gross_profit"] < 0:
        if discount > 0 and steps["gross_profit"] + discount >= 0:
            return "discount", discount
        return "price_below_cost", -steps["gross_profit"]
    if steps["contribution"] >= 0:
        return "ad_spend", -steps["ad_spend"]
    costs = {reason: -sum(steps[key] for key in keys) for reason, keys in GROUPS.items()}
    largest = max(costs, key=lambda reason: costs[reason])
    if discount > costs[largest] and steps["contribution"] + discount >= 0:
        return "discount", discount
    return largest, Decimal(costs[largest])


def _named(row: ProfitRow) -> Sentence:
    member, label = row.members[0], row.labels[0]
    return words.NAME.fill(name=member if label == member else f"{label} ({member})")


def _campaigns(question: ProfitQuestion, session: query.Session) -> Iterator[Loss]:
    """A campaign loses where what it is said to have sold leaves less, before ads, than it spent."""
    shops = ask(replace(question, by=("shop",)), session).rows
    margins = {row.members[0]: row for row in shops}
    for campaign in campaigns(question, session):
        row = margins.get(campaign.shop)
        if row is None or (row.cost_coverage or 0) < ENOUGH_KNOWN or campaign.value is None:
            continue
        if row.contribution_margin is not None and row.contribution_margin > 0:
            kept = (campaign.value * row.contribution_margin).quantize(Decimal("0.01"))
            if kept < campaign.spend:
                yield _lost(campaign, kept, row.contribution_margin)


def _lost(campaign: Campaign, kept: Decimal, margin: Decimal) -> Loss:
    value = campaign.value or Decimal(0)
    said = words.CAMPAIGN.fill(
        what=campaign.name,
        loss=campaign.spend - kept,
        value=value,
        share=margin,
        amount=campaign.spend,
        roi=1 / margin,
        has=value / campaign.spend,
    )
    profit = kept - campaign.spend
    members, labels = (campaign.campaign,), (campaign.name,)
    return Loss("campaign", members, labels, profit, kept, "ad_spend", campaign.spend, said)

"""What campaigns spent and are said to have sold, and what SKUs cost on a day (6.6)."""

from decimal import Decimal
from typing import NamedTuple

from luoxuan.analysis.profit.query.items import Session, text
from luoxuan.analysis.profit.question import ProfitQuestion
from luoxuan.metrics.prepared import dated, shape, sql_of
from luoxuan.metrics.scope import Scope
from luoxuan.metrics.spend import ads


class Campaign(NamedTuple):
    """A campaign of a shop over the days."""

    shop: str
    campaign: str
    name: str
    spend: Decimal
    value: Decimal | None


def campaigns(question: ProfitQuestion, session: Session) -> list[Campaign]:
    """Spend and attributed value, on rows that have both for the value."""
    scope = Scope((question.period,), question.shops)
    sql = f"""
    SELECT coalesce(shop_key, '') AS shop, campaign, max(campaign_name) AS name, sum(spend) AS spend, sum(spent_value) AS value
    FROM ({dated(sql_of(ads, shape(scope), ()), scope)})
    WHERE currency = {text(question.currency)} AND campaign <> '' AND spend > 0
    GROUP BY ALL ORDER BY shop, campaign"""
    rows = session.fetch(sql).to_pylist()
    return [
        Campaign(r["shop"], r["campaign"], r["name"] or r["campaign"], r["spend"], r["value"])
        for r in rows
    ]


def unit_costs(question: ProfitQuestion, session: Session) -> dict[str, Decimal]:
    """What a piece of each code costs on the last day."""
    sql = f"""
    SELECT code, unit_cost FROM cost_book WHERE currency = {text(question.currency)} AND unit_cost IS NOT NULL
        AND DATE '{question.last}' >= starts_on AND DATE '{question.last}' < ends_before"""
    return {row["code"]: row["unit_cost"] for row in session.fetch(sql).to_pylist()}

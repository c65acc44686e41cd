"""The lines of the days with their steps, cut as asked: the only SQL of this analysis (6.6)."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Protocol

import pyarrow as pa

from luoxuan.analysis.profit.bridge import FEES, PARTS
from luoxuan.analysis.profit.question import ProfitQuestion

Row = dict[str, Any]
OF_LINE = {
    "shop": "shop_key",
    "platform": "platform",
    "channel": "channel",
    "product": "product_id",
    "sku": "sku",
    "campaign": "campaign",
    "influencer": "influencer_id",
    "live_session": "live_session",
    "province": "province",
    "day": "CAST(day AS VARCHAR)",
    "month": "strftime(day, '%Y-%m')",
}


class Session(Protocol):
    """What runs SQL over the canonical tables: warehouse.engine.Session."""

    def fetch(self, sql: str) -> pa.Table:
        """All rows of a query."""


def text(value: object) -> str:
    """A text literal of SQL."""
    return "'" + str(value).replace("'", "''") + "'"


def bridges(question: ProfitQuestion, session: Session) -> list[Row]:
    """One row per member met, with the sums of its steps."""
    names = [f"coalesce({OF_LINE[by]}, '') AS by_{n}" for n, by in enumerate(question.by)]
    keys = "".join(f"by_{n}, " for n in range(len(question.by)))
    known = ("goods_cost", *(c for c in PARTS if c in _COLUMNS))
    sums = ", ".join(f"sum({c}) AS {c}" for c in dict.fromkeys(known) if c in _COLUMNS)
    sql = f"""
    WITH lines AS (SELECT * FROM profit_lines WHERE {of_question(question)}),
    named AS (SELECT {"".join(f"{name}, " for name in names)} * FROM lines)
    SELECT {keys} sum(units) AS units, count(DISTINCT platform || '|' || shop_key || '|' || order_id) AS orders,
        sum(CASE WHEN NOT cost_known THEN -net_revenue END) AS cost_unknown,
        sum(net_revenue) AS revenue, sum(CASE WHEN cost_known THEN net_revenue END) AS revenue_known,
        {sums}
    FROM named {"GROUP BY ALL" if question.by else ""}
    """
    found: list[Row] = session.fetch(sql).to_pylist()
    return found


def of_question(question: ProfitQuestion) -> str:
    """The condition on rows with a day, a currency and a shop."""
    days = f"day BETWEEN DATE '{question.first}' AND DATE '{question.last}'"
    shops = ", ".join(text(shop) for shop in question.shops)
    more = f" AND shop_key IN ({shops})" if shops else ""
    return f"{days} AND coalesce(currency, 'CNY') = {text(question.currency)}{more}"


_COLUMNS = frozenset(
    {
        "list_value",
        "merchant_discount",
        "others_discount",
        "platform_subsidy",
        "influencer_subsidy",
        "payment_subsidy",
        "freight_charged",
        "refunds",
        "goods_cost",
    }
)

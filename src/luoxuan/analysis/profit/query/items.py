"""The lines of the days and the ad spend on them, as one relation that adds up (6.6)."""

from typing import Any, Protocol

import pyarrow as pa

from luoxuan.analysis.profit.bridge import FEES, PARTS
from luoxuan.analysis.profit.query.spend import allocation
from luoxuan.analysis.profit.question import ProfitQuestion
from luoxuan.warehouse.tables.profit.billed import billed
from luoxuan.warehouse.tables.profit.lines import PROFIT_LINES
from luoxuan.warehouse.tables.profit.refunds import refunded
from luoxuan.warehouse.tables.profit.revenue import revenue

Row = dict[str, Any]


class Session(Protocol):
    """What runs SQL over the canonical tables: warehouse.engine.Session."""

    def fetch(self, sql: str) -> pa.Table:
        """All rows of a query."""


def text(value: object) -> str:
    """A text literal of SQL."""
    return "'" + str(value).replace("'", "''") + "'"


ESTIMATED = {**{fee: f"estimated_{fee}" for fee in FEES}, "refund_loss": "estimated_refund_loss"}
BEFORE_COST = PARTS[: PARTS.index("cost_unknown")]
AFTER_COST = tuple(p for p in PARTS[PARTS.index("goods_cost") :] if p != "ad_spend")
"""Known only where the cost is: a line of unknown cost is in none of them."""


def _steps(question: ProfitQuestion) -> str:
    chosen = ESTIMATED if question.basis == "estimated" else {}
    after = (f"CASE WHEN cost_known THEN {chosen.get(p, p)} END AS {p}" for p in AFTER_COST)
    return ", ".join((*BEFORE_COST, *after))


_NAMES = (
    *("platform", "shop_key", "order_id", "order_no", "line_id", "day", "sold_at", "product_id", "sku_id", "sku", "title"),
    *("channel", "influencer_id", "province", "units", "is_settled", "cost_known", "net_revenue"),
)  # fmt: skip
_BOTH = ", ".join(f"estimated_{fee}, actual_{fee}" for fee in FEES)


def lines(question: ProfitQuestion) -> str:
    """The CTEs that end in `lines`, the lines in question: the views, with the days said where they are read."""
    days = f"{{day}} BETWEEN DATE '{question.first}' AND DATE '{question.last}'"
    shops = ", ".join(text(shop) for shop in question.shops)
    orders = "order_id IN (SELECT order_id FROM asked)"
    columns = dict.fromkeys((*_NAMES, *BEFORE_COST, *AFTER_COST, "estimated_refund_loss"))
    return f"""
    asked AS MATERIALIZED (
        SELECT DISTINCT order_id FROM orders WHERE {days.format(day="coalesce(paid_on, created_on)")}
        UNION SELECT order_id FROM order_lines WHERE {days.format(day="coalesce(paid_on, created_on)")}
    ),
    profit_revenue AS NOT MATERIALIZED ({revenue(days)}),
    profit_refunds AS ({refunded(orders)}), profit_billed AS ({billed(orders)}),
    profit_lines AS ({PROFIT_LINES.sql}),
    lines AS MATERIALIZED (
        SELECT row_number() OVER () AS line_key, {", ".join(columns)}, {_BOTH} FROM profit_lines
        WHERE currency = {text(question.currency)} {f"AND shop_key IN ({shops})" if shops else ""}
    )"""


_SESSIONS = """
    SELECT platform, shop_key, started_at, ended_at, room_id || '@' || strftime(started_at, '%Y-%m-%dT%H:%M') AS live_session,
        coalesce(nullif(title, ''), room_id) AS session_title
    FROM live_sessions WHERE started_at IS NOT NULL"""
_IN_SESSION = f"""
    SELECT l.*,
        CASE WHEN l.sold_at <= s.ended_at AND l.channel IN ('live', '直播') THEN s.live_session END AS live_session,
        CASE WHEN l.sold_at <= s.ended_at AND l.channel IN ('live', '直播') THEN s.session_title END AS session_title
    FROM lines l ASOF LEFT JOIN ({_SESSIONS}) s
        ON s.platform = l.platform AND s.shop_key = l.shop_key AND s.started_at <= l.sold_at"""
_NO_SESSION = "SELECT *, CAST(NULL AS VARCHAR) AS live_session, CAST(NULL AS VARCHAR) AS session_title FROM lines"


def relation(question: ProfitQuestion) -> str:
    """The WITH list that ends in `items`: a row per line, and a row per line and spend on it."""
    placed = _IN_SESSION if "live_session" in question.by else _NO_SESSION
    is_actual = question.basis == "actual"
    settled, waits = ("WHERE is_settled", "NOT p.is_settled") if is_actual else ("", "FALSE")
    return f"""
    WITH {lines(question)},
    placed AS NOT MATERIALIZED ({placed}),
    {allocation(question)},
    items AS (
        SELECT platform, shop_key, order_no, day, product_id, sku, title, channel, influencer_id, province,
            live_session, session_title, units, is_settled, net_revenue, cost_known, list_value + merchant_discount AS earned,
            {_steps(question)},
            CASE WHEN NOT cost_known THEN -net_revenue END AS cost_unknown
        FROM placed {settled}
        UNION ALL BY NAME
        SELECT p.platform, p.shop_key, p.day, p.product_id, p.sku, p.title, p.channel, p.influencer_id, p.province,
            p.live_session, p.session_title, a.campaign,
            CASE WHEN NOT ({waits}) THEN -a.amount END AS ad_spend, CASE WHEN {waits} THEN a.amount END AS ad_waiting
        FROM allotted a JOIN placed p USING (line_key)
        UNION ALL BY NAME
        SELECT platform, shop_key, day, campaign, -amount AS ad_spend, amount AS ad_unallocated FROM unallotted
    )"""

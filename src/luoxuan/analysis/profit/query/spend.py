"""Ad spend on lines: direct where the report names what was sold, else by the declared rule, exactly what was spent (6.6)."""

from luoxuan.analysis.profit.question import ProfitQuestion
from luoxuan.metrics.prepared import dated, shape, sql_of
from luoxuan.metrics.scope import Scope
from luoxuan.metrics.spend import ads
from luoxuan.warehouse.tables.profit.spread import spread

_SOLD = """
    SELECT DISTINCT platform, shop_key, day, 'product' AS level, product_id AS target FROM lines
    WHERE product_id IN (SELECT target FROM named_target)
    UNION SELECT DISTINCT platform, shop_key, day, 'sku', sku FROM lines WHERE sku IN (SELECT target FROM named_target)
    UNION SELECT DISTINCT platform, shop_key, day, 'sku', sku_id FROM lines WHERE sku_id IN (SELECT target FROM named_target)"""
"""What a report may name: only what was sold that day can bear its spend."""
_DIRECT = """
    SELECT s.*, d.direct FROM spent s LEFT JOIN (
        SELECT s.spend_no, min(t.level) AS direct FROM spent s JOIN sold t
            ON t.platform = s.platform AND t.shop_key = s.shop_key AND t.day = s.day AND t.target = s.target
        WHERE s.target_type IS NULL OR s.target_type = t.level GROUP BY s.spend_no
    ) d USING (spend_no)"""


def _levels(question: ProfitQuestion) -> str:
    """Where each spend goes: its product or SKU, its shop's day, its shop's period, nowhere."""
    rule = "direct IS NOT NULL" if question.ad_rule == "none" else "TRUE"
    return f"""
    SELECT d.*, CASE WHEN direct IS NOT NULL THEN direct WHEN NOT ({rule}) THEN 'none'
        WHEN y.day IS NOT NULL THEN 'day' WHEN p.shop_key IS NOT NULL THEN 'period' ELSE 'none' END AS level
    FROM direct d
    LEFT JOIN (SELECT DISTINCT platform, shop_key, day FROM lines) y
        ON y.platform = d.platform AND y.shop_key = d.shop_key AND y.day = d.day
    LEFT JOIN (SELECT DISTINCT platform, shop_key FROM lines) p
        ON p.platform = d.platform AND p.shop_key = d.shop_key"""


_POTS = """
    SELECT platform, shop_key, level, CASE WHEN level <> 'period' THEN day END AS day,
        CASE WHEN level IN ('product', 'sku') THEN target END AS target, campaign, sum(amount) AS amount,
        row_number() OVER () AS pot
    FROM levelled WHERE level <> 'none' GROUP BY ALL"""
_REVENUE = "greatest(CAST(round((list_value + merchant_discount) * 100) AS BIGINT), 0)"
_OF_ORDER = f"""CAST(round(1000000.0 * CASE WHEN sum({_REVENUE}) OVER o > 0
    THEN {_REVENUE} / sum({_REVENUE}) OVER o ELSE 1 / count(*) OVER o END) AS BIGINT)"""
"""Every order weighs the same, shared among its lines by revenue."""
_KEYS = "l.line_key, l.turn, l.weight, p.pot, p.amount, p.campaign"


def _joined() -> str:
    same = "p.platform = l.platform AND p.shop_key = l.shop_key"
    on = {
        "product": "p.day = l.day AND p.target = l.product_id",
        "sku": "p.day = l.day AND (p.target = l.sku OR p.target = l.sku_id)",
        "day": "p.day = l.day",
        "period": "TRUE",
    }
    return " UNION ALL ".join(
        f"SELECT {_KEYS} FROM pots p JOIN weighed l ON {same} AND {condition} WHERE p.level = '{level}'"
        for level, condition in on.items()
    )


_UPTO = "(PARTITION BY pot ORDER BY turn, line_key ROWS UNBOUNDED PRECEDING)"
_WHOLE = "(PARTITION BY pot ORDER BY turn, line_key ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)"
"""The same turn every time, and no sorting of long numbers: only who bears the odd cent hangs on it."""
_CUMULATED = f"""
    SELECT *, sum(weight) OVER upto AS upto, sum(weight) OVER whole AS whole,
        row_number() OVER upto AS place, count(*) OVER whole AS places
    FROM joined WINDOW upto AS {_UPTO}, whole AS {_WHOLE}"""


def allocation(question: ProfitQuestion) -> str:
    """The CTEs from spend to `allotted` (by line) and `unallotted`; they read `lines`."""
    scope = Scope((question.period,), question.shops)
    spent = dated(sql_of(ads, shape(scope), ()), scope)
    campaign = "coalesce(campaign, '')" if "campaign" in question.by else "''"
    weight = _OF_ORDER if question.ad_rule == "orders" else _REVENUE
    by_weight = spread("amount", "weight", "upto", "whole")
    evenly = spread("amount", "1", "place", "places")
    part = f"CASE WHEN whole > 0 THEN {by_weight} ELSE {evenly} END"
    return f"""
    reported AS (
        SELECT platform, shop_key, day, {campaign} AS campaign, nullif(target_id, '') AS target, target_type,
            sum(spend) * 100 AS amount
        FROM ({spent}) WHERE currency = '{question.currency.replace("'", "''")}' AND spend IS NOT NULL GROUP BY ALL
    ),
    spent AS MATERIALIZED (
        SELECT row_number() OVER () AS spend_no, * REPLACE (CAST(round(sum(amount) OVER upto) - round(sum(amount) OVER upto - amount) AS BIGINT) AS amount)
        FROM reported WINDOW upto AS (ORDER BY platform, shop_key, day, campaign, target, target_type ROWS UNBOUNDED PRECEDING)
    ),
    named_target AS (SELECT DISTINCT target FROM spent WHERE target IS NOT NULL),
    sold AS ({_SOLD}), direct AS ({_DIRECT}), levelled AS ({_levels(question)}), pots AS MATERIALIZED ({_POTS}),
    weighed AS (
        SELECT line_key, hash(platform, shop_key, line_id) AS turn, platform, shop_key, day, product_id, sku, sku_id, {weight} AS weight
        FROM lines WINDOW o AS (PARTITION BY platform, shop_key, order_id)
    ),
    joined AS ({_joined()}), cumulated AS ({_CUMULATED}),
    allotted AS (
        SELECT line_key, campaign, CAST(sum({part}) AS DECIMAL(16, 0)) * 0.01 AS amount
        FROM cumulated GROUP BY ALL
    ),
    unallotted AS (
        SELECT platform, shop_key, day, campaign, CAST(sum(amount) AS DECIMAL(16, 0)) * 0.01 AS amount
        FROM levelled WHERE level = 'none' GROUP BY ALL
    )"""

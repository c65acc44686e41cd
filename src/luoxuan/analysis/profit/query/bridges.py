"""The sums of the items, cut as asked, in total, and by platform for the error of estimates (6.6)."""

from luoxuan.analysis.profit.bridge import FEES, PARTS
from luoxuan.analysis.profit.query.items import Row, Session, lines, relation
from luoxuan.analysis.profit.question import ProfitQuestion

_MEMBER = {
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
_LABEL = {"product": "title", "sku": "title", "live_session": "session_title"}


def bridges(question: ProfitQuestion, session: Session) -> tuple[Row, list[Row]]:
    """The sums in total and of each member met."""
    by = [f"by_{n}" for n in range(len(question.by))]
    names = "".join(
        f"coalesce({_MEMBER[one]}, '') AS {key}, " for one, key in zip(question.by, by, strict=True)
    )
    labels = "".join(
        f"max({_LABEL[one]}) AS label_{n}, " for n, one in enumerate(question.by) if one in _LABEL
    )
    sets = f"GROUP BY GROUPING SETS (({', '.join(by)}), ())" if by else ""
    sql = f"""
    {relation(question)},
    named AS (SELECT {names} * FROM items)
    SELECT {"".join(f"{key}, " for key in by)} {labels}
        {"GROUPING(by_0)" if by else "1"} AS is_total,
        count(DISTINCT platform || '|' || shop_key || '|' || order_id) AS orders, sum(units) AS units,
        sum(CASE WHEN cost_known THEN net_revenue END) AS revenue_known,
        sum(earned) AS sold, sum(CASE WHEN cost_known THEN earned END) AS sold_known,
        sum(CASE WHEN is_settled THEN earned END) AS sold_settled,
        sum(ad_waiting) AS ad_waiting, sum(ad_unallocated) AS ad_unallocated,
        {", ".join(f"sum({part}) AS {part}" for part in PARTS)}
    FROM named {sets}
    """
    found: list[Row] = session.fetch(sql).to_pylist()
    total = next((row for row in found if row["is_total"]), {})
    return total, [row for row in found if not row["is_total"]]


def errors(question: ProfitQuestion, session: Session) -> list[Row]:
    """Estimated and actual of each fee and platform, on lines where a book says it."""
    one = """
    SELECT platform, '{fee}' AS fee, count(*) AS lines, sum(estimated_{fee}) AS estimated,
        sum(actual_{fee}) AS actual, sum(abs(estimated_{fee} - actual_{fee})) AS apart
    FROM lines WHERE actual_{fee} IS NOT NULL AND (estimated_{fee} <> 0 OR actual_{fee} <> 0) GROUP BY platform"""
    every = " UNION ALL ".join(one.format(fee=fee) for fee in FEES)
    sql = f"WITH lines AS MATERIALIZED ({lines(question)} AND is_settled) {every} ORDER BY fee, platform"
    found: list[Row] = session.fetch(sql).to_pylist()
    return found


def titles(question: ProfitQuestion, session: Session) -> dict[str, dict[str, str]]:
    """Names of shops and campaigns, where asked."""
    asked = {
        "shop": "SELECT shop_key AS id, max(name) AS name FROM shops GROUP BY shop_key",
        "campaign": "SELECT campaign_id AS id, max(campaign_name) AS name FROM ad_spend_daily GROUP BY campaign_id",
    }
    return {
        one: {
            row["id"]: row["name"] for row in session.fetch(asked[one]).to_pylist() if row["name"]
        }
        for one in question.by
        if one in asked
    }

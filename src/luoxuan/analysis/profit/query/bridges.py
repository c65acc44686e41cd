"""The sums of the items, cut as asked, in total, and by platform for the error of estimates (6.6)."""

from dataclasses import dataclass

from luoxuan.analysis.profit.bridge import FEES, PARTS
from luoxuan.analysis.profit.query.items import Row, Session, relation
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
OF_ERROR = ("lines", "estimated", "actual", "apart")
_LABEL = {"product": "title", "sku": "title", "live_session": "session_title"}


@dataclass(frozen=True)
class Found:
    """What one query brought."""

    rows: list[Row]

    @property
    def total(self) -> Row:
        """The sums over everything."""
        return next(row for row in self.rows if row["kind"] == "total")

    @property
    def members(self) -> list[Row]:
        """The sums of each member met."""
        return [row for row in self.rows if row["kind"] == "member"]

    @property
    def errors(self) -> list[Row]:
        """Estimated and actual of each fee and platform, on lines where a book says it."""
        return [
            {"fee": fee, "platform": row["platform"], **{k: row[f"{fee}_{k}"] for k in OF_ERROR}}
            for fee in FEES
            for row in sorted(self.rows, key=lambda row: row["platform"] or "")
            if row["kind"] == "error" and row[f"{fee}_lines"]
        ]


def bridges(question: ProfitQuestion, session: Session) -> Found:
    """The sums in total, of each member met, and of what was estimated."""
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
        {"CASE WHEN GROUPING(by_0) = 0 THEN 'member' ELSE 'total' END" if by else "'total'"} AS kind,
        count(DISTINCT order_no) AS orders, sum(units) AS units,
        sum(CASE WHEN cost_known THEN net_revenue END) AS revenue_known,
        sum(earned) AS sold, sum(CASE WHEN cost_known THEN earned END) AS sold_known,
        sum(CASE WHEN is_settled THEN earned END) AS sold_settled,
        sum(ad_waiting) AS ad_waiting, sum(ad_unallocated) AS ad_unallocated,
        {", ".join(f"sum({part}) AS {part}" for part in PARTS)}
    FROM named {sets}
    UNION ALL BY NAME
    SELECT 'error' AS kind, platform, {", ".join(_error(fee) for fee in FEES)}
    FROM lines WHERE is_settled GROUP BY platform
    """
    return Found(session.fetch(sql).to_pylist())


def _error(fee: str) -> str:
    """Of lines where a book says the fee."""
    told = f"FILTER (actual_{fee} IS NOT NULL AND (estimated_{fee} <> 0 OR actual_{fee} <> 0))"
    return f"""count(*) {told} AS {fee}_lines, sum(estimated_{fee}) {told} AS {fee}_estimated,
        sum(actual_{fee}) {told} AS {fee}_actual, sum(abs(estimated_{fee} - actual_{fee})) {told} AS {fee}_apart"""


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

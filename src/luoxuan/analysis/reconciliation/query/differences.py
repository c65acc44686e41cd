"""Every movement by what it belongs to, every difference in one table for all kinds (11.12)."""

from collections.abc import Iterator

import pyarrow as pa

from luoxuan.analysis.reconciliation.query.bench import Bench, day, texts
from luoxuan.analysis.reconciliation.question import EXPLAINED_KINDS

PAGE = 10_000
LEDGER = "CASE near WHEN 1 THEN 'money_account' WHEN 2 THEN 'platform_account' ELSE 'statement' END"


def make(bench: Bench) -> None:
    """`recon_marks`: movements of the period; `recon_differences`, numbered in the order of their keys."""
    bench.view("marks", _marks())
    last = day(bench.question.as_of)
    parts = (_of_orders(), _of_fees(), _of_lines(), _of_transfers(), _of_balances())
    union = " UNION ALL BY NAME ".join(f"({part})" for part in parts)
    bench.make(
        "differences",
        f"""SELECT *, greatest({last} - occurred_on, 0)::INTEGER AS age_days,
            kind IN {texts(EXPLAINED_KINDS)} AS is_explained, row_number() OVER (ORDER BY key) AS n
        FROM (SELECT md5(concat_ws('|', kind, about)) AS key, * EXCLUDE about FROM ({union}))""",
    )


def batches(bench: Bench) -> Iterator[pa.Table]:
    """Page by page, so that the reader may ask the session other things in between."""
    total = bench.count("recon_differences")
    for first in range(0, total, PAGE):
        yield bench.fetch(
            f"SELECT * EXCLUDE n FROM recon_differences WHERE n > {first} AND n <= {first + PAGE} ORDER BY n"
        )


def _marks() -> str:
    """What a movement is by its transfer, by its order, by itself: exactly one mark each."""
    return """
    SELECT l.acct, l.flow_no, l.component, l.fee_type, l.amount, l.stranger, l.order_no, l.occurred_on,
        CASE WHEN t.mark IS NOT NULL THEN t.mark
            WHEN b.kind IS NOT NULL THEN b.kind
            WHEN f.order_no IS NOT NULL THEN 'fee_rate_differs'
            WHEN l.family = 'insurance' THEN 'freight_insurance'
            WHEN l.family = 'compensation' THEN l.family
            WHEN l.family = 'unknown' THEN 'unknown_fee'
            WHEN l.family = 'own' OR (l.family = 'fee' AND l.stranger IS NULL) THEN l.family
            WHEN l.order_no IS NULL THEN CASE WHEN l.amount < 0 THEN 'unmatched_out' ELSE 'unmatched_in' END
            ELSE 'order' END AS mark,
        b.kind IS NOT NULL OR (t.mark IS NULL AND f.order_no IS NOT NULL) AS is_of_order
    FROM recon_lines l
    LEFT JOIN recon_blamed b ON b.acct = l.acct AND b.flow_no = l.flow_no AND b.component = l.component
    LEFT JOIN recon_transfers t ON t.acct = l.acct AND t.flow_no = l.flow_no AND t.component = l.component
        AND t.component <> 'statement' AND t.mark IS NOT NULL
    LEFT JOIN (SELECT DISTINCT order_no, near, fee_type FROM recon_fees WHERE kind = 'fee_rate_differs') f
        ON f.order_no = l.order_no AND f.near = l.near AND f.fee_type = l.fee_type
    WHERE l.in_period"""


def _of_orders() -> str:
    """Told at the book nearest to the money; another book only where it says something else."""
    return f"""
    WITH told AS (
        SELECT * FROM recon_bad WHERE kind IS NOT NULL AND is_told
        QUALIFY row_number() OVER (PARTITION BY order_no, kind ORDER BY place) = 1
    ), flows AS (
        SELECT d.order_no, d.near, min(a.provider) AS provider, min(a.account) AS account,
            list(DISTINCT d.flow_no ORDER BY d.flow_no) FILTER (b.flow_no IS NOT NULL) AS blamed,
            list(DISTINCT d.flow_no ORDER BY d.flow_no) AS every
        FROM recon_detail d JOIN recon_accounts a USING (acct)
        LEFT JOIN recon_blamed b ON b.acct = d.acct AND b.flow_no = d.flow_no AND b.component = d.component
        GROUP BY d.order_no, d.near
    )
    SELECT kind, concat_ws('|', platform, shop_key, currency, order_id) AS about,
        CASE WHEN kind IN ('not_due', 'missing_settlement') THEN 'order' ELSE {LEDGER} END AS side,
        platform, shop_key, coalesce(provider, '') AS provider, coalesce(account, '') AS account, order_id,
        coalesce(blamed, every) AS flow_nos, net AS expected, receipts - returned AS found, off AS amount, currency,
        occurred_on, CASE WHEN kind <> 'timing' THEN '' WHEN is_unpaid THEN 'order_file_older'
            WHEN off < 0 THEN 'book_ends_before' ELSE 'refund_not_deducted_yet' END AS note
    FROM told LEFT JOIN flows USING (order_no, near)"""


def _of_fees() -> str:
    return f"""
    WITH told AS (
        SELECT * FROM recon_fees
        QUALIFY row_number() OVER (PARTITION BY order_no, fee_type, kind ORDER BY place) = 1
    ), flows AS (
        SELECT order_no, near, fee_type, min(provider) AS provider, min(account) AS account,
            list(DISTINCT flow_no ORDER BY flow_no) AS flow_nos
        FROM recon_lines JOIN told USING (order_no, near, fee_type) JOIN recon_accounts USING (acct)
        GROUP BY order_no, near, fee_type
    )
    SELECT kind, concat_ws('|', platform, shop_key, currency, order_id, fee_type) AS about, {LEDGER} AS side,
        platform, shop_key, coalesce(provider, '') AS provider, coalesce(account, '') AS account, order_id, flow_nos,
        expected, charged AS found, charged - expected AS amount, currency, occurred_on, fee_type AS note
    FROM told JOIN recon_orders USING (order_no) LEFT JOIN flows USING (order_no, near, fee_type)"""


def _of_lines() -> str:
    """Movements that are a difference of their own; those of an order or a transfer are told with it."""
    return """
    SELECT mark AS kind, concat_ws('|', a.provider, a.account, a.platform, a.shop_key, a.ledger, flow_no, component)
            AS about, a.ledger AS side, a.platform, a.shop_key, a.provider, a.account,
        coalesce(stranger, order_id, '') AS order_id, [flow_no] AS flow_nos, NULL AS expected, amount AS found, amount,
        a.currency, occurred_on,
        CASE WHEN stranger IS NOT NULL THEN 'order_not_known' ELSE fee_type END AS note
    FROM recon_marks JOIN recon_accounts a USING (acct)
    LEFT JOIN (SELECT order_no, order_id FROM recon_orders) USING (order_no)
    WHERE mark NOT IN ('fee', 'order', 'own') AND NOT is_of_order"""


def _of_transfers() -> str:
    """Bills that were not paid out."""
    return """
    SELECT mark AS kind, concat_ws('|', a.provider, a.account, a.platform, a.shop_key, flow_no) AS about,
        'statement' AS side, a.platform, a.shop_key, a.provider, a.account, '' AS order_id, [flow_no] AS flow_nos,
        -amount AS expected, 0 AS found, amount, t.currency, occurred_on, 'payout' AS note
    FROM recon_transfers t JOIN recon_accounts a USING (acct)
    WHERE t.component = 'statement' AND mark IN ('missing_settlement', 'timing')"""


def _of_balances() -> str:
    return """
    SELECT 'balance_break' AS kind,
        concat_ws('|', a.provider, a.account, a.platform, a.shop_key, a.ledger, flow_no) AS about,
        a.ledger AS side, a.platform, a.shop_key, a.provider, a.account, '' AS order_id, [flow_no] AS flow_nos,
        expected, balance AS found, balance - expected AS amount, a.currency, occurred_on, '' AS note
    FROM recon_breaks JOIN recon_accounts a USING (acct)"""

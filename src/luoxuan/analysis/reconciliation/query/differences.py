"""Every movement by what it belongs to, every difference in one table for all kinds (11.12)."""

from collections.abc import Iterator

import pyarrow as pa

from luoxuan.analysis.reconciliation.query.bench import Bench, day, texts
from luoxuan.analysis.reconciliation.question import EXPLAINED_KINDS

PAGE = 10_000


def make(bench: Bench) -> None:
    """`recon_marks`: movements of the period; `recon_differences`, numbered in the order of their keys."""
    bench.make("marks", _marks())
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
    SELECT l.acct, l.flow_no, l.component, l.fee_type, l.family, l.amount, l.order_id, l.occurred_on,
        CASE WHEN t.mark IS NOT NULL THEN t.mark
            WHEN b.kind IS NOT NULL THEN b.kind
            WHEN l.family IN ('freight_insurance', 'compensation') AND f.order_id IS NULL THEN l.family
            WHEN l.family = 'unknown' THEN 'unknown_fee'
            WHEN l.family = 'own' OR (l.family = 'fee' AND l.order_id IS NULL) THEN l.family
            WHEN l.order_id IS NULL OR u.order_id IS NOT NULL THEN
                CASE WHEN l.amount < 0 THEN 'unmatched_out' ELSE 'unmatched_in' END
            WHEN f.order_id IS NOT NULL THEN 'fee_rate_differs'
            WHEN l.family = 'fee' THEN 'fee'
            ELSE 'order' END AS mark, u.order_id IS NOT NULL AS is_stranger,
        b.kind IS NOT NULL OR f.order_id IS NOT NULL AS is_of_order
    FROM recon_lines l
    LEFT JOIN (
        SELECT book, order_id FROM recon_sums ANTI JOIN recon_found USING (book, order_id)
    ) u ON u.book = l.book AND u.order_id = l.order_id
    LEFT JOIN recon_blamed b ON b.acct = l.acct AND b.flow_no = l.flow_no AND b.component = l.component
    LEFT JOIN recon_transfers t ON t.acct = l.acct AND t.flow_no = l.flow_no AND t.component = l.component
        AND t.component <> 'statement' AND t.mark IS NOT NULL
    LEFT JOIN (
        SELECT DISTINCT n.book, f.order_id, f.fee_type FROM recon_fees f
        JOIN recon_found n USING (platform, shop_key, currency, order_id, ledger) WHERE f.kind = 'fee_rate_differs'
    ) f ON f.book = l.book AND f.order_id = l.order_id AND f.fee_type = l.fee_type
    WHERE l.in_period"""


def _of_orders() -> str:
    """Told at the book nearest to the money; another book only where it says something else."""
    return """
    WITH told AS (
        SELECT * FROM recon_bad WHERE kind IS NOT NULL AND is_told
        QUALIFY row_number() OVER (PARTITION BY platform, shop_key, currency, order_id, kind ORDER BY place) = 1
    ), flows AS (
        SELECT d.platform, d.shop_key, d.currency, d.order_id, d.ledger,
            list(DISTINCT d.flow_no ORDER BY d.flow_no) FILTER (b.flow_no IS NOT NULL) AS blamed,
            list(DISTINCT d.flow_no ORDER BY d.flow_no) AS every,
            min(a.provider) AS provider, min(a.account) AS account
        FROM recon_detail d JOIN recon_accounts a USING (acct)
        LEFT JOIN recon_blamed b ON b.acct = d.acct AND b.flow_no = d.flow_no AND b.component = d.component
        GROUP BY ALL
    )
    SELECT kind, concat_ws('|', platform, shop_key, currency, order_id) AS about,
        CASE WHEN kind IN ('not_due', 'missing_settlement') THEN 'order' ELSE ledger END AS side,
        platform, shop_key, coalesce(provider, '') AS provider, coalesce(account, '') AS account, order_id,
        coalesce(blamed, every) AS flow_nos, net AS expected, receipts - returned AS found, off AS amount, currency,
        occurred_on, CASE WHEN kind <> 'timing' THEN '' WHEN is_unpaid THEN 'order_file_older'
            WHEN off < 0 THEN 'book_ends_before' ELSE 'refund_not_deducted_yet' END AS note
    FROM told LEFT JOIN flows USING (platform, shop_key, currency, order_id, ledger)"""


def _of_fees() -> str:
    return """
    SELECT kind, concat_ws('|', platform, shop_key, currency, order_id, fee_type) AS about, ledger AS side,
        platform, shop_key, '' AS provider, '' AS account, order_id, flow_nos, expected, charged AS found,
        charged - expected AS amount, currency, occurred_on, fee_type AS note
    FROM recon_fees
    QUALIFY row_number() OVER (PARTITION BY platform, shop_key, currency, order_id, fee_type, kind
        ORDER BY place) = 1"""


def _of_lines() -> str:
    """Movements that are a difference of their own; those of an order or a transfer are told with it."""
    return """
    SELECT mark AS kind, concat_ws('|', a.provider, a.account, a.platform, a.shop_key, a.ledger, flow_no, component)
            AS about, a.ledger AS side, a.platform, a.shop_key, a.provider, a.account,
        coalesce(order_id, '') AS order_id, [flow_no] AS flow_nos, NULL AS expected, amount AS found, amount,
        a.currency, occurred_on,
        CASE WHEN is_stranger THEN 'order_not_known' ELSE fee_type END AS note
    FROM recon_marks JOIN recon_accounts a USING (acct)
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

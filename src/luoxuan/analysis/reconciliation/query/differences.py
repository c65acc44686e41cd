"""Every difference, one table for all kinds (11.12)."""

from collections.abc import Iterator

import pyarrow as pa

from luoxuan.analysis.reconciliation.query.bench import Bench, day, texts
from luoxuan.analysis.reconciliation.question import EXPLAINED_KINDS

PAGE = 10_000


def make(bench: Bench) -> None:
    """`recon_differences`, numbered in the order of their keys; `recon_marks`: lines by what they belong to."""
    bench.make("marks", _marks(bench))
    last = day(bench.question.as_of)
    parts = [_of_orders(), _of_lines()]
    union = " UNION ALL BY NAME ".join(f"({part})" for part in parts)
    bench.make(
        "differences",
        f"""SELECT *, greatest({last} - occurred_on, 0)::INTEGER AS age_days,
            kind IN {texts(EXPLAINED_KINDS)} AS is_explained,
            row_number() OVER (ORDER BY key) AS n
        FROM (SELECT md5(concat_ws('|', kind, about)) AS key, * EXCLUDE about FROM ({union}))""",
    )


def _marks(bench: Bench) -> str:
    """Lines of the period: what they are by themselves, then by their order."""
    return """
    SELECT l.acct, l.flow_no, l.component, l.fee_type, l.family, l.amount, l.order_id, l.occurred_on,
        CASE WHEN l.family = 'unknown' THEN 'unknown_fee'
            WHEN l.family IN ('freight_insurance', 'compensation') THEN l.family
            WHEN l.family = 'own' THEN 'own'
            WHEN l.family = 'fee' AND l.order_id IS NULL THEN 'fee'
            WHEN l.order_id IS NULL OR u.order_id IS NOT NULL THEN
                CASE WHEN l.amount < 0 THEN 'unmatched_out' ELSE 'unmatched_in' END
            WHEN l.family = 'fee' THEN 'fee'
            ELSE 'order' END AS mark
    FROM recon_lines l LEFT JOIN (
        SELECT book, order_id FROM recon_sums ANTI JOIN recon_found USING (book, order_id)
    ) u USING (book, order_id)
    WHERE l.in_period"""


def _of_orders() -> str:
    """Told at the book nearest to the money; another book only where it says something else."""
    return """
    WITH told AS (
        SELECT *, lag(kind) OVER (PARTITION BY platform, shop_key, order_id ORDER BY place) AS before
        FROM recon_verdicts WHERE kind IS NOT NULL
    )
    SELECT kind, concat_ws('|', platform, shop_key, order_id) AS about,
        CASE WHEN kind IN ('not_due', 'missing_settlement') THEN 'order' ELSE ledger END AS side,
        platform, shop_key, '' AS provider, '' AS account, order_id, NULL::VARCHAR[] AS flow_nos,
        net AS expected, receipts - returned AS found, off AS amount, currency,
        coalesce(CASE WHEN kind IN ('not_due', 'missing_settlement') THEN due_on ELSE last_on END, due_on, paid_on)
            AS occurred_on, '' AS note
    FROM told WHERE before IS NULL OR before <> kind"""


def _of_lines() -> str:
    return """
    SELECT mark AS kind, concat_ws('|', a.provider, a.account, a.ledger, flow_no, component) AS about,
        a.ledger AS side, a.platform, a.shop_key, a.provider, a.account, coalesce(order_id, '') AS order_id,
        [flow_no] AS flow_nos, NULL AS expected, amount AS found, amount, a.currency, occurred_on, fee_type AS note
    FROM recon_marks JOIN recon_accounts a USING (acct)
    WHERE mark NOT IN ('fee', 'order', 'own')"""


def batches(bench: Bench) -> Iterator[pa.RecordBatch | pa.Table]:
    """Page by page, so that the reader may ask the session other things in between."""
    total = bench.count("recon_differences")
    for first in range(0, total, PAGE):
        yield bench.fetch(
            f"SELECT * EXCLUDE n FROM recon_differences WHERE n > {first} AND n <= {first + PAGE} ORDER BY n"
        )

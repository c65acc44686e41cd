"""Money between own accounts: withdrawals and payouts against what arrived (11.12)."""

from luoxuan.analysis.reconciliation.query.bench import Bench, day
from luoxuan.analysis.reconciliation.terms import TRANSFER_DAYS

ROUNDS = 25
"""Each round matches at least one pair of every amount that has one; a month has few equal withdrawals of one day."""


def make(bench: Bench) -> None:
    """`recon_ends`: movements that may be an end of a transfer, `met` where the other end was found."""
    bench.make("ends", _ends(bench))
    bench.make("met", "SELECT end_no, 0::BIGINT AS pair FROM recon_ends WHERE false")
    if bench.count("recon_ends WHERE amount < 0") and bench.count("recon_ends WHERE amount > 0"):
        _by_number(bench)
        _by_amount(bench, "recon_open", "recon_open")
        _by_amount(bench, _days("< 0"), "recon_open WHERE amount > 0")
        _by_amount(bench, "recon_open WHERE amount < 0", _days("> 0"))
        _by_amount(bench, _spans(), "recon_open WHERE amount > 0")
    bench.make("transfers", _transfers(bench))


def _ends(bench: Bench) -> str:
    """Own movements, movements of money accounts without an order, and bills where the shop has no account book."""
    q = bench.question
    near = f"BETWEEN {day(q.first)} - {TRANSFER_DAYS} AND {day(bench.cut)} + {TRANSFER_DAYS}"
    return f"""
    WITH e AS (
        SELECT a.ledger, a.provider, a.acct, a.currency, l.flow_no, l.component, l.amount, l.occurred_at,
            l.occurred_on, l.family = 'own' AS is_own, l.in_period, r.external_no, r.statement_id
        FROM recon_lines l JOIN recon_accounts a USING (acct)
        JOIN recon_raw r ON r.ledger = a.ledger AND r.provider = a.provider AND r.account = a.account
            AND r.currency = a.currency AND r.platform = a.platform AND r.shop_key = a.shop_key
            AND r.flow_no = l.flow_no AND r.component = l.component
        WHERE l.occurred_on {near} AND l.amount <> 0
            AND (l.family = 'own' OR (a.ledger = 'money_account' AND l.order_no IS NULL AND l.stranger IS NULL AND l.family <> 'fee'))
        UNION ALL
        SELECT r.ledger, r.provider, a.acct, r.currency, r.statement_id, 'statement', -sum(r.amount),
            max(r.occurred_at), max(r.occurred_on), true, bool_or(r.occurred_on BETWEEN {day(q.first)} AND
            {day(bench.cut)}), NULL, r.statement_id
        FROM recon_raw r JOIN recon_accounts a USING (ledger, provider, account, currency, platform, shop_key)
        WHERE r.ledger = 'statement' AND r.statement_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM recon_accounts p WHERE p.ledger = 'platform_account' AND p.platform = r.platform
                AND p.shop_key = r.shop_key)
        GROUP BY r.ledger, r.provider, a.acct, r.currency, r.statement_id
        HAVING sum(r.amount) <> 0 AND max(r.occurred_on) {near}
    )
    SELECT row_number() OVER (ORDER BY occurred_at, ledger, acct, flow_no, component) AS end_no, * FROM e"""


def _by_number(bench: Bench) -> None:
    """Movements that name the same number and add up to nothing: one to one, or many to many."""
    bench.make(
        "met",
        f"""WITH refs AS (
            SELECT DISTINCT end_no, currency, acct, amount, unnest([flow_no, external_no, statement_id]) AS ref
            FROM recon_ends
        ), sums AS (
            SELECT currency, ref, min(end_no) AS pair FROM refs WHERE ref IS NOT NULL
            GROUP BY currency, ref HAVING count(DISTINCT acct) > 1 AND abs(sum(amount)) <= {bench.tolerance}
                AND min(amount) < 0 AND max(amount) > 0
        )
        SELECT end_no, min(pair) AS pair FROM refs JOIN sums USING (currency, ref) GROUP BY end_no""",
    )


def _days(sign: str) -> str:
    """All open movements of an account on one day as one."""
    return f"""(SELECT currency, acct, occurred_on, bool_or(is_own) AS is_own, sum(amount) AS amount,
        min(end_no) AS end_no, list(end_no) AS ends FROM recon_open WHERE amount {sign}
        GROUP BY currency, acct, occurred_on HAVING count(*) > 1)"""


def _spans() -> str:
    """Open withdrawals of an account from one day to another as one: a bank may pay out those of a weekend together."""
    same = "USING (currency, acct)"
    return f"""(
        WITH d AS (SELECT currency, acct, occurred_on, bool_or(is_own) AS is_own, sum(amount) AS amount,
            min(end_no) AS end_no, list(end_no) AS ends FROM recon_open WHERE amount < 0 GROUP BY ALL)
        SELECT a.currency, a.acct, b.occurred_on, bool_or(c.is_own) AS is_own, sum(c.amount) AS amount,
            min(c.end_no) AS end_no, flatten(list(c.ends)) AS ends
        FROM d a JOIN d b {same} JOIN d c {same}
        WHERE b.occurred_on > a.occurred_on AND b.occurred_on <= a.occurred_on + {TRANSFER_DAYS}
            AND c.occurred_on BETWEEN a.occurred_on AND b.occurred_on
        GROUP BY a.currency, a.acct, a.occurred_on, b.occurred_on)"""


def _by_amount(bench: Bench, outs: str, ins: str) -> None:
    """Equal amounts within the window: each takes the first of the other that also takes it, until none is left.

    Days in a row overlap: no movement is in two of them.
    """
    for _ in range(ROUNDS):
        bench.make(
            "open", "SELECT *, [end_no] AS ends FROM recon_ends ANTI JOIN recon_met USING (end_no)"
        )
        bench.make(
            "new",
            f"""WITH pairs AS (
                SELECT o.end_no AS o, i.end_no AS i, o.ends AS o_ends, i.ends AS i_ends
                FROM {_from(outs)} o JOIN {_from(ins)} i ON o.currency = i.currency AND o.amount = -i.amount
                    AND o.amount < 0 AND o.acct <> i.acct AND (o.is_own OR i.is_own)
                    AND i.occurred_on BETWEEN o.occurred_on AND o.occurred_on + {TRANSFER_DAYS}
            ), ranked AS (
                SELECT *, min(i) OVER (PARTITION BY o) AS first_in, min(o) OVER (PARTITION BY i) AS first_out
                FROM pairs
            ), chosen AS (
                SELECT unnest(o_ends || i_ends) AS end_no, o AS pair FROM ranked WHERE i = first_in AND o = first_out
            ), shared AS (
                SELECT DISTINCT pair FROM (SELECT pair, min(pair) OVER (PARTITION BY end_no) AS first FROM chosen)
                WHERE pair <> first
            )
            SELECT * FROM chosen ANTI JOIN shared USING (pair)""",
        )
        if not bench.count("recon_new"):
            return
        bench.session.fetch("INSERT INTO recon_met SELECT end_no, pair FROM recon_new")


def _from(relation: str) -> str:
    return relation if relation.startswith("(") else f"(SELECT * FROM {relation})"


def _transfers(bench: Bench) -> str:
    """Ends of the period by what became of them; where no other book could hold the other end, nothing is said."""
    last = day(bench.question.as_of)
    return f"""
    WITH books AS (
        SELECT acct, currency, max(occurred_on) AS until, bool_or(amount > 0) AS has_in, bool_or(amount < 0) AS has_out,
            bool_or(m.end_no IS NOT NULL) AS has_met
        FROM recon_ends LEFT JOIN (SELECT DISTINCT end_no FROM recon_met) m USING (end_no) GROUP BY acct, currency
    ), others AS (
        SELECT b.acct, b.currency, least(max(o.until), {last}) AS until, bool_or(o.has_in) AS has_in,
            bool_or(o.has_out) AS has_out, any_value(b.has_met) AS has_met
        FROM books b JOIN books o ON o.currency = b.currency AND o.acct <> b.acct GROUP BY b.acct, b.currency
    )
    SELECT e.*, m.pair, CASE
        WHEN m.end_no IS NOT NULL THEN 'own'
        WHEN NOT e.is_own THEN NULL
        WHEN NOT coalesce(CASE WHEN e.amount < 0 THEN o.has_in ELSE o.has_out END, false) THEN 'own'
        WHEN e.component = 'statement' AND NOT o.has_met THEN 'own'
        WHEN e.amount < 0 AND e.occurred_on + {TRANSFER_DAYS} > o.until THEN 'timing'
        WHEN e.component = 'statement' THEN 'missing_settlement'
        WHEN e.amount < 0 THEN 'unmatched_out' ELSE 'unmatched_in' END AS mark
    FROM recon_ends e LEFT JOIN others o USING (acct, currency)
    LEFT JOIN (SELECT end_no, min(pair) AS pair FROM recon_met GROUP BY end_no) m USING (end_no)
    WHERE e.in_period"""

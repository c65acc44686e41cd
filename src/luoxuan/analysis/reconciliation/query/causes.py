"""A second look at what does not agree: few orders, so their single movements are read (11.12)."""

from luoxuan.analysis.reconciliation.query.bench import Bench, day

ORDER = "ORDER BY l.occurred_at DESC NULLS FIRST, l.flow_no DESC, l.component DESC"


def make(bench: Bench) -> None:
    """`recon_bad`: what does not agree and why; `recon_blamed`: the movements that should not be there."""
    bench.make("detail", _detail())
    bench.make("twins", _twins(bench))
    bench.make("bad", _bad(bench))
    bench.make("blamed", _blamed())


def _detail() -> str:
    """The movements of the orders in question, the latest first."""
    return f"""
    SELECT v.platform, v.shop_key, v.currency, v.order_id, v.ledger, v.off, l.acct, l.flow_no, l.component,
        l.fee_type, l.family, l.amount, l.line_id, l.occurred_at,
        row_number() OVER (PARTITION BY v.platform, v.shop_key, v.currency, v.order_id, v.ledger, l.family,
            l.fee_type, l.line_id, l.amount {ORDER}) AS twin,
        row_number() OVER (PARTITION BY v.platform, v.shop_key, v.currency, v.order_id, v.ledger, l.family
            {ORDER}) AS newest
    FROM recon_verdicts v JOIN recon_found f USING (platform, shop_key, currency, order_id, ledger)
    JOIN recon_lines l ON l.book = f.book AND l.order_id = f.order_id
    WHERE v.kind IS NOT NULL"""


def _twins(bench: Bench) -> str:
    """Equal movements whose surplus is just what is too much (or, of refunds, too little)."""
    return f"""
    SELECT platform, shop_key, currency, order_id, ledger, family, fee_type, line_id, amount,
        round(any_value(off) / amount)::INTEGER AS surplus
    FROM recon_detail WHERE family IN ('receipt', 'refund') AND amount <> 0
    GROUP BY platform, shop_key, currency, order_id, ledger, family, fee_type, line_id, amount
    HAVING count(*) > 1 AND round(any_value(off) / amount) BETWEEN 1 AND count(*) - 1
        AND abs(any_value(off) - amount * round(any_value(off) / amount)) <= {bench.tolerance}
    QUALIFY row_number() OVER (PARTITION BY platform, shop_key, currency, order_id, ledger
        ORDER BY surplus, fee_type, line_id, amount) = 1"""


def _bad(bench: Bench) -> str:
    """The final kind. A book of net amounts agrees with the bill that says what was held back."""
    tol, q = bench.tolerance, bench.question
    return f"""
    WITH k AS (
        SELECT v.* EXCLUDE kind, CASE
            WHEN v.off < 0 AND v.fees = 0 AND v.ledger <> 'statement' AND abs(v.total - s.total) <= {tol} THEN NULL
            WHEN v.kind = 'over_paid' AND t.family = 'receipt' THEN 'duplicated'
            WHEN v.kind = 'refund_not_deducted' AND t.family = 'receipt' AND v.off < v.undeducted - {tol}
                THEN 'duplicated'
            WHEN v.kind IN ('short_paid', 'unmatched_out') AND t.family = 'refund' THEN 'refund_deducted_twice'
            ELSE v.kind END AS kind
        FROM recon_verdicts v
        LEFT JOIN recon_twins t USING (platform, shop_key, currency, order_id, ledger)
        LEFT JOIN recon_pairs s ON s.ledger = 'statement' AND s.platform = v.platform AND s.shop_key = v.shop_key
            AND s.currency = v.currency AND s.order_id = v.order_id
        WHERE v.kind IS NOT NULL
    ), d AS (
        SELECT *, CASE WHEN kind IN ('not_due', 'missing_settlement') THEN due_on
            WHEN kind = 'refund_not_deducted' THEN late_on
            ELSE coalesce(moved_on, due_on, paid_on) END AS occurred_on
        FROM k
    )
    SELECT *, counts AND (kind = 'not_due' OR occurred_on BETWEEN {day(q.first)} AND {day(bench.cut)})
        OR (kind = 'not_due' AND place = 1) OR (kind = 'refund_not_deducted'
            AND occurred_on BETWEEN {day(q.first)} AND {day(bench.cut)}) AS is_told
    FROM d"""


def _blamed() -> str:
    """Money too much is blamed on the latest movements; where money is missing no movement is to blame."""
    return """
    SELECT d.acct, d.flow_no, d.component, b.kind
    FROM recon_detail d JOIN recon_bad b USING (platform, shop_key, currency, order_id, ledger)
    LEFT JOIN recon_twins t USING (platform, shop_key, currency, order_id, ledger)
    WHERE CASE b.kind
        WHEN 'duplicated' THEN d.family = 'receipt' AND d.fee_type = t.fee_type AND d.amount = t.amount
            AND d.line_id IS NOT DISTINCT FROM t.line_id AND d.twin <= t.surplus
        WHEN 'refund_deducted_twice' THEN d.family = 'refund' AND CASE WHEN t.family = 'refund'
            THEN d.amount = t.amount AND d.line_id IS NOT DISTINCT FROM t.line_id AND d.twin <= t.surplus
            ELSE d.newest = 1 END
        WHEN 'unmatched_out' THEN d.family = 'refund' AND d.newest = 1
        WHEN 'over_paid' THEN d.family = 'receipt' AND d.newest = 1
        WHEN 'timing' THEN b.is_unpaid AND d.family = 'receipt'
        ELSE false END"""

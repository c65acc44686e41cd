"""A second look at what does not agree: few orders, so their single movements are read (11.12)."""

from luoxuan.analysis.reconciliation.query.bench import Bench, day

LATEST = "ORDER BY l.occurred_at DESC NULLS FIRST, l.flow_no DESC, l.component DESC"
TWIN = "order_no, near, family, fee_type, line_id, amount"


def make(bench: Bench) -> None:
    """`recon_bad`: what does not agree and why; `recon_blamed`: the movements that should not be there."""
    bench.make("detail", _detail())
    bench.make("twins", _twins(bench))
    bench.make("bad", _bad(bench))
    bench.make("blamed", _blamed())


def _detail() -> str:
    """The movements of the orders in question, the latest first."""
    return f"""
    SELECT l.order_no, l.near, v.off, l.acct, l.flow_no, l.component, l.fee_type, l.family, l.amount, l.line_id,
        row_number() OVER (PARTITION BY l.order_no, l.near, l.family, l.fee_type, l.line_id, l.amount {LATEST}) AS twin,
        row_number() OVER (PARTITION BY l.order_no, l.near, l.family {LATEST}) AS newest
    FROM recon_lines l JOIN recon_verdicts v USING (order_no, near)"""


def _twins(bench: Bench) -> str:
    """Equal movements whose surplus is just what is too much (or, of refunds, too little)."""
    surplus = "round((any_value(off) / amount)::DOUBLE)"
    return f"""
    SELECT {TWIN}, {surplus}::INTEGER AS surplus
    FROM recon_detail WHERE family IN ('receipt', 'refund') AND amount <> 0
    GROUP BY {TWIN}
    HAVING count(*) > 1 AND {surplus} BETWEEN 1 AND count(*) - 1
        AND abs(any_value(off) - amount * {surplus}::INTEGER) <= {bench.tolerance}
    QUALIFY row_number() OVER (PARTITION BY order_no, near ORDER BY surplus, fee_type, line_id, amount) = 1"""


def _bad(bench: Bench) -> str:
    """The final kind. A book of net amounts agrees with the bill that says what was held back; a refund after the
    bill is deducted in the book alone."""
    tol, q = bench.tolerance, bench.question
    now = f"BETWEEN {day(q.first)} AND {day(bench.cut)}"
    return f"""
    WITH k AS (
        SELECT v.* EXCLUDE kind, CASE
            WHEN v.off < 0 AND v.fees = 0 AND v.near < 3 AND abs(v.total - s.total) <= {tol} THEN NULL
            WHEN v.near = 3 AND v.place > 1 AND v.off > 0 AND v.off <= v.undeducted + {tol} AND v.undeducted > 0
                AND n.returned >= v.undeducted - {tol} THEN NULL
            WHEN v.kind = 'over_paid' AND t.family = 'receipt' THEN 'duplicated'
            WHEN v.kind = 'refund_not_deducted' AND t.family = 'receipt' AND v.off < v.undeducted - {tol}
                THEN 'duplicated'
            WHEN v.kind IN ('short_paid', 'unmatched_out') AND t.family = 'refund' THEN 'refund_deducted_twice'
            ELSE v.kind END AS kind
        FROM recon_verdicts v LEFT JOIN recon_twins t USING (order_no, near)
        LEFT JOIN recon_pairs s ON s.near = 3 AND s.order_no = v.order_no
        LEFT JOIN recon_pairs n ON n.place = 1 AND n.order_no = v.order_no
    ), d AS (
        SELECT *, CASE WHEN kind IN ('not_due', 'missing_settlement') THEN due_on
            WHEN kind = 'refund_not_deducted' THEN late_on
            ELSE coalesce(moved_on, due_on, paid_on) END AS occurred_on
        FROM k
    )
    SELECT o.platform, o.shop_key, o.currency, o.order_id, d.*,
        CASE d.kind WHEN 'not_due' THEN true WHEN 'refund_not_deducted' THEN d.occurred_on {now}
            ELSE d.counts AND d.occurred_on {now} END AS is_told
    FROM d JOIN recon_orders o USING (order_no)"""


def _blamed() -> str:
    """Money too much is blamed on the latest movements; where money is missing no movement is to blame."""
    return """
    SELECT d.acct, d.flow_no, d.component, b.order_no, b.near, b.kind
    FROM recon_detail d JOIN recon_bad b USING (order_no, near) LEFT JOIN recon_twins t USING (order_no, near)
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

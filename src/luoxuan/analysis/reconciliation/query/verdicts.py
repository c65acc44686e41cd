"""Every order against every book of its shop: what should have come, what came, and what that is called (11.12)."""

from luoxuan.analysis.reconciliation.query.bench import Bench, day
from luoxuan.analysis.reconciliation.terms import FEE_DAYS, REFUND_DAYS

RECEIVED = """coalesce(f.receipts, 0) - CASE WHEN b.near < 3 AND f.fees = 0 AND f.receipts > 0
    AND f.receipts <> o.gross THEN coalesce(s.fees, 0) ELSE 0 END"""
"""In a book of net amounts: what the bill says was held back came as well. One that holds just the gross is none."""
SUMMED = ("receipts", "returned", "subsidies", "fees", "total")


def make(bench: Bench) -> None:
    """`recon_pairs`: one row per order and book; `recon_verdicts`: those that do not agree."""
    bench.make("sums", _sums())
    bench.make("books", _books(bench))
    bench.make("pairs", _pairs(bench))
    bench.make("verdicts", _verdicts(bench))
    bench.drop("sums")


def _sums() -> str:
    """Per order and book what came."""
    return """
    SELECT order_no, near,
        coalesce(sum(amount) FILTER (family = 'receipt'), 0)::DECIMAL(18,4) AS receipts,
        coalesce(-sum(amount) FILTER (family = 'refund'), 0)::DECIMAL(18,4) AS returned,
        coalesce(sum(amount) FILTER (fee_type = 'subsidy'), 0)::DECIMAL(18,4) AS subsidies,
        coalesce(sum(amount) FILTER (family = 'fee'), 0)::DECIMAL(18,4) AS fees,
        sum(amount)::DECIMAL(18,4) AS total,
        max(occurred_on) FILTER (family = 'receipt') AS came_on,
        max(occurred_on) FILTER (family IN ('receipt', 'refund')) AS moved_on,
        bool_or(in_period) AS in_period
    FROM recon_lines WHERE order_no IS NOT NULL GROUP BY order_no, near"""


def _books(bench: Bench) -> str:
    """Books that hold lines of a shop's orders and any line of the period, and from when until when they go.

    Bills come by the month: a book begins with the month of its first line.
    """
    return f"""
    WITH b AS (
        SELECT DISTINCT o.platform, o.shop_key, o.currency, l.near, l.acct
        FROM recon_lines l JOIN recon_orders o USING (order_no)
    ), u AS (
        SELECT acct, max(occurred_on) AS until, min(occurred_on) AS since, bool_or(occurred_on >= {day(bench.question.first)}) AS is_now
        FROM recon_lines GROUP BY acct
    )
    SELECT platform, shop_key, currency, near, max(until) AS until,
        CAST(date_trunc('month', min(since)) AS DATE) AS since,
        row_number() OVER (PARTITION BY platform, shop_key, currency ORDER BY near) AS place
    FROM b JOIN u USING (acct) GROUP BY platform, shop_key, currency, near HAVING bool_or(is_now)"""


def _pairs(bench: Bench) -> str:
    """Orders that fell due, moved or are still open in the period, beside what each book says."""
    q, cut = bench.question, day(bench.cut)
    filled = ", ".join(f"coalesce(f.{name}, 0)::DECIMAL(18,4) AS {name}" for name in SUMMED[1:])
    # greatest() passes over nulls: without a receipt there is nothing a refund could be deducted from.
    uncharged = "false"
    if bench.count("fee_terms"):
        uncharged = f"f.came_on + {FEE_DAYS} BETWEEN {day(q.first)} AND {cut}"
    late = f"CASE WHEN f.came_on IS NOT NULL THEN greatest(f.came_on, o.refunded_on) + {REFUND_DAYS} END"
    return f"""
    SELECT o.order_no, b.near, b.place, o.gross, o.subsidy, o.refunded, o.net, o.is_unpaid, o.is_closed,
        o.refund_is_untold, o.paid_on, o.due_on, ({RECEIVED})::DECIMAL(18,4) AS receipts,
        least(b.until, {day(q.as_of)}) AS known, {filled}, f.came_on, f.moved_on, {late} AS late_on,
        coalesce(f.in_period, false) OR coalesce(o.due_on BETWEEN {day(q.first)} AND {cut}, false) AS counts,
        ({RECEIVED} - coalesce(f.returned, 0) - o.net)::DECIMAL(18,4) AS off
    FROM recon_orders o JOIN recon_books b USING (platform, shop_key, currency)
    LEFT JOIN recon_sums f USING (order_no, near)
    LEFT JOIN recon_sums s ON s.near = 3 AND b.near < 3 AND s.order_no = o.order_no
    WHERE coalesce(f.in_period, false) OR (o.due_on BETWEEN {day(q.first)} AND {cut}
            AND (o.due_on >= b.since OR f.order_no IS NOT NULL))
        OR (o.due_on > {cut} AND o.paid_on <= {cut} AND o.due_on >= b.since)
        OR (o.refunded > 0 AND {late} BETWEEN {day(q.first)} AND {cut}) OR {uncharged}"""


def _verdicts(bench: Bench) -> str:
    tol, cut = bench.tolerance, day(bench.cut)
    return f"""
    SELECT * FROM (SELECT *, CASE
        WHEN abs(off) <= {tol} THEN NULL
        WHEN off < 0 AND is_closed AND receipts = 0 AND returned = 0 THEN NULL
        WHEN off < 0 AND refund_is_untold AND -off <= returned + {tol} THEN NULL
        WHEN off < 0 AND (due_on IS NULL OR is_unpaid) AND returned <= refunded THEN NULL
        WHEN off < 0 AND due_on > {cut} AND returned <= refunded THEN 'not_due'
        WHEN off < 0 AND receipts = 0 AND net > {tol} THEN
            CASE WHEN due_on > known THEN 'timing' ELSE 'missing_settlement' END
        WHEN off > 0 AND is_unpaid THEN 'timing'
        WHEN off > 0 AND off <= undeducted + {tol} THEN
            CASE WHEN late_on > least(known, {cut}) THEN 'timing' ELSE 'refund_not_deducted' END
        WHEN off > 0 THEN 'over_paid'
        WHEN returned > refunded + {tol} AND -off <= returned - refunded + {tol} THEN 'unmatched_out'
        WHEN refunded > 0 AND returned > 0 AND -off <= returned + {tol} THEN 'refund_deducted_twice'
        WHEN subsidy > 0 AND abs(-off - (subsidy - subsidies)) <= {tol} THEN 'subsidy_not_paid'
        ELSE 'short_paid' END AS kind
    FROM (SELECT *, greatest(refunded - returned, 0) AS undeducted FROM recon_pairs)) WHERE kind IS NOT NULL"""

"""Every order against every book of its shop: what should have come, what came, and what that is called (11.12)."""

from luoxuan.analysis.reconciliation.query.bench import Bench, day
from luoxuan.analysis.reconciliation.terms import REFUND_DAYS

RANK = "CASE ledger WHEN 'money_account' THEN 1 WHEN 'platform_account' THEN 2 ELSE 3 END"
"""The nearer a book is to the money, the more it says."""
SUMMED = ("receipts", "returned", "subsidies", "fees", "total")


def make(bench: Bench) -> None:
    """`recon_verdicts`: one row per order and book, `kind` null where they agree."""
    bench.make("sums", _sums())
    bench.make("found", _found())
    bench.make("books", _books(bench))
    bench.make("pairs", _pairs(bench))
    bench.make("verdicts", _verdicts(bench))


def _sums() -> str:
    """Per order and book what came; the shop of a book is empty where the book is the brand's."""
    return """
    SELECT book, order_id,
        coalesce(sum(amount) FILTER (family = 'receipt'), 0)::DECIMAL(18,4) AS receipts,
        coalesce(-sum(amount) FILTER (family = 'refund'), 0)::DECIMAL(18,4) AS returned,
        coalesce(sum(amount) FILTER (fee_type = 'subsidy'), 0)::DECIMAL(18,4) AS subsidies,
        coalesce(sum(amount) FILTER (family = 'fee'), 0)::DECIMAL(18,4) AS fees,
        sum(amount)::DECIMAL(18,4) AS total,
        max(occurred_on) FILTER (family = 'receipt') AS came_on,
        max(occurred_on) FILTER (family IN ('receipt', 'refund')) AS moved_on,
        bool_or(in_period) AS in_period
    FROM recon_lines WHERE order_id IS NOT NULL GROUP BY book, order_id"""


def _found() -> str:
    """The sums with their order; a number two shops share is the first's where the book is the brand's."""
    return """
    SELECT s.*, b.ledger, o.currency, o.platform, o.shop_key
    FROM recon_sums s JOIN (
        SELECT DISTINCT book, ledger, currency, shop_key, CASE WHEN shop_key <> '' THEN platform END AS platform
        FROM recon_accounts) b USING (book)
    JOIN recon_orders o ON o.order_id = s.order_id AND o.currency = b.currency
        AND (b.shop_key = '' OR (b.shop_key = o.shop_key AND b.platform = o.platform))
    LEFT JOIN recon_doubles d ON d.order_id = s.order_id AND d.currency = b.currency
    WHERE b.shop_key <> '' OR d.order_id IS NULL OR d.first = concat_ws('|', o.platform, o.shop_key)"""


def _books(bench: Bench) -> str:
    """Ledgers that hold lines of a shop's orders, until when, and whether they hold any of the period."""
    return f"""
    SELECT platform, shop_key, ledger, currency, max(until) AS until,
        row_number() OVER (PARTITION BY platform, shop_key, currency ORDER BY {RANK}) AS place
    FROM recon_found JOIN (
        SELECT book, max(occurred_on) AS until FROM recon_lines GROUP BY book
            HAVING bool_or(occurred_on >= {day(bench.question.first)})
    ) USING (book)
    GROUP BY platform, shop_key, ledger, currency"""


def _pairs(bench: Bench) -> str:
    """Orders that fell due, moved or are still open in the period, beside what each book says."""
    q, cut = bench.question, day(bench.cut)
    sums = ", ".join(f"sum({name}) AS {name}" for name in SUMMED)
    filled = ", ".join(f"coalesce(f.{name}, 0)::DECIMAL(18,4) AS {name}" for name in SUMMED)
    late = f"greatest(f.came_on, coalesce(o.refunded_on, f.came_on)) + {REFUND_DAYS}"
    return f"""
    WITH f AS (
        SELECT platform, shop_key, currency, order_id, ledger, {sums}, max(came_on) AS came_on,
            max(moved_on) AS moved_on, bool_or(in_period) AS in_period
        FROM recon_found GROUP BY ALL
    )
    SELECT o.* EXCLUDE (done_on), b.ledger, least(b.until, {day(q.as_of)}) AS known, b.place, {filled},
        f.came_on, f.moved_on, {late} AS late_on,
        coalesce(f.in_period, false) OR coalesce(o.due_on BETWEEN {day(q.first)} AND {cut}, false) AS counts,
        (coalesce(f.receipts, 0) - coalesce(f.returned, 0) - o.net)::DECIMAL(18,4) AS off
    FROM recon_orders o JOIN recon_books b USING (platform, shop_key, currency)
    LEFT JOIN f USING (platform, shop_key, currency, order_id, ledger)
    WHERE coalesce(f.in_period, false) OR o.due_on BETWEEN {day(q.first)} AND {cut}
        OR (o.due_on > {cut} AND o.paid_on <= {cut})
        OR (o.refunded > 0 AND {late} BETWEEN {day(q.first)} AND {cut})"""


def _verdicts(bench: Bench) -> str:
    tol, cut = bench.tolerance, day(bench.cut)
    return f"""
    WITH p AS (SELECT *, greatest(refunded - returned, 0) AS undeducted FROM recon_pairs)
    SELECT *, CASE
        WHEN abs(off) <= {tol} THEN NULL
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
    FROM p"""

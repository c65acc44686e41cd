"""Every order against every book of its shop: what should have come, what came, and what that is called (11.12)."""

from luoxuan.analysis.reconciliation.query.bench import Bench, day
from luoxuan.analysis.reconciliation.terms import REFUND_DAYS

RANK = "CASE ledger WHEN 'money_account' THEN 1 WHEN 'platform_account' THEN 2 ELSE 3 END"


def make(bench: Bench) -> None:
    """`recon_verdicts`: one row per order and book, `kind` null where they agree."""
    bench.make("sums", _sums())
    bench.make("found", _found())
    bench.make("books", _books())
    bench.make("verdicts", _verdicts(bench))


def _sums() -> str:
    """Per order and book what came; the shop of a book is empty where the book is the brand's."""
    return """
    SELECT book, order_id,
        coalesce(sum(amount) FILTER (family = 'receipt'), 0)::DECIMAL(18,4) AS receipts,
        coalesce(-sum(amount) FILTER (family = 'refund'), 0)::DECIMAL(18,4) AS returned,
        coalesce(sum(amount) FILTER (fee_type = 'subsidy'), 0)::DECIMAL(18,4) AS subsidies,
        coalesce(sum(amount) FILTER (family = 'fee'), 0)::DECIMAL(18,4) AS fees,
        min(occurred_on) FILTER (family = 'receipt') AS came_on,
        max(occurred_on) AS last_on,
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
    LEFT JOIN recon_doubles d ON d.order_id = s.order_id
    WHERE b.shop_key <> '' OR d.order_id IS NULL OR d.first = (o.platform, o.shop_key)"""


def _books() -> str:
    """Which ledgers hold lines of a shop's orders, in which currency, from when to when."""
    return f"""
    SELECT platform, shop_key, ledger, currency, min(came_on) AS first_on,
        max(until) AS until,
        row_number() OVER (PARTITION BY platform, shop_key, currency ORDER BY {RANK}) AS place
    FROM recon_found JOIN (
        SELECT book, max(occurred_on) AS until FROM recon_lines GROUP BY book) USING (book)
    WHERE in_period GROUP BY platform, shop_key, ledger, currency"""


def _verdicts(bench: Bench) -> str:
    q, cut = bench.question, day(bench.cut)
    tol = f"{q.tolerance.amount}::DECIMAL(18,4)"
    known = f"least(p.until, {day(q.as_of)})"
    return f"""
    WITH f AS (
        SELECT platform, shop_key, currency, order_id, ledger, sum(receipts) AS receipts, sum(returned) AS returned,
            sum(subsidies) AS subsidies, sum(fees) AS fees, min(came_on) AS came_on, max(last_on) AS last_on,
            bool_or(in_period) AS in_period, any_value(book) AS book
        FROM recon_found GROUP BY ALL
    ), p AS (
        SELECT o.*, b.ledger, b.until, b.place, coalesce(f.receipts, 0) AS receipts,
            coalesce(f.returned, 0) AS returned, coalesce(f.subsidies, 0) AS subsidies,
            coalesce(f.fees, 0) AS fees, f.came_on, f.last_on,
            coalesce(f.in_period, false) AS in_period,
            coalesce(f.receipts, 0) - coalesce(f.returned, 0) - o.net AS off,
            greatest(o.refunded - coalesce(f.returned, 0), 0) AS undeducted
        FROM recon_orders o JOIN recon_books b USING (platform, shop_key, currency)
        LEFT JOIN f USING (platform, shop_key, currency, order_id, ledger)
        WHERE coalesce(f.in_period, false) OR o.due_on BETWEEN {day(q.first)} AND {cut}
            OR (o.due_on > {cut} AND o.paid_on <= {cut})
    )
    SELECT *, CASE
        WHEN abs(off) <= {tol} THEN NULL
        WHEN off < 0 AND due_on IS NULL THEN NULL
        WHEN off < 0 AND due_on > {cut} THEN 'not_due'
        WHEN off < 0 AND receipts = 0 AND due_on > {known} THEN 'timing'
        WHEN off < 0 AND receipts = 0 AND returned = 0 THEN 'missing_settlement'
        WHEN off > 0 AND is_unpaid THEN 'timing'
        WHEN off > 0 AND off <= undeducted + {tol} AND
            greatest(came_on, coalesce(refunded_on, came_on)) + {REFUND_DAYS} > {known} THEN 'timing'
        WHEN off > 0 AND off <= undeducted + {tol} THEN 'refund_not_deducted'
        WHEN off > 0 THEN 'over_paid'
        WHEN returned > 0 AND -off <= returned + {tol} AND returned >= refunded AND refunded > 0
            AND -off >= least(returned, refunded) - {tol} THEN 'refund_deducted_twice'
        WHEN subsidy > 0 AND abs(-off - (subsidy - subsidies)) <= {tol} THEN 'subsidy_not_paid'
        ELSE 'short_paid' END AS kind
    FROM p"""

"""What every order should bring, and by when (11.12)."""

from luoxuan.analysis.reconciliation.query.bench import Bench, day, texts
from luoxuan.analysis.reconciliation.terms import CONFIRM_DAYS, OTHERWISE, TERMS

ZONE = "INTERVAL 8 HOUR"
"""Days of completion are days in Shanghai, as every other day of these shops."""
GROSS = """coalesce(o.merchant_receivable_amount, o.buyer_paid_amount + coalesce(o.platform_discount, d.borne, 0)
    + coalesce(o.influencer_discount, 0) + coalesce(o.payment_discount, 0))"""
SUBSIDY = """coalesce(o.platform_discount, d.borne, 0) + coalesce(o.influencer_discount, 0)
    + coalesce(o.payment_discount, 0)"""
UNPAID = "(o.order_status IN ('cancelled', 'pending_payment') OR o.payment_status = 'unpaid')"
REFUNDED = f"""CASE WHEN r.order_id IS NOT NULL THEN r.refunded
    WHEN o.order_status = 'closed' AND coalesce(o.refund_amount, 0) = 0 THEN {GROSS}
    ELSE coalesce(o.refund_amount, 0) END"""


def make(bench: Bench) -> None:
    """`recon_orders`: receivable before refunds, what was refunded, the day the money falls due."""
    _terms(bench)
    bench.make("orders", _orders(bench))
    bench.make(
        "doubles",
        """WITH d AS (SELECT order_id, currency, min(concat_ws('|', platform, shop_key)) AS first FROM recon_orders
            GROUP BY order_id, currency HAVING count(*) > 1)
        SELECT o.order_no FROM recon_orders o JOIN d USING (order_id, currency)
        WHERE d.first <> concat_ws('|', o.platform, o.shop_key)""",
    )


def _terms(bench: Bench) -> None:
    """`recon_due`: days to the money by platform, shop and day; a row holds until a newer one."""
    rows = ", ".join(f"('{t.platform}', '{t.basis}', {t.days})" for t in TERMS)
    bench.make("usual", f"SELECT * FROM (VALUES {rows}) AS t(platform, basis, days)")
    bench.make(
        "due",
        """SELECT platform, shop_key, valid_from,
            least(coalesce(min(valid_to), DATE '9999-12-31'),
                coalesce(lead(valid_from) OVER (PARTITION BY platform, shop_key ORDER BY valid_from) - 1,
                    DATE '9999-12-31')) AS valid_to,
            max(settle_days) AS days
        FROM (SELECT platform, coalesce(shop_key, '') AS shop_key, coalesce(valid_from, DATE '1900-01-01')
            AS valid_from, valid_to, settle_days FROM fee_terms WHERE settle_days IS NOT NULL)
        GROUP BY platform, shop_key, valid_from""",
    )


def _orders(bench: Bench) -> str:
    shops = bench.question.shops
    only = f"AND o.shop_key IN {texts(shops)}" if shops else ""
    last = day(bench.question.as_of)
    return f"""
    WITH r AS (
        SELECT platform, shop_key, order_id, sum(amount) AS refunded, max(refunded_on) AS refunded_on
        FROM refunds WHERE status = 'refunded' AND amount <> 0
            AND coalesce(refunded_on, applied_on) <= {last}
        GROUP BY ALL
    ), d AS (
        SELECT platform, shop_key, order_id, sum(platform_discount) AS borne FROM order_lines SEMI JOIN (
            SELECT platform, shop_key, order_id FROM orders
            WHERE merchant_receivable_amount IS NULL AND platform_discount IS NULL
        ) USING (platform, shop_key, order_id) GROUP BY ALL
    ), o AS (
        SELECT o.platform, o.shop_key, o.order_id, coalesce(o.currency, 'CNY') AS currency,
            CASE WHEN {UNPAID} THEN 0 ELSE coalesce({GROSS}, 0) END AS gross,
            CASE WHEN {UNPAID} THEN 0 ELSE {SUBSIDY} END AS subsidy,
            CASE WHEN {UNPAID} THEN 0 ELSE least(coalesce({REFUNDED}, 0), coalesce({GROSS}, 0)) END AS refunded,
            r.refunded_on, coalesce(o.paid_on, o.created_on) AS paid_on, {UNPAID} IS TRUE AS is_unpaid,
            coalesce(o.order_status = 'closed', false) AS is_closed,
            r.order_id IS NULL AND coalesce(o.refund_amount, 0) = 0 AND coalesce(o.after_sale_status = 'done', false)
                AS refund_is_untold,
            CASE WHEN o.completed_at IS NOT NULL THEN (o.completed_at + {ZONE})::DATE
                WHEN o.order_status IN ('completed', 'closed') THEN
                    (coalesce(o.delivered_at, o.shipped_at, o.paid_at) + {ZONE})::DATE + {CONFIRM_DAYS}
            END AS done_on
        FROM orders o LEFT JOIN r USING (platform, shop_key, order_id)
        LEFT JOIN d USING (platform, shop_key, order_id)
        WHERE o.is_test IS NOT TRUE AND o.created_on <= {last} {only}
    )
    SELECT row_number() OVER ()::INTEGER AS order_no, o.* EXCLUDE (done_on), o.gross - o.refunded AS net,
        CASE coalesce(u.basis, '{OTHERWISE.basis}') WHEN 'paid' THEN o.paid_on ELSE o.done_on END
            + coalesce(s.days, g.days, u.days, {OTHERWISE.days})::INTEGER AS due_on
    FROM o LEFT JOIN recon_usual u USING (platform)
    LEFT JOIN recon_due s ON s.shop_key <> '' AND s.platform = o.platform AND s.shop_key = o.shop_key
        AND coalesce(o.done_on, o.paid_on) BETWEEN s.valid_from AND s.valid_to
    LEFT JOIN recon_due g ON g.shop_key = '' AND g.platform = o.platform
        AND coalesce(o.done_on, o.paid_on) BETWEEN g.valid_from AND g.valid_to"""

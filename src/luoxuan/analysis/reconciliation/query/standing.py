"""What accounts and shops come to (11.12)."""

from typing import Any

from luoxuan.analysis.reconciliation.query.bench import Bench, day, texts
from luoxuan.analysis.reconciliation.query.differences import LEDGER

Row = dict[str, Any]
EXPLAINED = ("fee", "own", "freight_insurance", "compensation", "timing")


def accounts(bench: Bench) -> list[Row]:
    """Per account the movements of the period by what became of them, and the balances at both ends."""
    known = texts((*EXPLAINED, "order"))
    return bench.rows(
        f"""SELECT a.acct, a.provider, a.account, a.ledger, a.currency, s.shop_keys, m.* EXCLUDE acct,
            r.opening, r.closing
        FROM (SELECT acct, count(*) AS lines, sum(amount) AS total,
                coalesce(sum(amount) FILTER (mark = 'order'), 0) AS matched,
                coalesce(sum(amount) FILTER (mark IN {texts(EXPLAINED)}), 0) AS explained,
                coalesce(sum(amount) FILTER (mark NOT IN {known}), 0) AS unexplained,
                sum(abs(amount)) AS turnover,
                coalesce(sum(abs(amount)) FILTER (mark NOT IN {known}), 0) AS turnover_unexplained
            FROM recon_marks GROUP BY acct) m
        JOIN recon_accounts a USING (acct) LEFT JOIN recon_ranges r USING (acct)
        LEFT JOIN (SELECT acct, list(DISTINCT shop_key ORDER BY shop_key) AS shop_keys
            FROM recon_lines JOIN recon_orders USING (order_no) WHERE in_period GROUP BY acct) s USING (acct)
        ORDER BY a.ledger, a.provider, a.account, a.currency, a.platform, a.shop_key"""
    )


def shops(bench: Bench) -> list[Row]:
    """Orders of every shop at the book nearest to its money; what only waits for its day counts as agreeing."""
    return bench.rows(
        f"""SELECT platform, shop_key,
            count(*) FILTER (now) AS orders,
            count(*) FILTER (now AND coalesce(kind, 'timing') = 'timing') AS orders_matched,
            coalesce(sum(net) FILTER (now), 0) AS receivable,
            coalesce(sum(receipts - returned) FILTER (now), 0) AS received,
            coalesce(-sum(off) FILTER (kind = 'not_due'), 0) AS not_due,
            coalesce(-sum(off) FILTER (kind = 'missing_settlement'), 0) AS overdue
        FROM (SELECT o.platform, o.shop_key, p.net, p.receipts, p.returned, p.off, b.kind,
                p.counts AND b.kind IS DISTINCT FROM 'not_due' AS now
            FROM recon_pairs p JOIN recon_orders o USING (order_no)
            LEFT JOIN recon_bad b USING (order_no, near)
            WHERE p.place = 1 AND o.currency IN {texts((bench.question.currency,))})
        GROUP BY ALL ORDER BY ALL"""
    )


def books(bench: Bench) -> list[Row]:
    """Every shop that has orders, with the ledgers it is compared with."""
    return bench.rows(
        f"""SELECT platform, shop_key, coalesce(list(DISTINCT {LEDGER} ORDER BY {LEDGER})
            FILTER (near IS NOT NULL), []) AS ledgers
        FROM (SELECT DISTINCT platform, shop_key, currency FROM recon_orders)
        LEFT JOIN recon_books USING (platform, shop_key, currency)
        WHERE currency IN {texts((bench.question.currency,))} GROUP BY ALL ORDER BY ALL"""
    )


def causes(bench: Bench) -> list[Row]:
    """Differences by kind and age."""
    return bench.rows(
        f"""SELECT kind, CASE WHEN age_days <= 7 THEN '0-7' WHEN age_days <= 30 THEN '8-30'
            WHEN age_days <= 60 THEN '31-60' ELSE '60+' END AS age, count(*) AS count, sum(abs(amount)) AS amount
        FROM recon_differences WHERE currency IN {texts((bench.question.currency,))} GROUP BY ALL ORDER BY ALL"""
    )


def dues(bench: Bench) -> list[Row]:
    """What falls due on which day after the period."""
    return bench.rows(
        f"""SELECT due_on AS day, platform, shop_key, sum(-off) AS amount, count(*) AS orders
        FROM recon_bad WHERE kind = 'not_due' AND place = 1 AND due_on > {day(bench.cut)}
            AND currency IN {texts((bench.question.currency,))}
        GROUP BY ALL ORDER BY ALL"""
    )

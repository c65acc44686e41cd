"""What accounts and shops come to (11.12)."""

from typing import Any

from luoxuan.analysis.reconciliation.query.bench import Bench, day, texts

Row = dict[str, Any]
EXPLAINED = ("fee", "own", "freight_insurance", "compensation", "timing")


def accounts(bench: Bench) -> list[Row]:
    """Per account the movements of the period by what became of them."""
    unexplained = "mark NOT IN " + texts((*EXPLAINED, "order"))
    return bench.rows(
        f"""SELECT a.provider, a.account, a.ledger, a.currency, count(*) AS lines, sum(amount) AS total,
            coalesce(sum(amount) FILTER (mark = 'order'), 0) AS matched,
            coalesce(sum(amount) FILTER (mark IN {texts(EXPLAINED)}), 0) AS explained,
            coalesce(sum(amount) FILTER ({unexplained}), 0) AS unexplained,
            sum(abs(amount)) AS turnover,
            coalesce(sum(abs(amount)) FILTER ({unexplained}), 0) AS turnover_unexplained
        FROM recon_marks JOIN recon_accounts a USING (acct)
        GROUP BY ALL ORDER BY a.ledger, a.provider, a.account, a.currency"""
    )


def shops_of_accounts(bench: Bench) -> list[Row]:
    """Whose orders an account holds."""
    return bench.rows(
        """SELECT DISTINCT a.provider, a.account, a.ledger, a.currency, f.shop_key
        FROM recon_accounts a JOIN recon_found f USING (book) WHERE f.in_period
        ORDER BY ALL"""
    )


def shops(bench: Bench) -> list[Row]:
    """Orders of every shop at the book nearest to its money."""
    currency = texts((bench.question.currency,))
    return bench.rows(
        f"""SELECT platform, shop_key,
            count(*) FILTER (NOT waits) AS orders,
            count(*) FILTER (NOT waits AND kind IS NULL) AS orders_matched,
            coalesce(sum(net) FILTER (NOT waits), 0) AS receivable,
            coalesce(sum(receipts - returned) FILTER (NOT waits), 0) AS received,
            coalesce(-sum(off) FILTER (waits), 0) AS not_due,
            coalesce(-sum(off) FILTER (kind = 'missing_settlement'), 0) AS overdue
        FROM (SELECT *, coalesce(kind = 'not_due', false) AS waits FROM recon_verdicts
            WHERE place = 1 AND currency IN {currency})
        GROUP BY ALL ORDER BY ALL"""
    )


def books(bench: Bench) -> list[Row]:
    """Which ledgers a shop is compared with."""
    return bench.rows("SELECT platform, shop_key, ledger FROM recon_books ORDER BY ALL")


def causes(bench: Bench) -> list[Row]:
    """Differences by kind and age."""
    currency = texts((bench.question.currency,))
    return bench.rows(
        f"""SELECT kind, CASE WHEN age_days <= 7 THEN '0-7' WHEN age_days <= 30 THEN '8-30'
            WHEN age_days <= 60 THEN '31-60' ELSE '60+' END AS age, count(*) AS count, sum(abs(amount)) AS amount
        FROM recon_differences WHERE currency IN {currency} GROUP BY ALL ORDER BY ALL"""
    )


def dues(bench: Bench) -> list[Row]:
    """What falls due on which day after the period."""
    currency = texts((bench.question.currency,))
    return bench.rows(
        f"""SELECT due_on AS day, platform, shop_key, sum(-off) AS amount, count(*) AS orders
        FROM recon_verdicts WHERE kind = 'not_due' AND place = 1 AND currency IN {currency}
            AND due_on > {day(bench.cut)}
        GROUP BY ALL ORDER BY ALL"""
    )

"""The movements of every book up to the day that is asked about, each with its order (11.12)."""

from luoxuan.analysis.reconciliation.query.bench import Bench, day, texts

RECEIPTS = ("goods", "subsidy", "freight_income")
FEES = ("commission", "platform_fee", "payment_fee", "influencer", "ad", "freight", "tax")
OWN = ("withdrawal", "transfer", "deposit")
FAMILY = f"""CASE WHEN fee_type IN {texts(RECEIPTS)} THEN 'receipt' WHEN fee_type IN {texts(FEES)} THEN 'fee'
    WHEN fee_type IN {texts(OWN)} THEN 'own' WHEN fee_type = 'freight_insurance' THEN 'insurance'
    WHEN fee_type IN ('refund', 'compensation') THEN fee_type ELSE 'unknown' END"""
"""What a movement is to its order."""
NEARNESS = "CASE ledger WHEN 'money_account' THEN 1 WHEN 'platform_account' THEN 2 ELSE 3 END"
"""The nearer a book is to the money, the more it says."""
HELD = """coalesce(nullif(account, ''), holder, (SELECT CASE WHEN count(DISTINCT h.holder) = 1 THEN min(h.holder) END
    FROM settlement_lines h WHERE h.provider = s.provider), '')"""
"""A file under another name does not say whose account it is: the only one that is known of the provider."""
BOOK = "(ledger, provider, account, platform, shop_key, currency)"


def make(bench: Bench) -> None:
    """`recon_accounts`, `recon_lines`; what a bill calls pending has moved nothing and is left out."""
    bench.view("raw", _raw(bench))
    bench.make(
        "accounts",
        f"""SELECT row_number() OVER (ORDER BY ledger, provider, account, currency, platform, shop_key)::SMALLINT
                AS acct, {NEARNESS}::TINYINT AS near, *
        FROM (SELECT DISTINCT ledger, provider, account, currency, platform, shop_key FROM recon_raw)""",
    )
    bench.make("lines", _lines(bench))


def _lines(bench: Bench) -> str:
    """A number that two shops share belongs to the first of them where the book is the brand's.

    Two joins on equal columns: one with an OR in it would compare every line with every order.
    """
    columns = f"""a.acct, a.near, o.order_no, CASE WHEN o.order_no IS NULL THEN r.order_id END AS stranger,
        r.flow_no, r.component, r.fee_type, {FAMILY} AS family, r.amount, r.line_id, r.occurred_at, r.occurred_on,
        r.occurred_on BETWEEN {day(bench.question.first)} AND {day(bench.cut)} AS in_period"""
    return f"""
    SELECT {columns} FROM recon_raw r JOIN recon_accounts a USING {BOOK}
    LEFT JOIN recon_orders o ON o.order_id = r.order_id AND o.currency = r.currency AND o.platform = r.platform
        AND o.shop_key = r.shop_key
    WHERE r.shop_key <> ''
    UNION ALL
    SELECT {columns} FROM recon_raw r JOIN recon_accounts a USING {BOOK}
    LEFT JOIN (SELECT * FROM recon_orders ANTI JOIN recon_doubles USING (order_no)) o
        ON o.order_id = r.order_id AND o.currency = r.currency
    WHERE r.shop_key = ''"""


def _raw(bench: Bench) -> str:
    shops = bench.question.shops
    only = f"AND shop_key IN {texts((*shops, ''))}" if shops else ""
    until = f"occurred_on <= {day(bench.question.as_of)}"
    account = HELD if bench.count("settlement_lines WHERE holder IS NOT NULL") else "account"
    ledger = f"""SELECT ledger, provider, {account} AS account, coalesce(currency, 'CNY') AS currency,
        coalesce(platform, provider) AS platform, coalesce(shop_key, '') AS shop_key, flow_no, component,
        coalesce(fee_type, 'unknown') AS fee_type, amount, nullif(order_id, '') AS order_id, line_id, refund_id,
        nullif(external_no, '') AS external_no, nullif(statement_id, '') AS statement_id,
        balance_after, occurred_at, occurred_on
        FROM settlement_lines s WHERE {until} AND amount IS NOT NULL AND state IS DISTINCT FROM 'pending' {only}"""
    if bench.count("settlement_lines WHERE order_id IS NULL AND refund_id IS NOT NULL"):
        ledger = _with_cases(ledger)
    if not bench.count("payments"):
        return ledger
    return _with_payments(ledger, f"{until} AND status IS DISTINCT FROM 'closed' {only}")


def _with_cases(ledger: str) -> str:
    """A book that names the case alone: another book, or the case itself, knows its order."""
    return f"""
    SELECT l.* REPLACE (coalesce(l.order_id, c.order_id) AS order_id) FROM ({ledger}) l LEFT JOIN (
        SELECT whose, refund_id, min(order_id) AS order_id FROM (
            SELECT provider AS whose, refund_id, order_id FROM settlement_lines
            UNION ALL SELECT platform, refund_id, order_id FROM refunds
        ) WHERE refund_id IS NOT NULL AND order_id IS NOT NULL GROUP BY ALL
    ) c ON l.order_id IS NULL AND c.whose = l.provider AND c.refund_id = l.refund_id"""


def _with_payments(ledger: str, where: str) -> str:
    """A trade bill names the order of a fund bill's movement; where there is no fund bill it is the book itself."""
    columns = """'money_account' AS ledger, p.provider, p.account, coalesce(p.currency, 'CNY') AS currency,
        coalesce(p.platform, p.provider) AS platform, coalesce(p.shop_key, '') AS shop_key, p.payment_id AS flow_no"""
    rest = """nullif(p.order_id, '') AS order_id, NULL AS line_id, NULL AS refund_id, p.paid_with AS external_no, NULL AS statement_id,
        NULL::DECIMAL(18,4) AS balance_after, p.occurred_at, p.occurred_on"""
    alone = """NOT EXISTS (SELECT 1 FROM (SELECT DISTINCT provider, account, holder FROM settlement_lines) s
        WHERE s.provider = p.provider AND coalesce(nullif(s.account, ''), s.holder, p.account) = p.account)"""
    kind = "CASE WHEN p.kind = 'refund' THEN 'refund' ELSE 'goods' END"
    return f"""
    SELECT l.* REPLACE (coalesce(l.order_id, p.order_id) AS order_id)
    FROM ({ledger}) l LEFT JOIN (
        SELECT provider, payment_id, min(nullif(order_id, '')) AS order_id FROM payments GROUP BY ALL
    ) p ON l.order_id IS NULL AND l.provider = p.provider AND l.external_no = p.payment_id
    UNION ALL BY NAME
    SELECT {columns}, '' AS component, {kind} AS fee_type, p.amount, {rest}
    FROM payments p WHERE {where} AND p.amount IS NOT NULL AND {alone}
    UNION ALL BY NAME
    SELECT {columns}, 'fee' AS component, 'payment_fee' AS fee_type, p.fee AS amount, {rest}
    FROM payments p WHERE {where} AND p.fee <> 0 AND {alone}"""

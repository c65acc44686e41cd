"""The movements of every book up to the day that is asked about (11.12)."""

from luoxuan.analysis.reconciliation.query.bench import Bench, day, texts

RECEIPTS = ("goods", "subsidy", "freight_income")
FEES = ("commission", "platform_fee", "payment_fee", "influencer", "ad", "freight", "tax")
OWN = ("withdrawal", "transfer", "deposit")
KNOWN = ("freight_insurance", "compensation")


def make(bench: Bench) -> None:
    """`recon_accounts`, `recon_lines`: bills that are pending have moved nothing and are left out."""
    bench.session.fetch(f"CREATE OR REPLACE TEMP VIEW recon_raw AS {_raw(bench)}")
    bench.make(
        "accounts",
        """SELECT row_number() OVER (ORDER BY ledger, provider, account, currency, platform, shop_key)::INTEGER AS acct,
            dense_rank() OVER (ORDER BY ledger, currency, CASE WHEN shop_key <> '' THEN platform END, shop_key)::INTEGER
                AS book, *
        FROM (SELECT DISTINCT ledger, provider, account, currency, platform, shop_key FROM recon_raw)""",
    )
    bench.make(
        "lines",
        f"""SELECT a.acct, a.book, r.flow_no, r.component, r.fee_type, r.amount, r.order_id, r.line_id, r.occurred_at, r.occurred_on,
            r.occurred_on >= {day(bench.question.first)} AND r.occurred_on <= {day(bench.cut)} AS in_period,
            {family("r.fee_type")} AS family
        FROM recon_raw r JOIN recon_accounts a USING (ledger, provider, account, currency, platform, shop_key)""",
    )


def family(column: str) -> str:
    """What a movement is to its order."""
    return (
        f"CASE WHEN {column} IN {texts(RECEIPTS)} THEN 'receipt' WHEN {column} = 'refund' THEN 'refund' "
        f"WHEN {column} IN {texts(FEES)} THEN 'fee' WHEN {column} IN {texts(OWN)} THEN 'own' "
        f"WHEN {column} IN {texts(KNOWN)} THEN {column} ELSE 'unknown' END"
    )


def _raw(bench: Bench) -> str:
    shops = bench.question.shops
    only = f"AND shop_key IN {texts((*shops, ''))}" if shops else ""
    until = f"occurred_on <= {day(bench.question.as_of)}"
    ledger = f"""SELECT ledger, provider, account, coalesce(currency, 'CNY') AS currency,
        coalesce(platform, provider) AS platform, coalesce(shop_key, '') AS shop_key, flow_no, component,
        coalesce(fee_type, 'unknown') AS fee_type, amount, base_amount, rate, nullif(order_id, '') AS order_id,
        line_id, product_id, nullif(external_no, '') AS external_no, nullif(statement_id, '') AS statement_id,
        balance_after, occurred_at, occurred_on
        FROM settlement_lines WHERE {until} AND amount IS NOT NULL AND state IS DISTINCT FROM 'pending' {only}"""
    if not bench.count("payments"):
        return ledger
    return _with_payments(ledger, f"{until} AND status IS DISTINCT FROM 'closed' {only}")


def _with_payments(ledger: str, where: str) -> str:
    """A trade bill names the order of a fund bill's movement; where there is no fund bill it is the book itself."""
    columns = """'money_account' AS ledger, p.provider, p.account, coalesce(p.currency, 'CNY') AS currency,
        coalesce(p.platform, p.provider) AS platform, coalesce(p.shop_key, '') AS shop_key, p.payment_id AS flow_no"""
    rest = """NULL::DECIMAL(18,4) AS base_amount, p.rate, nullif(p.order_id, '') AS order_id, NULL AS line_id,
        NULL AS product_id, p.paid_with AS external_no, NULL AS statement_id, NULL::DECIMAL(18,4) AS balance_after,
        p.occurred_at, p.occurred_on"""
    alone = """NOT EXISTS (SELECT 1 FROM settlement_lines s
        WHERE s.provider = p.provider AND s.account = p.account)"""
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

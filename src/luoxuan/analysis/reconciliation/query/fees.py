"""What was charged against what was agreed (11.12)."""

from luoxuan.analysis.reconciliation.query.bench import Bench, day, texts
from luoxuan.analysis.reconciliation.query.lines import FEES
from luoxuan.analysis.reconciliation.terms import FEE_DAYS

AGREED = (*FEES, "freight_insurance")
BASES = ("p.receipts", "p.gross", "p.net", "p.receipts - p.returned")
FOREVER = "DATE '9999-12-31'"


def make(bench: Bench) -> None:
    """`recon_fees`: orders whose fee differs from the agreed one, or was not charged yet."""
    bench.make("terms", _terms())
    if not bench.count("recon_terms"):
        bench.make("fees", _none())
        return
    bench.make("charged", _charged())
    bench.make("agreed", _agreed(bench))
    bench.make("fees", _fees(bench))
    bench.drop("charged", "agreed")


def _terms() -> str:
    """Every term until the next of its kind."""
    return f"""
    SELECT *, least(until, coalesce(lead(valid_from) OVER (
        PARTITION BY platform, shop_key, fee_type, category ORDER BY valid_from) - 1, {FOREVER})) AS valid_to
    FROM (SELECT platform, coalesce(shop_key, '') AS shop_key, fee_type, coalesce(category, '') AS category,
            coalesce(valid_from, DATE '1900-01-01') AS valid_from, coalesce(max(valid_to), {FOREVER}) AS until,
            coalesce(max(rate), 0)::DOUBLE AS rate, coalesce(max(per_order), 0)::DECIMAL(18,4) AS per_order
        FROM fee_terms WHERE fee_type IN {texts(AGREED)} AND (rate IS NOT NULL OR per_order IS NOT NULL)
        GROUP BY ALL)"""


def _agreed(bench: Bench) -> str:
    """Rate and fixed amount per order and fee; the most specific term wins: product, then shop, then the newest.

    An order of several products has the mean of their rates by what was paid for each.
    """
    on = "t.platform = o.platform AND t.shop_key IN ('', o.shop_key) AND o.paid_on BETWEEN t.valid_from AND t.valid_to"
    best = "PARTITION BY o.order_no, t.fee_type"
    general = f"""SELECT o.order_no, t.fee_type, t.rate, t.per_order
        FROM recon_orders o JOIN recon_terms t ON {on} AND t.category = ''"""
    if bench.count("recon_terms WHERE shop_key <> ''"):
        general += f" QUALIFY row_number() OVER ({best} ORDER BY t.shop_key DESC) = 1"
    if not bench.count("recon_terms WHERE category <> ''"):
        return general
    return f"""
    WITH general AS ({general}), items AS (
        SELECT o.order_no, o.platform, o.shop_key, o.paid_on, i.line_id, i.product_id,
            coalesce(i.paid_amount, i.goods_amount, 0)::DOUBLE AS paid
        FROM recon_orders o JOIN order_lines i USING (platform, shop_key, order_id)
    ), special AS (
        SELECT o.order_no, o.line_id, t.fee_type, t.rate, t.per_order
        FROM items o JOIN recon_terms t ON {on} AND t.category <> '' AND t.category = o.product_id
        QUALIFY row_number() OVER ({best}, o.line_id ORDER BY t.shop_key DESC) = 1
    ), mixed AS (
        SELECT i.order_no, f.fee_type, coalesce(sum(i.paid * coalesce(s.rate, g.rate, 0)) / nullif(sum(i.paid), 0),
            max(coalesce(s.rate, g.rate, 0))) AS rate, max(coalesce(s.per_order, g.per_order, 0)) AS per_order
        FROM items i JOIN (SELECT DISTINCT order_no, fee_type FROM special) f USING (order_no)
        LEFT JOIN special s USING (order_no, line_id, fee_type) LEFT JOIN general g USING (order_no, fee_type)
        GROUP BY i.order_no, f.fee_type
    )
    SELECT * FROM mixed UNION ALL SELECT * FROM general ANTI JOIN mixed USING (order_no, fee_type)"""


def _charged() -> str:
    """What each book charged each order, by fee."""
    return """
    SELECT order_no, near, fee_type, sum(amount)::DECIMAL(18,4) AS charged, max(occurred_on) AS charged_on
    FROM recon_lines WHERE order_no IS NOT NULL AND fee_type IN (SELECT fee_type FROM recon_terms)
    GROUP BY order_no, near, fee_type"""


def _none() -> str:
    return """SELECT 0 AS order_no, 0::TINYINT AS near, '' AS fee_type, '' AS kind, NULL::DECIMAL(18,4) AS expected,
        NULL::DECIMAL(18,4) AS charged, NULL::DATE AS occurred_on, 1::BIGINT AS place WHERE false"""


def _fees(bench: Bench) -> str:
    """A fee agrees where it is the rate of what should come, of what came, or of either after refunds.

    Who sold an order, and whether for a commission, the books alone know: an influencer's fee is judged where charged.
    """
    q, cut = bench.question, day(bench.cut)
    tol = f"greatest({bench.tolerance}, {q.tolerance.fee_share}::DOUBLE * abs(expected))"
    agreed = ", ".join(
        f"-round(({base}) * a.rate, 4)::DECIMAL(18,4) - a.per_order AS e{n}"
        for n, base in enumerate(BASES)
    )
    near = f"least({', '.join(f'abs(charged - e{n})' for n in range(len(BASES)))})"
    expected = " ".join(f"WHEN abs(charged - e{n}) = {near} THEN e{n}" for n in range(len(BASES)))
    return f"""
    WITH x AS (
        SELECT p.order_no, p.near, p.place, p.known, p.came_on, a.fee_type,
            coalesce(c.charged, 0)::DECIMAL(18,4) AS charged, c.charged_on, {agreed}
        FROM recon_pairs p JOIN recon_agreed a USING (order_no) JOIN recon_orders o USING (order_no)
        JOIN (SELECT DISTINCT o.platform, o.shop_key, o.currency, c.near, c.fee_type FROM recon_charged c
            JOIN recon_orders o USING (order_no)) b
            ON b.platform = o.platform AND b.shop_key = o.shop_key AND b.currency = o.currency
            AND b.near = p.near AND b.fee_type = a.fee_type
        LEFT JOIN recon_charged c ON c.order_no = p.order_no AND c.near = p.near AND c.fee_type = a.fee_type
        WHERE (p.receipts <> 0 OR c.charged <> 0)
            AND (a.fee_type <> 'influencer' OR c.charged <> 0)
    ), y AS (
        SELECT *, charged = 0 AND came_on + {FEE_DAYS} > least(known, {cut}) AS is_early
        FROM (SELECT *, CASE {expected} END AS expected FROM x) WHERE abs(charged - expected) > {tol}
    )
    SELECT order_no, near, fee_type, CASE WHEN is_early THEN 'timing' ELSE 'fee_rate_differs' END AS kind,
        expected, charged, place, CASE WHEN is_early THEN came_on WHEN charged = 0 THEN came_on + {FEE_DAYS}
            ELSE charged_on END AS occurred_on
    FROM y WHERE CASE WHEN is_early THEN came_on WHEN charged = 0 THEN came_on + {FEE_DAYS} ELSE charged_on END
        BETWEEN {day(q.first)} AND {cut}"""

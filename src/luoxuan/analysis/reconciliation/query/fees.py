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
    bench.make("agreed", _agreed(bench))
    bench.make("charged", _charged())
    bench.make("fees", _fees(bench))


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
    orders = """(SELECT DISTINCT platform, shop_key, currency, order_id, paid_on FROM recon_pairs
        WHERE receipts <> 0 OR fees <> 0) o"""
    best = "PARTITION BY o.platform, o.shop_key, o.order_id, o.currency, t.fee_type"
    general = f"""
    SELECT o.platform, o.shop_key, o.currency, o.order_id, t.fee_type, t.rate, t.per_order
    FROM {orders} JOIN recon_terms t ON {on} AND t.category = ''
    QUALIFY row_number() OVER ({best} ORDER BY t.shop_key DESC) = 1"""
    if not bench.count("recon_terms WHERE category <> ''"):
        general_only = (
            general
            if bench.count("recon_terms WHERE shop_key <> ''")
            else general.split("QUALIFY")[0]
        )
        return f"SELECT * FROM ({general_only})"
    return f"""
    WITH general AS ({general}), per_line AS (
        SELECT o.platform, o.shop_key, o.currency, o.order_id, i.line_id, i.product_id,
            coalesce(i.paid_amount, i.goods_amount, 0)::DOUBLE AS paid
        FROM {orders} JOIN order_lines i USING (platform, shop_key, order_id)
    ), special AS (
        SELECT o.*, t.fee_type, t.rate, t.per_order
        FROM (SELECT l.*, r.paid_on FROM per_line l JOIN recon_orders r USING (platform, shop_key, order_id)) o
        JOIN recon_terms t ON {on} AND t.category <> '' AND t.category = o.product_id
        QUALIFY row_number() OVER ({best}, o.line_id ORDER BY t.shop_key DESC) = 1
    ), mixed AS (
        SELECT platform, shop_key, currency, order_id, fee_type,
            coalesce(sum(paid * rate) / nullif(sum(paid), 0), max(rate)) AS rate, max(per_order) AS per_order
        FROM (
            SELECT l.platform, l.shop_key, l.currency, l.order_id, f.fee_type, l.paid,
                coalesce(s.rate, g.rate, 0) AS rate, coalesce(s.per_order, g.per_order, 0) AS per_order
            FROM per_line l JOIN (SELECT DISTINCT platform, shop_key, order_id, currency, fee_type FROM special) f
                USING (platform, shop_key, order_id, currency)
            LEFT JOIN special s USING (platform, shop_key, order_id, currency, line_id, fee_type)
            LEFT JOIN general g USING (platform, shop_key, order_id, currency, fee_type)
        ) GROUP BY ALL
    )
    SELECT * FROM mixed UNION ALL
    SELECT * FROM general ANTI JOIN mixed USING (platform, shop_key, currency, order_id, fee_type)"""


def _charged() -> str:
    """What each book charged each order, by fee."""
    return f"""
    SELECT f.platform, f.shop_key, f.currency, f.order_id, f.ledger, l.fee_type, sum(l.amount) AS charged,
        max(l.occurred_on) AS charged_on, bool_or(l.in_period) AS in_period,
        list(DISTINCT l.flow_no ORDER BY l.flow_no) AS flow_nos
    FROM recon_lines l JOIN recon_found f USING (book, order_id)
    WHERE l.fee_type IN {texts(AGREED)} AND l.fee_type IN (SELECT fee_type FROM recon_terms)
    GROUP BY ALL"""


def _none() -> str:
    return """SELECT '' AS platform, '' AS shop_key, '' AS currency, '' AS order_id, '' AS ledger, '' AS fee_type,
        '' AS kind, NULL::DECIMAL(18,4) AS expected, NULL::DECIMAL(18,4) AS charged, NULL::VARCHAR[] AS flow_nos,
        NULL::DATE AS occurred_on, 1::BIGINT AS place WHERE false"""


def _fees(bench: Bench) -> str:
    """A fee agrees where it is the rate of what should come, of what came, or of either after refunds."""
    q, cut = bench.question, day(bench.cut)
    share = f"{q.tolerance.fee_share}::DOUBLE"
    agreed = ", ".join(
        f"-round(({base}) * a.rate, 4)::DECIMAL(18,4) - a.per_order AS e{n}"
        for n, base in enumerate(BASES)
    )
    near = f"least({', '.join(f'abs(charged - e{n})' for n in range(len(BASES)))})"
    expected = " ".join(f"WHEN abs(charged - e{n}) = {near} THEN e{n}" for n in range(len(BASES)))
    return f"""
    WITH x AS (
        SELECT p.platform, p.shop_key, p.currency, p.order_id, p.ledger, a.fee_type, p.place, p.known, p.came_on,
            coalesce(c.charged, 0)::DECIMAL(18,4) AS charged, c.charged_on, c.flow_nos,
            {agreed}
        FROM recon_pairs p JOIN recon_agreed a USING (platform, shop_key, currency, order_id)
        JOIN (SELECT DISTINCT platform, shop_key, currency, ledger, fee_type FROM recon_charged) b
            USING (platform, shop_key, currency, ledger, fee_type)
        LEFT JOIN recon_charged c USING (platform, shop_key, currency, order_id, ledger, fee_type)
        WHERE p.receipts <> 0 OR c.charged <> 0
    ), e AS (
        SELECT *, CASE {expected} END AS expected FROM x
    ), y AS (
        SELECT *, CASE WHEN charged = 0 AND came_on + {FEE_DAYS} > least(known, {cut}) THEN 'timing'
            ELSE 'fee_rate_differs' END AS kind,
            CASE WHEN charged <> 0 THEN charged_on WHEN came_on + {FEE_DAYS} > least(known, {cut}) THEN came_on
            ELSE came_on + {FEE_DAYS} END AS occurred_on
        FROM e WHERE abs(charged - expected) > greatest({bench.tolerance}, {share} * abs(expected))
    )
    SELECT platform, shop_key, currency, order_id, ledger, fee_type, kind, expected, charged, flow_nos, occurred_on,
        place
    FROM y WHERE occurred_on BETWEEN {day(q.first)} AND {cut}"""

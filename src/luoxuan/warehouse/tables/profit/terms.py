"""The agreed rates in force, the most specific of each fee: shop before platform, product before category before all (6.6)."""

from luoxuan.warehouse.tables.model import SHOP, Column, DerivedView

FEES = (
    "commission",
    "platform_fee",
    "payment_fee",
    "influencer",
    "freight",
    "freight_insurance",
    "packaging",
    "tax",
)
_TERMS = """
    SELECT platform, coalesce(shop_key, '') AS shop_key, fee_type, coalesce(category, '') AS category,
        valid_from, valid_to, rate, per_order, coalesce(currency, 'CNY') AS currency
    FROM fee_terms"""
_OF_SHOP = """
    SELECT DISTINCT platform, shop_key FROM orders WHERE platform IN (SELECT platform FROM terms)
    UNION SELECT platform, shop_key FROM terms WHERE shop_key <> ''"""
_NAMED = """
    SELECT DISTINCT p.platform, p.shop_key, p.product_id, coalesce(p.category, '') AS category
    FROM products p JOIN terms t ON t.platform = p.platform AND t.category IN (p.product_id, p.category)
        AND t.category <> '' AND t.shop_key IN ('', p.shop_key)
    UNION
    SELECT s.platform, s.shop_key, t.category, '' FROM terms t JOIN of_shop s
        ON s.platform = t.platform AND t.shop_key IN ('', s.shop_key)
    WHERE t.category <> '' AND NOT EXISTS (SELECT 1 FROM products p WHERE p.platform = s.platform
        AND p.shop_key = s.shop_key AND (p.product_id = t.category OR p.category = t.category))
    UNION SELECT platform, shop_key, '', '' FROM of_shop"""
_STARTS = """
    SELECT DISTINCT platform, valid_from AS day FROM terms
    UNION SELECT DISTINCT platform, CAST(valid_to + 1 AS DATE) FROM terms WHERE valid_to IS NOT NULL"""
_RANKED = """
    SELECT n.platform, n.shop_key, n.product_id, s.day AS starts_on, t.fee_type, t.rate, t.per_order, t.currency,
        CASE WHEN t.shop_key <> '' THEN 100000000 ELSE 0 END
            + CASE WHEN t.category = '' THEN 0 WHEN t.category = n.product_id THEN 20000000 ELSE 10000000 END
            + (t.valid_from - DATE '0001-01-01') AS rank
    FROM named n JOIN starts s USING (platform)
    LEFT JOIN terms t ON t.platform = n.platform AND t.shop_key IN ('', n.shop_key)
        AND (t.category = '' OR t.category IN (n.product_id, n.category))
        AND t.valid_from <= s.day AND (t.valid_to IS NULL OR t.valid_to >= s.day)"""


def _best(fee: str) -> str:
    """A pair of its own, so that an empty rate of the better row hides the rate of a lesser one."""
    pair = "struct_pack(rate := rate, fixed := per_order)"
    return f"arg_max({pair}, rank) FILTER (fee_type = '{fee}') AS {fee}"


FEE_BOOK = DerivedView(
    "fee_book",
    "one row per shop, product with a term of its own, and day from which the agreed fees hold",
    (
        *SHOP,
        Column("product_id", "text", "Product; empty text: all others."),
        Column("starts_on", "date", "First day."),
        Column("ends_before", "date", "First day of the next row."),
        Column("currency", "text", "ISO 4217, of the fixed amounts."),
        *(
            column
            for fee in FEES
            for column in (
                Column(f"{fee}_rate", "number", f"Rate of {fee}; null: none agreed."),
                Column(f"{fee}_fixed", "money", f"{fee} per order; null: none agreed."),
            )
        ),
    ),
    f"""
    WITH terms AS ({_TERMS}), of_shop AS ({_OF_SHOP}), named AS ({_NAMED}), starts AS ({_STARTS}),
    ranked AS ({_RANKED}),
    best AS (
        SELECT platform, shop_key, product_id, starts_on,
            CASE WHEN min(currency) = max(currency) THEN min(currency) END AS currency,
            {", ".join(_best(fee) for fee in FEES)}
        FROM ranked GROUP BY ALL
    )
    SELECT platform, shop_key, product_id, starts_on,
        coalesce(lead(starts_on) OVER (PARTITION BY platform, shop_key, product_id ORDER BY starts_on), DATE '9999-12-31') AS ends_before, currency,
        {", ".join(f"{fee}.rate AS {fee}_rate, {fee}.fixed AS {fee}_fixed" for fee in FEES)}
    FROM best
    """,
    ("fee_terms", "products", "orders"),
)  # fmt: skip

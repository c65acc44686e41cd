"""What things cost and what was agreed: tables a merchant keeps himself, brought in like any file (6.6, 11.12)."""

from luoxuan.warehouse.tables.model import Column, Table

COSTS = Table(
    "costs",
    "one row per merchant SKU and day from which the cost holds",
    ("merchant_sku", "valid_from"),
    (
        Column("merchant_sku", "text", "The merchant's own code."),
        Column("valid_from", "date", "First day of the cost, in Shanghai."),
        Column("unit_cost", "money", "Goods cost of one piece, without recoverable tax."),
        Column(
            "received_units",
            "count",
            "Pieces bought at this cost; where given, the moving average is reckoned.",
        ),
        Column("packaging_cost", "money", "Packaging per piece."),
        Column("freight_cost", "money", "Freight paid per piece, where not billed per parcel."),
        Column("tax_rate", "number", "Tax on sales, share of the net amount, 0 to 1."),
        Column("title", "text", "Name in the merchant's words."),
        Column("currency", "text", "ISO 4217."),
    ),
)

BUNDLES = Table(
    "bundles",
    "one row per part of a bundle and day from which it holds",
    ("bundle_sku", "part_sku", "valid_from"),
    (
        Column("bundle_sku", "text", "Merchant code sold."),
        Column("part_sku", "text", "Merchant code in it; equal to bundle_sku for a plain alias."),
        Column("pieces", "count", "Pieces of the part in one bundle."),
        Column("valid_from", "date", "First day, in Shanghai."),
    ),
)

FEE_TERMS = Table(
    "fee_terms",
    "one row per shop, fee, category or product, and day from which the agreed rate holds",
    ("platform", "shop_key", "fee_type", "category", "valid_from"),
    (
        Column("platform", "text", "Platform."),
        Column("shop_key", "text", "Shop; empty text: every shop of the platform."),
        Column(
            "fee_type",
            "text",
            "commission, platform_fee, payment_fee, influencer, freight, freight_insurance, packaging, tax.",
        ),
        Column("category", "text", "Category or product id; empty text: all."),
        Column("valid_from", "date", "First day, in Shanghai."),
        Column("valid_to", "date", "Last day; null: until a newer row."),
        Column("rate", "number", "Share of what the buyer pays plus subsidies, 0 to 1."),
        Column("per_order", "money", "Fixed amount per order, positive."),
        Column("settle_days", "count", "Days after completion by which the platform pays."),
        Column("note", "text", "Contract number or remark."),
        Column("currency", "text", "ISO 4217, of the fixed amount; null: CNY."),
    ),
)

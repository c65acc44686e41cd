"""Shops, and products and SKUs as the platforms name them (9.1)."""

from luoxuan.warehouse.tables.model import SHOP, Column, Table

SHOPS = Table(
    "shops",
    "one row per shop of the brand's register, as it was when a file of it came in",
    ("platform", "shop_key"),
    SHOP
    + (
        Column("name", "text", "Name in the register."),
        Column("platform_shop_id", "text", "The platform's shop id."),
        Column("zone", "text", "Time zone of the shop's days, e.g. Asia/Shanghai."),
        Column("currency", "text", "ISO 4217."),
    ),
)

PRODUCTS = Table(
    "products",
    "one row per product of a shop",
    ("platform", "shop_key", "product_id"),
    SHOP
    + (
        Column("product_id", "text", "The platform's product id."),
        Column("title", "text", "Title last seen."),
        Column("merchant_code", "text", "The merchant's own code (货号)."),
        Column("category", "text", "Category."),
        Column("status", "text", "On sale, off sale, in the platform's words."),
    ),
)

SKUS = Table(
    "skus",
    "one row per SKU of a shop",
    ("platform", "shop_key", "sku_id"),
    SHOP
    + (
        Column(
            "sku_id", "text", "The platform's SKU id; where it gives none, the merchant's code."
        ),
        Column("product_id", "text", "Product it belongs to."),
        Column("merchant_sku", "text", "The merchant's own code."),
        Column("title", "text", "Title last seen."),
        Column("spec", "text", "Variant in words."),
    ),
)

"""Money: what platforms book for a merchant, and what arrives in his accounts (9.1, 11.12)."""

from luoxuan.warehouse.tables.model import SHOP, Column, Table

LEDGERS = ("statement", "platform_account", "money_account")
"""statement: a platform's bill (结算单), split into what it is made of; platform_account: movements of the balance
the platform keeps for the shop (动账); money_account: Alipay, WeChat Pay, bank."""

FEE_TYPES = (
    "goods",
    "refund",
    "subsidy",
    "freight_income",
    "commission",
    "platform_fee",
    "payment_fee",
    "influencer",
    "ad",
    "freight",
    "freight_insurance",
    "compensation",
    "tax",
    "withdrawal",
    "deposit",
    "transfer",
    "other",
    "unknown",
)
"""What a movement is for. goods: what the buyer paid for goods, and freight where the report does not part them;
subsidy: what the platform, an influencer or a payment channel pays in the buyer's place; withdrawal and transfer move
money between own accounts; unknown: a word no vocabulary knows, never guessed."""

SETTLEMENT_LINES = Table(
    "settlement_lines",
    "one row per movement, or per component of a bill's row",
    ("provider", "account", "ledger", "flow_no", "component"),
    SHOP
    + (
        Column(
            "provider", "text", "Whose book: taobao, jd, douyin, ..., alipay, wechat_pay, bank."
        ),
        Column(
            "account",
            "text",
            "Account number masked to its last four, or its name; empty text where none.",
        ),
        Column(
            "holder",
            "text",
            "Account named by the file's name alone, masked, where a movement is known by its number; null elsewhere.",
        ),
        Column("ledger", "text", "statement, platform_account, money_account."),
        Column(
            "flow_no",
            "text",
            "The book's own number of the movement; where it has none, order, words, time, amount, ordinal joined by |.",
        ),
        Column(
            "component",
            "text",
            "Which column of a bill's row it is; empty text where the row is one movement.",
        ),
        Column(
            "fee_type",
            "text",
            "goods, refund, subsidy, freight_income, commission, platform_fee, payment_fee, influencer, ad, freight, "
            "freight_insurance, compensation, tax, withdrawal, deposit, transfer, other, unknown.",
        ),
        Column("fee_raw", "text", "The book's own words for it."),
        Column("amount", "money", "Signed from the merchant's view: in is positive."),
        Column(
            "base_amount", "money", "What the bill says a fee was reckoned on; null where silent."
        ),
        Column("rate", "number", "Rate the bill states; null where silent."),
        Column(
            "order_id",
            "text",
            "The shop's order number, freed of prefixes; null where it concerns none.",
        ),
        Column("line_id", "text", "The shop's line."),
        Column("refund_id", "text", "The after-sale case."),
        Column("product_id", "text", "The platform's product."),
        Column("influencer_id", "text", "Influencer or agency paid."),
        Column("external_no", "text", "Number of the movement in the book of the other side."),
        Column("statement_id", "text", "Bill, payout or withdrawal it belongs to."),
        Column(
            "state",
            "text",
            "settled, pending; null where the book holds only what has moved.",
        ),
        Column("occurred_at", "time", "When it was booked."),
        Column("occurred_on", "date", "occurred_at in the shop's zone."),
        Column("due_on", "date", "When a pending line is to be settled."),
        Column("balance_after", "money", "Balance of the account after the movement."),
        Column("currency", "text", "ISO 4217."),
    ),
    day="occurred_on",
    version=2,
)

PAYMENTS = Table(
    "payments",
    "one row per payment or refund as the payment provider books it",
    ("provider", "account", "payment_id"),
    SHOP
    + (
        Column("provider", "text", "wechat_pay, alipay, shopify_payments, ..."),
        Column("account", "text", "Merchant number, masked to its last four."),
        Column("payment_id", "text", "The provider's number of the payment, of the refund for a refund."),
        Column("kind", "text", "payment, refund."),
        Column("order_id", "text", "The merchant's order number."),
        Column("paid_with", "text", "The provider's number of the payment that a refund belongs to."),
        Column("amount", "money", "Signed from the merchant's view: refunds are negative."),
        Column("fee", "money", "Fee, negative where it costs, positive where it is given back."),
        Column("rate", "number", "Rate the bill states."),
        Column("status", "text", "success, pending, closed, unknown."),
        Column("occurred_at", "time", "When it was paid or refunded."),
        Column("occurred_on", "date", "occurred_at in the shop's zone."),
        Column("currency", "text", "ISO 4217."),
    ),
    day="occurred_on",
)  # fmt: skip

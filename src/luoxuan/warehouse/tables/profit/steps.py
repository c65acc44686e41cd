"""How each step of a line's bridge is reckoned, in whole cents (6.6)."""

from luoxuan.warehouse.tables.profit.refunds import FATES
from luoxuan.warehouse.tables.profit.spread import cents, share, spread

MILLION = 1_000_000
FEES = (
    "platform_fee",
    "commission",
    "influencer_fee",
    "payment_fee",
    "freight",
    "freight_insurance",
    "tax",
)
"""Steps with an estimate and, once billed, an actual amount."""
_TERM = {"influencer_fee": "influencer"}
_BY_TERM = ("platform_fee", "commission", "influencer", "payment_fee", "freight_insurance")
_FIXED = (*_BY_TERM, "freight", "packaging")

JOINED = f"""
    SELECT r.*, coalesce(r.merchant_sku, r.sku_id) AS sku,
        CASE WHEN b.currency = r.currency THEN CAST(round(b.unit_cost * 10000) AS BIGINT) END AS unit_cost,
        CASE WHEN b.currency = r.currency THEN {cents("b.packaging_cost * r.units")} END AS packaging_told,
        CASE WHEN b.currency = r.currency THEN {cents("b.freight_cost * r.units")} END AS freight_told,
        CAST(coalesce(b.tax_rate, t.tax_rate) * {MILLION} AS BIGINT) AS tax_rate,
        {", ".join(f"CAST(t.{fee}_rate * {MILLION} AS BIGINT) AS {fee}_rate" for fee in _FIXED)},
        {", ".join(f"CASE WHEN t.currency = r.currency THEN {cents(f't.{fee}_fixed')} END AS {fee}_fixed" for fee in _FIXED)},
        {", ".join(f"coalesce(l.{fate}_amount, 0) + coalesce({spread(f'o.{fate}_amount')}, 0) AS {fate}" for fate in FATES)},
        coalesce(l.unshipped_units, 0) AS unshipped_units, coalesce(l.returned_units, 0) AS returned_units,
        f.settled_on, f.parcels, f.parcels_back, f.compensation, f.commission, f.platform_fee, f.payment_fee,
        f.influencer, f.freight AS freight_billed, f.freight_insurance, f.tax AS tax_billed
    FROM profit_revenue r
    LEFT JOIN cost_book b ON b.code = coalesce(r.merchant_sku, r.sku_id)
        AND r.day >= b.starts_on AND r.day < b.ends_before
    LEFT JOIN (SELECT DISTINCT platform, shop_key, product_id FROM fee_book WHERE product_id <> '') n
        ON n.platform = r.platform AND n.shop_key = r.shop_key AND n.product_id = r.product_id
    LEFT JOIN fee_book t ON t.platform = r.platform AND t.shop_key = r.shop_key
        AND t.product_id = coalesce(n.product_id, '') AND r.day >= t.starts_on AND r.day < t.ends_before
    LEFT JOIN paid_back l ON l.platform = r.platform AND l.shop_key = r.shop_key
        AND l.order_id = r.order_id AND l.line_id = r.line_id AND l.currency = r.currency
    LEFT JOIN (SELECT * FROM paid_back WHERE line_id IS NULL) o ON o.platform = r.platform
        AND o.shop_key = r.shop_key AND o.order_id = r.order_id AND o.currency = r.currency
    LEFT JOIN profit_billed f ON f.platform = r.platform AND f.shop_key = r.shop_key
        AND f.order_id = r.order_id AND f.currency = r.currency"""


def _part(fate: str) -> str:
    """What share of the line met this fate, in millionths: by pieces where told, else by money."""
    return f"""CASE WHEN {fate}_units > 0 AND units > 0 THEN least({MILLION}, round({fate}_units * {MILLION} / units))
        WHEN {fate} <= 0 THEN 0 WHEN revenue > 0 THEN least({MILLION}, round({fate} * {MILLION} / revenue))
        ELSE {MILLION} END"""


PARTED = f"""
    SELECT *, unshipped + returned + kept + only_money AS refunded,
        CAST({_part("unshipped")} AS BIGINT) AS never_left,
        CAST({_part("returned")} AS BIGINT) AS came_back,
        CAST(CASE WHEN kept <= 0 THEN 0 WHEN revenue > 0 THEN least({MILLION}, round(kept * {MILLION} / revenue))
            ELSE {MILLION} END AS BIGINT) AS stayed
    FROM joined"""
VALUED = f"""
    SELECT *, revenue + freight_charged - refunded AS net,
        greatest(revenue + freight_charged - refunded, 0) AS base,
        {MILLION} - never_left AS left_us,
        greatest({MILLION} - never_left - came_back, 0) AS out,
        greatest({MILLION} - never_left - came_back - stayed, 0) AS sold,
        is_gift OR revenue <= 0 AS is_given,
        CAST(round(units * unit_cost / 100) AS BIGINT) AS cost
    FROM parted"""


def _by_term(fee: str) -> str:
    """By the agreed rate and the fixed amount of the order; 0 where none is agreed."""
    return f"coalesce({share('base', f'{fee}_rate')}, 0) + coalesce({spread(f'{fee}_fixed')}, 0)"


def _estimate(fee: str) -> str:
    if fee == "freight":
        agreed = f"CASE WHEN freight_rate IS NOT NULL OR freight_fixed IS NOT NULL THEN {_by_term('freight')} END"
        return share(f"coalesce(freight_told, {agreed}, {spread('parcels')}, 0)", "left_us")
    if fee == "tax":
        return f"coalesce({share('base', 'tax_rate')}, 0)"
    if fee == "influencer_fee":
        return f"CASE WHEN influencer_id IS NULL THEN 0 ELSE {_by_term('influencer')} END"
    return _by_term(fee)


def _actual(fee: str) -> str:
    if fee == "freight":
        return f"coalesce({spread('freight_billed')}, -{spread('parcels')})"
    if fee == "tax":
        return spread("tax_billed")
    return spread(_TERM.get(fee, fee))


_PACKED = f"CASE WHEN packaging_rate IS NOT NULL OR packaging_fixed IS NOT NULL THEN {_by_term('packaging')} END"
RECKONED = f"""
    SELECT *, settled_on IS NOT NULL AS is_settled,
        {", ".join(f"-({_estimate(fee)}) AS estimated_{fee}" for fee in FEES)},
        {", ".join(f"CASE WHEN settled_on IS NOT NULL THEN {_actual(fee)} END AS actual_{fee}" for fee in FEES)},
        -{share(f"coalesce(packaging_told, {_PACKED}, 0)", "left_us")} AS packed,
        {share("cost", "sold")} AS cost_sold,
        {share("cost", "out")} - {share("cost", "sold")} AS cost_lost,
        coalesce({spread("parcels_back")}, 0) AS way_back,
        CASE WHEN settled_on IS NOT NULL THEN coalesce({spread("compensation")}, 0) ELSE 0 END AS compensated
    FROM valued"""
CHOSEN = f"""
    SELECT *, {", ".join(f"coalesce(actual_{fee}, estimated_{fee}) AS best_{fee}" for fee in FEES)},
        cost IS NOT NULL AS cost_known,
        CASE WHEN is_given THEN CASE WHEN cost IS NOT NULL THEN 0 END ELSE -cost_sold END AS goods_cost,
        CASE WHEN is_given THEN -cost_sold WHEN cost IS NOT NULL THEN 0 END AS samples_gifts,
        -cost_lost - way_back AS estimated_refund_loss, -cost_lost - way_back + compensated AS refund_loss
    FROM reckoned"""

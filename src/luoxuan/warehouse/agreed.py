"""What a merchant keeps himself, as the lake holds it: costs, bundles, agreed fees; and what has no cost yet (6.6)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from luoxuan.warehouse.engine import Session

MOST = 5_000


@dataclass(frozen=True)
class CostRow:
    """What a piece costs from a day on."""

    merchant_sku: str
    valid_from: date
    unit_cost: Decimal | None
    received_units: int | None
    packaging_cost: Decimal | None
    freight_cost: Decimal | None
    tax_rate: Decimal | None
    title: str
    currency: str
    import_id: str


@dataclass(frozen=True)
class BundleRow:
    """A part of a bundle."""

    bundle_sku: str
    part_sku: str
    pieces: int
    valid_from: date
    import_id: str


@dataclass(frozen=True)
class FeeTerm:
    """An agreed fee."""

    platform: str
    shop_key: str
    fee_type: str
    category: str
    valid_from: date
    valid_to: date | None
    rate: Decimal | None
    per_order: Decimal | None
    settle_days: int | None
    note: str
    import_id: str


@dataclass(frozen=True)
class Uncosted:
    """A merchant SKU that was sold and has neither a cost nor parts with one."""

    merchant_sku: str
    title: str
    units: int
    paid_amount: Decimal
    last_sold_on: date


def costs(session: Session, *, text: str = "") -> tuple[CostRow, ...]:
    """By SKU, the newest first."""
    rows = session.fetch(
        "SELECT merchant_sku, valid_from, unit_cost, received_units, packaging_cost, freight_cost, tax_rate, "
        "coalesce(title, '') AS title, currency, import_id FROM costs "
        "WHERE contains(lower(merchant_sku || ' ' || coalesce(title, '')), lower(?)) "
        f"ORDER BY merchant_sku, valid_from DESC LIMIT {MOST}",
        [text],
    )
    return tuple(CostRow(**row) for row in rows.to_pylist())


def bundles(session: Session) -> tuple[BundleRow, ...]:
    """By bundle and part, the newest first."""
    rows = session.fetch(
        "SELECT bundle_sku, part_sku, pieces, valid_from, import_id FROM bundles "
        f"ORDER BY bundle_sku, part_sku, valid_from DESC LIMIT {MOST}"
    )
    return tuple(BundleRow(**row) for row in rows.to_pylist())


def fee_terms(session: Session) -> tuple[FeeTerm, ...]:
    """By platform, shop, fee and category, the newest first."""
    rows = session.fetch(
        "SELECT platform, shop_key, fee_type, category, valid_from, valid_to, rate, per_order, settle_days, "
        "coalesce(note, '') AS note, import_id FROM fee_terms "
        f"ORDER BY platform, shop_key, fee_type, category, valid_from DESC LIMIT {MOST}"
    )
    return tuple(FeeTerm(**row) for row in rows.to_pylist())


def uncosted(session: Session, *, since: date) -> tuple[Uncosted, ...]:
    """What was sold since that day without a known cost, the most money first."""
    rows = session.fetch(
        """
        SELECT t.merchant_sku, coalesce(any_value(t.title), '') AS title,
            CAST(sum(coalesce(t.quantity, 0)) AS BIGINT) AS units,
            sum(coalesce(t.paid_amount, t.goods_amount, 0)) AS paid_amount, max(t.created_on) AS last_sold_on
        FROM order_lines t
        WHERE t.created_on >= ? AND coalesce(t.merchant_sku, '') <> '' AND t.order_status NOT IN ('cancelled', 'pending_payment')
            AND NOT EXISTS (SELECT 1 FROM costs c WHERE c.merchant_sku = t.merchant_sku AND c.valid_from <= t.created_on)
            AND NOT EXISTS (SELECT 1 FROM bundles b WHERE b.bundle_sku = t.merchant_sku)
        GROUP BY t.merchant_sku ORDER BY paid_amount DESC, t.merchant_sku LIMIT 500
        """,
        [since],
    )
    return tuple(Uncosted(**row) for row in rows.to_pylist())

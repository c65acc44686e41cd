"""What a piece costs from which day on: newest cost, moving average where receipts are told, bundles by their parts (6.6)."""

from luoxuan.warehouse.tables.model import Column, DerivedView
from luoxuan.warehouse.tables.profit.revenue import KEY, is_paid

_EVER = "DATE '0001-01-01'"
_SOLD = f"""
    SELECT coalesce(b.part_sku, l.code) AS sku, l.day, sum(l.units * coalesce(b.pieces, 1)) AS units
    FROM (
        SELECT coalesce(nullif(l.merchant_sku, ''), nullif(l.sku_id, '')) AS code,
            coalesce(o.paid_on, o.created_on, l.paid_on, l.created_on) AS day, coalesce(l.quantity, 1) AS units
        FROM order_lines l LEFT JOIN orders o USING ({KEY})
        WHERE CASE WHEN o.order_id IS NULL THEN {is_paid("l")} ELSE {is_paid("o")} AND o.is_test IS NOT TRUE END
            AND EXISTS (SELECT 1 FROM costs WHERE received_units > 0)
    ) l
    ASOF LEFT JOIN (SELECT DISTINCT bundle_sku, valid_from FROM bundles) h
        ON h.bundle_sku = l.code AND h.valid_from <= l.day
    LEFT JOIN bundles b ON b.bundle_sku = h.bundle_sku AND b.valid_from = h.valid_from
    WHERE coalesce(b.part_sku, l.code) IN (SELECT merchant_sku FROM costs WHERE received_units > 0)
    GROUP BY ALL"""
_DATED = """
    SELECT merchant_sku AS sku, valid_from, CAST(round(unit_cost * 10000) AS BIGINT) AS unit_cost,
        coalesce(received_units, 0) AS received,
        lag(valid_from) OVER (PARTITION BY merchant_sku ORDER BY valid_from) AS valid_before,
        packaging_cost, freight_cost, tax_rate, coalesce(currency, 'CNY') AS currency
    FROM costs"""
_RECEIPTS = """
    SELECT d.sku, list(struct_pack(starts := d.valid_from, cost := d.unit_cost, received := d.received,
            sold := coalesce(s.units, 0)) ORDER BY d.valid_from) AS receipts
    FROM dated d LEFT JOIN (
        SELECT d.sku, d.valid_from, CAST(sum(s.units) AS BIGINT) AS units
        FROM dated d JOIN sold s ON s.sku = d.sku AND s.day < d.valid_from AND s.day >= d.valid_before
        GROUP BY d.sku, d.valid_from
    ) s ON s.sku = d.sku AND s.valid_from = d.valid_from
    WHERE d.sku IN (SELECT sku FROM dated WHERE received > 0)
    GROUP BY d.sku"""
_HELD = "greatest(s.held - x.sold, 0)"
_FOLDED = f"""
    SELECT sku, unnest(list_reduce(receipts,
        lambda s, x: struct_pack(
            held := {_HELD} + x.received,
            average := CASE WHEN x.received <= 0 OR x.cost IS NULL OR s.average IS NULL THEN x.cost
                ELSE (2 * ({_HELD} * s.average + x.received * x.cost) + {_HELD} + x.received)
                    // (2 * ({_HELD} + x.received)) END,
            told := list_append(s.told, struct_pack(starts := x.starts,
                average := CASE WHEN x.received <= 0 OR x.cost IS NULL OR s.average IS NULL THEN x.cost
                    ELSE (2 * ({_HELD} * s.average + x.received * x.cost) + {_HELD} + x.received)
                        // (2 * ({_HELD} + x.received)) END))),
        struct_pack(held := CAST(0 AS BIGINT), average := CAST(0 AS BIGINT),
            told := CAST([] AS STRUCT(starts DATE, average BIGINT)[]))).told) AS told
    FROM receipts"""
_PRICED = """
    SELECT d.* REPLACE (CASE WHEN f.sku IS NULL THEN d.unit_cost ELSE f.told.average END AS unit_cost)
    FROM dated d LEFT JOIN folded f ON f.sku = d.sku AND f.told.starts = d.valid_from"""
_MADE_OF = f"""
    SELECT bundle_sku AS code, valid_from AS starts_on, part_sku AS part, coalesce(pieces, 1) AS pieces FROM bundles
    UNION ALL
    SELECT DISTINCT merchant_sku, {_EVER}, merchant_sku, 1 FROM costs"""
_CHANGES = """
    SELECT code, starts_on AS day FROM made_of WHERE code IN (SELECT bundle_sku FROM bundles)
    UNION SELECT m.code, p.valid_from FROM made_of m JOIN priced p ON p.sku = m.part
    UNION SELECT merchant_sku, valid_from FROM costs"""

COST_BOOK = DerivedView(
    "cost_book",
    "one row per merchant code sold and day from which its cost holds; a bundle costs what its parts cost",
    (
        Column("code", "text", "The merchant's own code, of a piece or a bundle."),
        Column("starts_on", "date", "First day."),
        Column("ends_before", "date", "First day of the next row."),
        Column("unit_cost", "money", "Goods cost of one piece: the moving average where receipts are told; null where a part has none."),
        Column("packaging_cost", "money", "Packaging of one piece."),
        Column("freight_cost", "money", "Freight of one piece; null where it goes by order."),
        Column("tax_rate", "number", "Tax, share of the net amount."),
        Column("currency", "text", "ISO 4217."),
    ),
    f"""
    WITH dated AS ({_DATED}), sold AS ({_SOLD}), receipts AS ({_RECEIPTS}), folded AS ({_FOLDED}),
    priced AS ({_PRICED}), made_of AS ({_MADE_OF}), changes AS ({_CHANGES}),
    headed AS (
        SELECT c.code, c.day, h.starts_on
        FROM changes c ASOF JOIN (SELECT DISTINCT code, starts_on FROM made_of) h
            ON h.code = c.code AND h.starts_on <= c.day
    ),
    parts AS (
        SELECT c.code, c.day, m.pieces, p.*
        FROM headed c JOIN made_of m ON m.code = c.code AND m.starts_on = c.starts_on
        ASOF LEFT JOIN priced p ON p.sku = m.part AND p.valid_from <= c.day
    ),
    added AS (
        SELECT code, day,
            CASE WHEN count(*) = count(unit_cost)
                THEN CAST(sum(unit_cost * pieces) AS BIGINT) END AS unit_cost,
            sum(packaging_cost * pieces) AS packaging_cost, sum(freight_cost * pieces) AS freight_cost,
            max(tax_rate) AS tax_rate, CASE WHEN min(currency) = max(currency) THEN min(currency) END AS currency
        FROM parts GROUP BY code, day
    )
    SELECT a.code, a.day AS starts_on,
        coalesce(lead(a.day) OVER (PARTITION BY a.code ORDER BY a.day), DATE '9999-12-31') AS ends_before,
        CAST(CAST(a.unit_cost AS DECIMAL(14, 0)) * 0.0001 AS DECIMAL(18, 4)) AS unit_cost,
        CAST(coalesce(o.packaging_cost, a.packaging_cost) AS DECIMAL(18, 4)) AS packaging_cost,
        CAST(coalesce(o.freight_cost, a.freight_cost) AS DECIMAL(18, 4)) AS freight_cost,
        coalesce(o.tax_rate, a.tax_rate) AS tax_rate, a.currency
    FROM added a ASOF LEFT JOIN priced o ON o.sku = a.code AND o.valid_from <= a.day
    """,
    ("orders", "order_lines", "costs", "bundles"),
)  # fmt: skip

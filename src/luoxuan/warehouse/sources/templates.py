"""Headings of the tables a merchant keeps himself, for a template he fills in (6.6)."""

from collections.abc import Iterator
from typing import Literal

from luoxuan.warehouse.sources.layout import Layout
from luoxuan.warehouse.sources.library import load_layouts

OWN_PLATFORM = "luoxuan"
OwnTable = Literal["costs", "bundles", "fee_terms"]
EXAMPLES: dict[str, tuple[dict[str, str], ...]] = {
    "costs": (
        {"merchant_sku": "SKU-001", "valid_from": "2026-09-01", "unit_cost": "35.50",
         "packaging_cost": "1.20", "tax_rate": "1%", "title": "示例商品", "currency": "CNY"},
    ),
    "bundles": (
        {"bundle_sku": "SET-001", "part_sku": "SKU-001", "pieces": "2", "valid_from": "2026-09-01"},
        {"bundle_sku": "SET-001", "part_sku": "SKU-002", "pieces": "1", "valid_from": "2026-09-01"},
    ),
    "fee_terms": (
        {"platform": "抖音", "fee_type": "平台服务费", "valid_from": "2026-09-01", "rate": "5%",
         "settle_days": "7"},
        {"platform": "京东", "fee_type": "支付手续费", "valid_from": "2026-09-01", "rate": "0.6%"},
    ),
}  # fmt: skip
"""Rows that show how cells are written; the template marks them as examples to be overwritten."""


def own_layout(table: OwnTable) -> Layout:
    """The layout that reads the table."""
    return next(
        layout
        for layout in load_layouts()
        if (layout.platform, layout.dataset) == (OWN_PLATFORM, table)
    )


def heading(table: OwnTable, *, language: str = "zh") -> tuple[str, ...]:
    """The heading row; in English each column goes by the name of its field."""
    layout = own_layout(table)
    if language.startswith("zh"):
        return tuple(column.name for column in layout.columns)
    return fields(table)


def fields(table: OwnTable) -> tuple[str, ...]:
    """The canonical field of each heading, in their order."""
    return tuple(column.aliases[0] for column in own_layout(table).columns)


def example_rows(table: OwnTable) -> Iterator[tuple[str, ...]]:
    """Made-up rows that show how a cell is written."""
    for row in EXAMPLES[table]:
        yield tuple(row.get(name, "") for name in fields(table))

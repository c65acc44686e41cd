"""Rows put into a brand's lake as an import would, so that they can be undone as one."""

from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5

from luoxuan.foundation.intake import places, selectors
from luoxuan.foundation.intake.models import Catalogue, Import
from luoxuan.foundation.intake.services import catalogue_append
from luoxuan.foundation.people.models import Brand
from luoxuan.warehouse import lake
from luoxuan.warehouse.sources.report import FileReport
from tests.analysis.reconciliation.ledgers import bill, day, entry, order
from tests.warehouse.rows import Row, incoming, source_file

AT = datetime(2026, 10, 2, 2, 0, tzinfo=UTC)
"""September is over."""
MONTH = "2026-09"
Tables = dict[str, list[Row]]


def bring(brand: Brand, name: str, tables: Tables, at: datetime = AT, shop: str = "demo") -> Import:
    """One import with these rows."""
    import_id = str(uuid5(NAMESPACE_URL, f"{brand.key}/{name}"))
    body = {
        table: [
            row | {"import_id": import_id, "imported_at": at, "source_as_of": at} for row in rows
        ]
        for table, rows in tables.items()
    }
    body["source_files"] = [source_file(import_id)]
    root = places.lake_root(brand)
    with lake.write_lock(root):
        base = selectors.snapshot(brand)
        after = lake.commit_imports(root, base, [incoming(import_id, body)]).snapshot
        row = catalogue_append(
            brand=brand, snapshot=after, cause=Catalogue.Cause.IMPORT, at=at, import_ids=[import_id]
        )
    report = FileReport(
        name, import_id, "imported", rows_kept=sum(map(len, tables.values())),
        first_day="2026-09-01", last_day="2026-09-30",
    ).to_json()  # fmt: skip
    report |= {"shop": shop}
    return Import.objects.create(
        import_id=import_id, brand=brand, name=f"{name}.csv", sha256=import_id * 1, size=1,
        status=Import.Status.IMPORTED, reports=[report], seq=row.seq, at=at,
    )  # fmt: skip


def september() -> Tables:
    """Three orders: one paid as it should be, one short by twelve, one missing; and money nobody knows."""
    return {
        "orders": [order("A1", "100.00"), order("A2", "80.00"), order("A3", "50.00")],
        "settlement_lines": [
            entry("F1", "100.00", "A1", balance_after=amount("1100.00")),
            entry("F2", "68.00", "A2", balance_after=amount("1168.00")),
            entry("F3", "33.00", None, balance_after=amount("1201.00")),
        ],
    }


def amount(text: str) -> object:
    """Money of the lake."""
    from decimal import Decimal

    return Decimal(text)


__all__ = ["AT", "MONTH", "Tables", "amount", "bill", "bring", "day", "entry", "order", "september"]

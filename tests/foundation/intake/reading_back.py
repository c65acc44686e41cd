"""Read the lake back, for asserting on it."""

from decimal import Decimal
from typing import Any

from luoxuan.foundation.intake import selectors
from luoxuan.foundation.people.models import Brand
from luoxuan.warehouse import engine

LINEAGE_OF_THE_RUN = ("import_id", "imported_at", "source_as_of")


def rows(brand: Brand, sql: str) -> list[dict[str, Any]]:
    """The rows of one query over what is true now."""
    with engine.open(selectors.snapshot(brand)) as session:
        return session.fetch(sql).to_pylist()


def paid(brand: Brand) -> tuple[int, Decimal]:
    """Orders and what they paid: a short name for "the figures"."""
    found = rows(brand, "SELECT count(*) n, sum(buyer_paid_amount) paid FROM orders")[0]
    return found["n"], found["paid"]


def contents(brand: Brand, table: str) -> list[dict[str, Any]]:
    """All rows of a table without what names the run, in one order."""
    found = rows(brand, f"SELECT * FROM {table}")
    stripped = [
        {name: value for name, value in row.items() if name not in LINEAGE_OF_THE_RUN}
        for row in found
    ]
    return sorted(stripped, key=repr)

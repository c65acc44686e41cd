"""The tables as Ibis sees them: Ibis compiles, DuckDB runs. Ibis is imported when first used."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

from luoxuan.warehouse.tables import DERIVED, TABLES, Column, Type

IBIS: dict[Type, str] = {
    "text": "string",
    "date": "date",
    "time": "timestamp('UTC', 6)",
    "money": "decimal(18, 4)",
    "count": "int64",
    "number": "decimal(18, 6)",
    "flag": "boolean",
}


@cache
def ibis_tables() -> Mapping[str, Any]:
    """Unbound Ibis tables with the declared schemas, canonical and derived, by name."""
    import ibis

    shapes: dict[str, tuple[Column, ...]] = {n: t.columns for n, t in TABLES.items()}
    shapes |= {name: view.columns for name, view in DERIVED.items()}
    return {
        name: ibis.table({column.name: IBIS[column.type] for column in columns}, name=name)
        for name, columns in shapes.items()
    }


@lru_cache(maxsize=512)
def compiled(expression: Any) -> str:
    """The expression as DuckDB SQL; compiled once per expression and process."""
    import ibis

    return str(ibis.to_sql(expression, dialect="duckdb"))

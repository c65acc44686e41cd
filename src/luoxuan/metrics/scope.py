"""Which rows a query may look at, and the session it runs on."""

from dataclasses import dataclass, replace
from typing import Any, Protocol

import pyarrow as pa

from luoxuan.metrics.period import Period, merged

NOBODY = ("~nobody",)
"""A shop there is none of: no shop at all must not read as every shop."""


class Session(Protocol):
    """What runs an Ibis expression over the canonical tables: warehouse.engine.Session."""

    def run(self, expression: Any) -> pa.Table:
        """All rows of the expression."""

    def fetch(self, sql: str) -> pa.Table:
        """All rows of a query that Ibis has compiled."""


@dataclass(frozen=True)
class Scope:
    """Days, shops, platforms and products; an empty filter lets everything through."""

    periods: tuple[Period, ...]
    shops: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    products: tuple[str, ...] = ()

    def split(self) -> tuple["Scope", ...]:
        """One scope for each stretch of days: a scan prunes by one range, not by one of several."""
        return tuple(replace(self, periods=(period,)) for period in merged(self.periods))

    def within(self, column: Any) -> Any:
        """Whether the day is in one of the periods, as few ranges as can be: they prune row groups."""
        import ibis

        ranges = [column.between(p.first, p.last) for p in merged(self.periods)]
        return ibis.or_(*ranges) if len(ranges) > 1 else ranges[0]

    def admits(self, table: Any) -> list[Any]:
        """The filters on shop, platform and product that a table knows."""
        asked = (
            ("shop_key", self.shops),
            ("platform", self.platforms),
            ("product_id", self.products),
        )
        return [table[name].isin(keys) for name, keys in asked if keys and name in table.columns]

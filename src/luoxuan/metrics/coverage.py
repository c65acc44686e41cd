"""Which days of which shop the imported reports cover (9.2).

A report of events (orders, refunds, spend) covers every day between its first and its last: no row means zero.
A report of states (visitors) covers a day only by its row. What no report covers is unknown, never zero.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from luoxuan.metrics import prepared
from luoxuan.metrics.model import Report
from luoxuan.metrics.period import Period, merged, one_day
from luoxuan.metrics.scope import Scope, Session
from luoxuan.warehouse.engine import ibis_tables
from luoxuan.warehouse.sources.library import load_layouts

EVERYBODY = ""
"""The shop of files that belong to none, a carrier's or a stock system's: they cover every shop."""
EVENTS: dict[str, Report] = {
    "orders": "orders",
    "order_lines": "lines",
    "refunds": "refunds",
    "ad_spend_daily": "ads",
    "service_daily": "service",
    "shipments": "parcels",
    "stock_snapshots": "stock",
}
STATES: dict[str, Report] = {
    "shop": "traffic_shop",
    "product": "traffic_product",
    "source": "traffic_source",
}
"""By the grain of the rows."""
ANY_DAY = Scope(())
Key = tuple[str, Report]


@dataclass(frozen=True)
class Covered:
    """Per shop and report the covered stretches."""

    spans: Mapping[Key, tuple[Period, ...]]

    def has(self, shop: str, report: Report, day: date) -> bool:
        """Whether the day is covered."""
        return any(day in span for span in self._of(shop, report))

    def knows(self, shop: str, report: Report) -> bool:
        """Whether the shop has any such report at all."""
        return bool(self._of(shop, report))

    def _of(self, shop: str, report: Report) -> tuple[Period, ...]:
        own = self.spans.get((shop, report), ())
        return own if shop == EVERYBODY else (*own, *self.spans.get((EVERYBODY, report), ()))

    def days(self, shop: str, report: Report, period: Period) -> list[date]:
        """The covered days of a period."""
        return [day for day in period.days() if self.has(shop, report, day)]

    def last_day(self, shop: str, report: Report) -> date | None:
        """How far the report reaches."""
        return max((span.last for span in self._of(shop, report)), default=None)

    @property
    def shops(self) -> tuple[str, ...]:
        """Every shop with a report, in order."""
        return tuple(sorted({shop for shop, _report in self.spans} - {EVERYBODY}))


def covered(session: Session, scope: Scope | None = None) -> Covered:
    """What the imported files cover; days of states are read for the scope's days only."""
    spans: dict[Key, list[Period]] = defaultdict(list)
    files = prepared.rows(session, _files, ANY_DAY)
    reports = _reports_of_layouts(session, {row["layout"] for row in files})
    ranged: set[str] = set()
    if _speaks_of_ads(files, reports):
        ranged = {r["import_id"] for r in prepared.rows(session, _imports_with_ranges, ANY_DAY)}
    for row in files:
        for report in reports[row["layout"]] - set(STATES.values()):
            if report != "ads" or row["import_id"] not in ranged:
                spans[row["shop_key"], report].append(Period(row["first_day"], row["last_day"]))
    for row in prepared.rows(session, _days_with_visitors, scope) if scope else ():
        spans[row["shop_key"], STATES[row["grain"]]].append(one_day(row["period_start"]))
    return Covered({key: merged(tuple(found)) for key, found in spans.items()})


def _files(_scope: Scope) -> Any:
    files = ibis_tables()["source_files"]
    imported = files.filter(
        files.status == "imported",
        files.shop_key.notnull(),
        files.first_day.notnull(),
        files.last_day >= files.first_day,
    )
    names = ("import_id", "shop_key", "layout", "first_day", "last_day")
    return imported.select(*names)


def _speaks_of_ads(files: list[dict[str, Any]], reports: Mapping[str, set[Report]]) -> bool:
    return any("ads" in reports[row["layout"]] for row in files)


def _imports_with_ranges(_scope: Scope) -> Any:
    """Imports with a row for several days at once: their days cannot be told apart."""
    ads = ibis_tables()["ad_spend_daily"]
    return ads.filter(ads.period_end > ads.period_start).select("import_id").distinct()


def _days_with_visitors(scope: Scope) -> Any:
    traffic = ibis_tables()["traffic_daily"]
    rows = traffic.filter(
        scope.within(traffic.period_start),
        traffic.period_end == traffic.period_start,
        traffic.visitors.notnull(),
        *scope.admits(traffic),
    )
    return rows.select("shop_key", "grain", "period_start").distinct()


def _reports_of_layouts(session: Session, layouts: set[str]) -> dict[str, set[Report]]:
    """What each layout reports: the built-in ones say so; a brand's own are known by their rows."""
    built_in = _built_in()
    found = {layout: set(built_in.get(layout, ())) for layout in layouts}
    own = sorted(layouts - set(built_in))
    for report, table in _rows_of_reports() if own else ():
        rows = table.filter(table.layout.isin(own)).select("layout").distinct()
        for row in session.run(rows).to_pylist():
            found[row["layout"]].add(report)
    return found


def _rows_of_reports() -> Iterable[tuple[Report, Any]]:
    for name, report in EVENTS.items():
        yield report, ibis_tables()[name]
    traffic = ibis_tables()["traffic_daily"]
    for grain, report in STATES.items():
        yield report, traffic.filter(traffic.grain == grain)


@cache
def _built_in() -> dict[str, frozenset[Report]]:
    found: dict[str, frozenset[Report]] = {}
    for layout in load_layouts():
        reports: set[Report] = set()
        for emit in layout.emit:
            if emit.table in EVENTS:
                reports.add(EVENTS[emit.table])
            if emit.table == "traffic_daily":
                reports |= _grains(emit.fields.get("grain"))
        found[layout.id] = frozenset(reports)
    return found


def _grains(field: Any) -> set[Report]:
    """The traffic report of a grain; all of them where the layout does not fix one."""
    grain = field.get("const") if isinstance(field, dict) else None
    return {report for name, report in STATES.items() if grain in {None, name}}

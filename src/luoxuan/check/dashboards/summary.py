"""The newest day in a few lines, for the home page (9.4)."""

from dataclasses import dataclass
from datetime import datetime

from luoxuan.analysis.daily import DailyAnswer
from luoxuan.charts import Table
from luoxuan.check.dashboards import pages, reports, tables
from luoxuan.foundation.people.access import Scope

MOST_FINDINGS = 4


@dataclass(frozen=True)
class Summary:
    """Yesterday's answer: its page, the figures on top, the shops, and the dearest findings with their pages."""

    answer: DailyAnswer
    href: str
    tiles: list[dict[str, object]]
    shops: Table
    findings: tuple[pages.FindingCard, ...]


def summary_of(scope: Scope, *, at: datetime) -> Summary | None:
    """The newest day's report as the person may see it; None while no shop has data."""
    day = reports.newest_day(brand=scope.brand, at=at)
    page = pages.report_page(scope, "daily", reports.period_words("day", day), pages.no_filters())
    if page.refusal or page.result.total.cells["gmv_paid"].figure.value is None:
        return None
    findings = tuple(page.findings()[:MOST_FINDINGS])
    look = tables.Look(page.language, page.drill)
    return Summary(
        page.result,
        page.url("report"),
        tables.tiles(page.result, look),
        tables.shops_table(page.result, look),
        findings,
    )

"""What the home of data quality shows."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from luoxuan.charts import Column, Row, Table
from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.people.access import Scope
from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.quality import selectors, tables

RECENT = 500


def home_context(scope: Scope) -> dict[str, Any]:
    """Scores of the last look, the trend, rows in quarantine, what the warehouse holds."""
    brand = scope.brand
    run = selectors.run_last(brand)
    days = selectors.trend(brand)
    counts = list(run.rules.all()) if run else []
    return {
        "scope": scope,
        "run": run,
        "has_data": intake.catalogue_last(brand) is not None,
        "overall": selectors.mean_overall(run) if run else None,
        "promises": len(counts),
        "broken": sum(1 for one in counts if one.bad),
        "scores": tables.scores_table(brand, selectors.scores_of(run)) if run else None,
        "chart": tables.trend_chart(days),
        "trend": tables.trend_table(days),
        "quarantine": quarantine_table(scope),
        "holdings": tables.holdings_table(selectors.holdings(brand)),
    }


def quarantine_table(scope: Scope) -> Table:
    """Files whose rows wait to be set right, the newest first."""
    columns = (
        Column("file", _("File")),
        Column("read", _("Read at"), "time"),
        Column("rows", _("Rows in quarantine"), "count"),
        Column("reasons", _("Reasons")),
    )
    return Table(
        columns,
        tuple(_waiting(scope)),
        key="quality-quarantine",
        caption=_("Rows waiting to be set right"),
        empty_title=_("No row is in quarantine"),
        empty_text=_("Every row of every file that was imported is in the figures."),
    )


def _waiting(scope: Scope) -> list[Row]:
    found = []
    for row in intake.imports_recent(
        scope.brand, status="imported", shop_keys=scope.shop_keys, limit=RECENT
    ):
        counts: dict[str, int] = {}
        for report in row.reports:
            for reason, count in report.get("quarantined", {}).items():
                counts[reason] = counts.get(reason, 0) + count
        if counts:
            said = _reasons(counts)
            href = _link(scope.brand, row.import_id, scope.may("imports.write"))
            found.append(Row((row.name, row.at, sum(counts.values()), said), href=href))
    return found


def _reasons(counts: dict[str, int]) -> str:
    return "、".join(f"{intake.reason_word(reason)} {count}" for reason, count in counts.items())


def _link(brand: Brand, import_id: str, may_mend: bool) -> str:
    name = "intake:mend" if may_mend else "intake:import_page"
    return reverse(name, args=[brand.key, import_id])

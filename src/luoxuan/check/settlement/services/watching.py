"""Runs nobody asks for: when data came, and every night (11.12)."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from luoxuan.check.settlement import months, selectors
from luoxuan.check.settlement.models import SettlementSettings
from luoxuan.check.settlement.services.reconciling import job_reconcile
from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.people import selectors as people

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand

BOOKS = {"settlement_lines", "payments"}
OLDEST = 13
"""Months looked at by themselves; older ones are reconciled when somebody asks."""


def brands_watch(*, at: datetime) -> int:
    """Brands whose bills or orders changed since: ask for the months that are touched. How many were asked for."""
    return sum(_watch(brand, at) for brand in people.brands_all())


def months_nightly(*, at: datetime) -> int:
    """Every open month of every brand: a day older, some money is due. How many were asked for."""
    count = 0
    for brand in people.brands_all():
        oldest = months.shifted(months.named(months.today(brand.zone, at)), -OLDEST)
        wanted = [month for month in selectors.months_open(brand) if month >= oldest]
        for month in wanted:
            job_reconcile(brand=brand, month=month, actor=None, at=at)
        count += len(wanted)
    return count


def _watch(brand: "Brand", at: datetime) -> int:
    row = intake.catalogue_last(brand)
    if row is None or not BOOKS & row.versions.keys():
        return 0
    known, _made = SettlementSettings.objects.get_or_create(brand=brand)
    versions = selectors.versions_read(intake.snapshot(brand))
    if known.versions_seen == versions:
        return 0
    wanted = _touched(brand, known.seq_seen, at)
    for month in wanted:
        job_reconcile(brand=brand, month=month, actor=None, at=at)
    SettlementSettings.objects.filter(brand=brand).update(versions_seen=versions, seq_seen=row.seq)
    return len(wanted)


def _touched(brand: "Brand", seq: int, at: datetime) -> list[str]:
    """Months the new or undone files speak of, and those that stand open: money of one month matches orders of another."""
    today = months.today(brand.zone, at)
    newest = months.named(today)
    oldest = months.shifted(newest, -OLDEST)
    wanted = set(selectors.months_open(brand))
    for one in intake.imports_recent(brand):
        if (one.seq or 0) <= seq and one.undone_at is None:
            continue
        for report in one.reports:
            first, last = report.get("first_day"), report.get("last_day")
            if first and last:
                wanted |= set(months.between(date.fromisoformat(first), date.fromisoformat(last)))
    return sorted(month for month in wanted if oldest <= month <= newest)

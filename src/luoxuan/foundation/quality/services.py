"""Look at the tables and keep what was seen (9.2)."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import transaction

from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.quality import selectors
from luoxuan.foundation.quality.models import QualityRun, RuleCount, TableScore
from luoxuan.warehouse import contracts, engine
from luoxuan.warehouse.contracts import DIMENSIONS, RuleResult

EXACT = Decimal("0.000001")
KEPT_RUNS = 400
"""Runs kept per brand: more than a year of days."""


def quality_check(*, brand: Brand, cause: str, at: datetime) -> QualityRun:
    """Hold every contract against the newest rows and keep the answer."""
    row = intake.catalogue_last(brand)
    today = at.astimezone(ZoneInfo(brand.zone)).date()
    with engine.open_session(intake.snapshot(brand), many_questions=True) as session:
        found = contracts.check(session, today=today)
    with transaction.atomic():
        run = QualityRun.objects.create(
            brand=brand, seq=row.seq if row else 0, cause=cause, day=today, at=at
        )
        TableScore.objects.bulk_create(
            TableScore(run=run, table=table, rows=rows, **_shares(results))
            for table, (rows, results) in found.items()
        )
        RuleCount.objects.bulk_create(
            RuleCount(
                run=run, table=one.table, rule=one.rule, dimension=one.dimension,
                checked=one.checked, bad=one.bad,
            )
            for _rows, results in found.values()
            for one in results
        )  # fmt: skip
        _forget(brand)
    return run


def quality_round(*, at: datetime) -> int:
    """Look where data came or went since the last look, or where a day began; how many brands were looked at."""
    looked = 0
    for brand in people.brands_all():
        cause = _cause(brand, at)
        if cause:
            quality_check(brand=brand, cause=cause, at=at)
            looked += 1
    return looked


def _cause(brand: Brand, at: datetime) -> str:
    row = intake.catalogue_last(brand)
    if row is None:
        return ""
    last = selectors.run_last(brand)
    if last is None or last.seq != row.seq:
        return QualityRun.Cause.DATA
    today = at.astimezone(ZoneInfo(brand.zone)).date()
    return QualityRun.Cause.DAY if last.day != today else ""


def _shares(results: Iterable[RuleResult]) -> dict[str, Decimal | None]:
    """Of all promises that could be asked in a dimension, the share that was kept."""
    checked = dict.fromkeys(DIMENSIONS, 0)
    bad = dict.fromkeys(DIMENSIONS, 0)
    for one in results:
        checked[one.dimension] += one.checked
        bad[one.dimension] += one.bad
    return {
        name: (1 - Decimal(bad[name]) / checked[name]).quantize(EXACT) if checked[name] else None
        for name in DIMENSIONS
    }


def _forget(brand: Brand) -> None:
    kept = QualityRun.objects.filter(brand=brand).values_list("pk", flat=True)[:KEPT_RUNS]
    QualityRun.objects.filter(brand=brand).exclude(pk__in=list(kept)).delete()

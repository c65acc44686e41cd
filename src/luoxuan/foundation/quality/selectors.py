"""What the last looks said (9.2)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.quality.models import QualityRun, RuleCount, TableScore
from luoxuan.warehouse import contracts, engine, lake
from luoxuan.warehouse.contracts import DIMENSIONS, BadRows
from luoxuan.warehouse.lake.inspection import TableStatus


@dataclass(frozen=True)
class DayScore:
    """The mean over all tables of each dimension, at the last look of a day."""

    day: date
    shares: dict[str, Decimal | None]


def run_last(brand: Brand) -> QualityRun | None:
    """The newest look; None where nobody looked yet."""
    return QualityRun.objects.filter(brand=brand).first()


def scores_of(run: QualityRun) -> list[TableScore]:
    """The tables of a run."""
    return list(run.scores.all())


def counts_of(run: QualityRun, table: str) -> list[RuleCount]:
    """The rules of one table, the most broken first."""
    found = list(run.rules.filter(table=table))
    return sorted(found, key=lambda one: (-one.bad, one.rule))


def overall(score: TableScore) -> Decimal | None:
    """The mean of the dimensions that could be asked."""
    known = [share for name in DIMENSIONS if (share := getattr(score, name)) is not None]
    return sum(known, Decimal(0)) / len(known) if known else None


def mean_overall(run: QualityRun) -> Decimal | None:
    """The mean of all tables: one figure for the brand."""
    known = [share for score in scores_of(run) if (share := overall(score)) is not None]
    return sum(known, Decimal(0)) / len(known) if known else None


def trend(brand: Brand, *, table: str = "", days: int = 90) -> list[DayScore]:
    """Day by day, oldest first; of one table where one is named."""
    last: dict[date, QualityRun] = {}
    for run in QualityRun.objects.filter(brand=brand)[: days * 4]:
        last.setdefault(run.day, run)
    runs = sorted(last.values(), key=lambda run: run.day)[-days:]
    scores = TableScore.objects.filter(run__in=runs)
    if table:
        scores = scores.filter(table=table)
    by_run: dict[int, list[TableScore]] = {}
    for score in scores:
        by_run.setdefault(score.run_id, []).append(score)
    return [DayScore(run.day, _means(by_run[run.pk])) for run in runs if run.pk in by_run]


def _means(scores: list[TableScore]) -> dict[str, Decimal | None]:
    made: dict[str, Decimal | None] = {}
    for name in DIMENSIONS:
        known = [share for score in scores if (share := getattr(score, name)) is not None]
        made[name] = sum(known, Decimal(0)) / len(known) if known else None
    return made


def broken_rows(brand: Brand, rule: str, run: QualityRun, *, limit: int = 200) -> BadRows:
    """The rows that break a rule now. Raises KeyError for a rule nobody knows."""
    with engine.open_session(intake.snapshot(brand)) as session:
        return contracts.bad_rows(session, contracts.RULES[rule], today=run.day, limit=limit)


def holdings(brand: Brand) -> tuple[TableStatus, ...]:
    """What the warehouse holds: rows, files, bytes of each table."""
    snapshot = intake.snapshot(brand)
    return lake.status(snapshot) if snapshot.versions else ()

"""Measuring the whole standard and keeping what was found."""

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db import transaction

from luoxuan.act.conformity import selectors
from luoxuan.act.conformity.judging import chapter_scores, score
from luoxuan.act.conformity.keys import gap_key
from luoxuan.act.conformity.measuring import standard_measured
from luoxuan.act.conformity.models import ConformityRun
from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.tasks import services as tasks
from luoxuan.foundation.trail.chain import canonical
from luoxuan.foundation.trail.services import trail_record
from luoxuan.standard import Edition, edition

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

SETTLED = "lived"


def runs_make(*, at: datetime) -> int:
    """Measure every brand, once a day. How many runs were made; those of today are not made again."""
    made = 0
    for brand in people.brands_all():
        last = selectors.run_latest(brand, edition().key)
        day = at.astimezone(ZoneInfo(brand.zone)).date()
        is_there = (
            last is not None and last.day == day and last.cause == ConformityRun.Cause.NIGHTLY
        )
        if not is_there:
            run_make(brand=brand, actor=None, at=at)
            made += 1
    return made


def run_make(
    *, brand: "Brand", actor: "User | None", at: datetime, of: Edition | None = None
) -> ConformityRun:
    """Measure now and keep the result; tasks of gaps that are closed are settled."""
    measured = of or edition()
    day = at.astimezone(ZoneInfo(brand.zone)).date()
    exempt = selectors.exemptions_in_force(brand, measured.key, day)
    row = intake.catalogue_last(brand)
    results = standard_measured(brand=brand, edition=measured, exempt=exempt, at=at)
    run = ConformityRun(
        brand=brand, edition=measured.key, at=at, day=day, data_version=row.seq if row else 0,
        results=results, score=score(results).score or 0,
        scores={key: one.to_json() for key, one in chapter_scores(results).items()},
        cause=ConformityRun.Cause.ASKED if actor else ConformityRun.Cause.NIGHTLY, asked_by=actor,
    )  # fmt: skip
    run.digest = run_digest(run)
    return _kept(run, actor)


@transaction.atomic
def _kept(run: ConformityRun, actor: "User | None") -> ConformityRun:
    run.save()
    trail_record(
        brand=run.brand, actor=actor, verb="conformity.measured", subject_type="conformity_run",
        subject_id=str(run.pk), at=run.at,
        detail={"edition": run.edition, "score": str(run.score), "sha256": run.digest},
    )  # fmt: skip
    for result in run.results:
        if result["state"] == SETTLED:
            tasks.tasks_settle(
                brand=run.brand, key=gap_key(run.edition, result["id"]), actor=None, at=run.at,
                outcome=result["sentence"]["zh"],
            )  # fmt: skip
    return run


def run_digest(run: ConformityRun) -> str:
    """SHA-256 of what the run says."""
    return hashlib.sha256(canonical(run_body(run)).encode()).hexdigest()


def run_body(run: ConformityRun) -> dict[str, Any]:
    """What the hash is over, and what a pack holds as JSON."""
    return {
        "brand": run.brand.key,
        "edition": run.edition,
        "measured_at": run.at.isoformat(),
        "data_version": run.data_version,
        "results": run.results,
    }


def run_is_whole(run: ConformityRun) -> bool:
    """Whether the kept results still are what was hashed."""
    return run_digest(run) == run.digest

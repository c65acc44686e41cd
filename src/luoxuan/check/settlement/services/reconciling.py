"""A month is reconciled: the analysis runs, its answer and every difference are stored (11.12)."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.analysis import reconciliation
from luoxuan.check.settlement import months, selectors
from luoxuan.check.settlement.models import Reconciliation, SettlementSettings
from luoxuan.check.settlement.services.adjusting import adjustments_refresh
from luoxuan.check.settlement.services.errors import SettlementError
from luoxuan.check.settlement.services.tasks import tasks_settled
from luoxuan.check.settlement.services.upserting import Seen, batch_upsert, states_refresh
from luoxuan.check.settlement.standing import to_json
from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.jobs.services import job_enqueue
from luoxuan.metrics.period import Period, PeriodError
from luoxuan.warehouse import engine
from luoxuan.warehouse.lake import Snapshot

if TYPE_CHECKING:
    from luoxuan.analysis.reconciliation import Difference, ReconciliationAnswer
    from luoxuan.foundation.jobs.models import Job
    from luoxuan.foundation.people.models import Brand, User

Progress = Callable[[int, int, str], None]
RECONCILE = "settlement.reconcile"
RUNS_KEPT = 20
SMALL = 20_000
"""Rows up to which a page waits for the run instead of asking a worker."""


def silent(_done: int, _total: int, _note: str = "") -> None:
    """Nobody listens."""


def month_reconcile(
    *, brand: "Brand", month: str, actor: "User | None", at: datetime, progress: Progress = silent
) -> Reconciliation:
    """Match orders, bills and money of the month as the data are. Raises SettlementError."""
    question, snapshot, version = _asked(brand, month, at)
    progress(0, 3, "")
    with engine.open_session(snapshot, many_questions=True) as session:
        answer = reconciliation.ask(question, session)
        progress(1, 3, "")
        batches = reconciliation.differences(question, session)
        first = next(batches, [])  # the slow query runs before the books are locked
        progress(2, 3, "")
        run = Reconciliation(
            brand=brand, month=month, as_of=question.as_of, data_version=version, actor=actor,
            at=at, standing={"versions": selectors.versions_read(snapshot)},
        )  # fmt: skip
        _store(run, answer, _all(first, batches))
    progress(3, 3, "")
    return run


def reconcile_ask(
    *, brand: "Brand", month: str, actor: "User | None", at: datetime
) -> "Job | Reconciliation":
    """At once where the brand is small, else by a worker: its job comes back. Raises SettlementError."""
    _period(month)
    if selectors.lines_expected(brand) <= SMALL:
        return month_reconcile(brand=brand, month=month, actor=actor, at=at)
    return job_reconcile(brand=brand, month=month, actor=actor, at=at)


def job_reconcile(*, brand: "Brand", month: str, actor: "User | None", at: datetime) -> "Job":
    """Let a worker do it; the same data on the same day are asked for once at a time."""
    seen = intake.catalogue_last(brand)
    payload = {"brand": brand.key, "month": month, "actor": actor.pk if actor else None}
    known = selectors.job_running(brand, month)
    if known is not None and known.payload.get("seen") == (seen.seq if seen else 0):
        return known
    payload["seen"] = seen.seq if seen else 0
    return job_enqueue(kind=RECONCILE, payload=payload, brand=brand, requested_by=actor, at=at)


def _period(month: str) -> Period:
    try:
        return months.period_of(month)
    except PeriodError as error:
        raise SettlementError(str(error)) from error


def _asked(
    brand: "Brand", month: str, at: datetime
) -> "tuple[reconciliation.ReconciliationQuestion, Snapshot, int]":
    period = _period(month)
    row = intake.catalogue_last(brand)
    if row is None:
        raise SettlementError(_("Nothing was imported yet: bring in orders and bills first."))
    general = selectors.rules_of(brand).general
    question = reconciliation.ReconciliationQuestion(
        period.first, period.last, months.today(brand.zone, at),
        reconciliation.Tolerance(amount=general.amount, fee_share=general.rate),
        currency=brand.currency,
    )  # fmt: skip
    return question, intake.snapshot(brand), row.seq


def _all(
    first: "list[Difference]", rest: "Iterator[list[Difference]]"
) -> "Iterator[list[Difference]]":
    yield first
    yield from rest


@transaction.atomic
def _store(
    run: Reconciliation, answer: "ReconciliationAnswer", batches: "Iterator[list[Difference]]"
) -> None:
    _lock(run.brand)
    body = to_json(answer)
    for name in ("matched", "explained", "unexplained", "total", "matched_share"):
        setattr(run, name, getattr(answer, name))
    run.standing |= {name: body[name] for name in ("accounts", "shops", "causes", "next_dues")}
    run.lines = sum(account.lines for account in answer.accounts)
    run.save()
    seen = Seen(run, selectors.rules_of(run.brand), run.at)
    run.differences = sum(batch_upsert(seen=seen, batch=batch) for batch in batches)
    tasks_settled(brand=run.brand, ids=states_refresh(seen=seen), at=run.at)
    run.is_whole = True
    run.save(update_fields=["differences", "is_whole"])
    adjustments_refresh(run=run, at=run.at)
    _forget_old(run)


def _lock(brand: "Brand") -> SettlementSettings:
    """One run of a brand at a time writes."""
    SettlementSettings.objects.get_or_create(brand=brand)
    return SettlementSettings.objects.select_for_update().get(brand=brand)


def _forget_old(run: Reconciliation) -> None:
    kept = Reconciliation.objects.filter(brand=run.brand, month=run.month).order_by("-pk")
    edge = kept.values_list("pk", flat=True)[RUNS_KEPT : RUNS_KEPT + 1]
    for pk in edge:
        kept.filter(pk__lte=pk).delete()

"""What the last run of a month found."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Max

from luoxuan.check.settlement.models import MonthClose, Reconciliation
from luoxuan.check.settlement.selectors.closing import closing_of
from luoxuan.check.settlement.selectors.differences import open_amount, states_of
from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.jobs import selectors as jobs
from luoxuan.warehouse.lake import Snapshot

if TYPE_CHECKING:
    from luoxuan.foundation.jobs.models import Job
    from luoxuan.foundation.people.models import Brand

READ = ("settlement_lines", "payments", "orders", "order_lines", "refunds", "fee_terms")
"""Tables a reconciliation reads: only a change of these makes a run old."""
MOST = 500


@dataclass(frozen=True)
class MonthStanding:
    """How a month stands: the run, what people did since, whether it is closed."""

    month: str
    run: Reconciliation
    closing: MonthClose | None
    open_amount: Decimal
    """Without signs, of differences nobody has explained."""
    states: dict[str, tuple[int, Decimal]]

    @property
    def state(self) -> str:
        """open, asked, closed, refused, reopened."""
        return self.closing.state if self.closing else "open"

    @property
    def is_closed(self) -> bool:
        """Whether the month is signed."""
        return self.closing is not None and self.closing.is_closed


def standing(brand: "Brand", month: str) -> MonthStanding | None:
    """The month by its last run; None where it was never reconciled."""
    run = run_latest(brand, month)
    if run is None:
        return None
    return MonthStanding(
        month, run, closing_of(brand, month), open_amount(brand, month), states_of(brand, month)
    )


def run_latest(brand: "Brand", month: str) -> Reconciliation | None:
    """The last whole run of the month."""
    found = Reconciliation.objects.filter(brand=brand, month=month, is_whole=True)
    return found.select_related("brand").order_by("-pk").first()


def runs_latest(brand: "Brand", since: str = "") -> list[Reconciliation]:
    """The last run of every month from `since`, newest month first."""
    whole = Reconciliation.objects.filter(brand=brand, is_whole=True, month__gte=since)
    newest = whole.values("month").annotate(newest=Max("pk")).values_list("newest", flat=True)
    return list(
        Reconciliation.objects.filter(pk__in=list(newest))
        .select_related("brand")
        .order_by("-month")
    )


def months_of(brand: "Brand") -> list[str]:
    """Months that were reconciled, newest first."""
    whole = Reconciliation.objects.filter(brand=brand, is_whole=True)
    return list(whole.order_by("-month").values_list("month", flat=True).distinct())


def months_open(brand: "Brand") -> list[str]:
    """Reconciled months that are not closed, newest first."""
    closed = MonthClose.objects.filter(brand=brand, state=MonthClose.State.CLOSED)
    signed = set(closed.values_list("month", flat=True))
    return [month for month in months_of(brand) if month not in signed]


def versions_read(snapshot: Snapshot) -> dict[str, int]:
    """The versions of the tables a run reads."""
    return {name: snapshot.versions[name] for name in READ if name in snapshot.versions}


def is_fresh(run: Reconciliation) -> bool:
    """Whether the run read the rows that are true now; a warehouse tidied since holds the same rows."""
    return intake.is_only_tidied(run.brand, run.standing.get("versions") or {}, READ)


def lines_expected(brand: "Brand") -> int:
    """About how many rows a run reads: the last one's, else what imports brought."""
    last = Reconciliation.objects.filter(brand=brand, is_whole=True).order_by("-pk").first()
    if last is not None and last.lines:
        return last.lines
    return sum(
        int(report.get("rows_kept") or 0)
        for one in intake.imports_recent(brand, limit=MOST)
        if one.is_live
        for report in one.reports
    )


def job_running(brand: "Brand", month: str) -> "Job | None":
    """The work on the month that is not over yet."""
    for state in ("ready", "running"):
        for job in jobs.jobs_of(brand=brand, state=state).filter(kind="settlement.reconcile"):
            if job.payload.get("month") == month:
                return job
    return None

"""What other wings are told of reconciled months: for the standard's evidence and for reviews (11.12, 12.1)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from luoxuan.check.settlement import months, selectors
from luoxuan.check.settlement.models import Reconciliation

if TYPE_CHECKING:
    from datetime import date, datetime

    from luoxuan.foundation.people.models import Brand

ZERO = Decimal(0)
SHARE = Decimal("0.0001")


@dataclass(frozen=True)
class MonthProof:
    """One month by its last run."""

    month: str
    at: "datetime"
    matched_share: Decimal | None
    turnover: Decimal
    turnover_unexplained: Decimal
    unexplained: Decimal
    """Without signs, of differences nobody has explained."""
    is_closed: bool


def proofs(brand: "Brand", since: "date", until: "date") -> list[MonthProof]:
    """Reconciled months that ended between the two days, the oldest first."""
    first, last = months.named(since), months.named(until)
    closed = set(selectors.closed_months(brand))
    found = [
        _proof(run, run.month in closed)
        for run in selectors.runs_latest(brand, first)
        if run.month <= last and months.period_of(run.month).last <= until
    ]
    return sorted(found, key=lambda one: one.month)


def share_of(found: list[MonthProof]) -> Decimal | None:
    """Matched or explained money of all months; None where nothing moved; never rounded up to 1."""
    turnover = sum((one.turnover for one in found), ZERO)
    if not turnover:
        return None
    unexplained = sum((one.turnover_unexplained for one in found), ZERO)
    share = ((turnover - unexplained) / turnover).quantize(SHARE)
    return min(share, 1 - SHARE) if unexplained else share


def _proof(run: Reconciliation, is_closed: bool) -> MonthProof:
    rows = [row for row in run.standing["accounts"] if row["currency"] == run.brand.currency]
    return MonthProof(
        run.month, run.at, run.matched_share,
        sum((Decimal(row["turnover"]) for row in rows), ZERO),
        sum((Decimal(row["turnover_unexplained"]) for row in rows), ZERO),
        selectors.open_amount(run.brand, run.month), is_closed,
    )  # fmt: skip

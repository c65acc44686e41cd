"""What comes late for a closed month is counted in the first month that is open after it (11.12)."""

import json
from datetime import datetime
from decimal import Decimal
from typing import Any

from luoxuan.check.settlement import freezing, months, selectors
from luoxuan.check.settlement.models import Adjustment, DifferenceRecord, MonthClose, Reconciliation
from luoxuan.check.settlement.standing import account_key
from luoxuan.foundation.intake import selectors as intake

ZERO = Decimal(0)
MOST = 50
Moved = dict[str, tuple[Decimal, int]]
"""Movements and lines by account."""


def adjustments_refresh(*, run: Reconciliation, at: datetime) -> int:
    """After a run of a closed month: what its accounts moved more than it was closed with. How many accounts differ."""
    closing = selectors.closing_of(run.brand, run.month)
    if closing is None or closing.state != MonthClose.State.CLOSED:
        return 0
    target = _open_month(run.brand, run.month)
    now, then = _moved(run.standing["accounts"]), _moved(json.loads(closing.figures)["accounts"])
    taken = _taken(closing, target)
    wanted: Moved = {}
    for key in now.keys() | then.keys() | taken.keys():
        parts = [moved.get(key, (ZERO, 0)) for moved in (now, then, taken)]
        amount = parts[0][0] - parts[1][0] - parts[2][0]
        lines = parts[0][1] - parts[1][1] - parts[2][1]
        if amount or lines:
            wanted[key] = (amount, lines)
    _write(closing, target, wanted, _evidence(closing), at)
    return len(wanted)


def _write(
    closing: MonthClose, target: str, wanted: Moved, evidence: dict[str, Any], at: datetime
) -> None:
    """Of the open month alone: what a closed one took over stays there."""
    Adjustment.objects.filter(
        brand=closing.brand, closing__month=closing.month, month=target
    ).exclude(closing=closing, account_key__in=list(wanted)).delete()
    Adjustment.objects.bulk_create(
        [
            Adjustment(brand=closing.brand, closing=closing, month=target, account_key=key,
                       amount=amount, lines=lines, evidence=evidence, at=at)
            for key, (amount, lines) in sorted(wanted.items())
        ],
        update_conflicts=True,
        unique_fields=["closing", "month", "account_key"],
        update_fields=["amount", "lines", "evidence", "at"],
    )  # fmt: skip


def _open_month(brand: Any, month: str) -> str:
    """The first month after it that is not closed."""
    closed = set(selectors.closed_months(brand))
    target = months.shifted(month, 1)
    while target in closed:
        target = months.shifted(target, 1)
    return target


def _moved(accounts: list[dict[str, Any]]) -> Moved:
    return {account_key(one): (Decimal(one["movements"]), one["lines"]) for one in accounts}


def _taken(closing: MonthClose, target: str) -> Moved:
    """What closed months took over of it already, from this closing or one before."""
    found: Moved = {}
    rows = Adjustment.objects.filter(brand=closing.brand, closing__month=closing.month)
    for row in rows.exclude(month=target):
        amount, lines = found.get(row.account_key, (ZERO, 0))
        found[row.account_key] = (amount + row.amount, lines + row.lines)
    return found


def _evidence(closing: MonthClose) -> dict[str, Any]:
    """The files that came or were undone since, and the differences that came and went."""
    then = {row["key"] for row in freezing.unpacked(closing.differences)}
    now = set(
        DifferenceRecord.objects.filter(brand=closing.brand, month=closing.month)
        .exclude(state=DifferenceRecord.State.SETTLED)
        .values_list("key", flat=True)
    )
    files = [
        {"import_id": one.import_id, "name": one.name, "is_undone": one.undone_at is not None}
        for one in intake.imports_recent(closing.brand)
        if (one.seq or 0) > closing.data_version
        or (one.undone_at and one.undone_at >= closing.asked_at)
    ]
    return {
        "files": files[:MOST],
        "came": sorted(now - then)[:MOST],
        "went": sorted(then - now)[:MOST],
    }

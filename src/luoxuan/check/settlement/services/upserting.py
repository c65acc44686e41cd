"""Differences become records: known keys are refreshed, what is gone is settled; in batches, never row by row (11.12)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.models import F, Q

from luoxuan.check.settlement.models import DifferenceRecord
from luoxuan.check.settlement.tolerances import Rules

if TYPE_CHECKING:
    from django.db.models import Field

    from luoxuan.analysis.reconciliation import Difference
    from luoxuan.check.settlement.models import Reconciliation

State = DifferenceRecord.State
REFRESHED = (
    "side", "platform", "shop_key", "provider", "account", "order_id", "flow_nos", "expected",
    "found", "amount", "currency", "occurred_on", "age_days", "is_explained", "is_tolerated",
    "cause", "seen_last", "run_id", "kind",
)  # fmt: skip
META = DifferenceRecord._meta  # noqa: SLF001 documented by Django under this name
LIVE = (State.OPEN, State.EXPLAINED, State.CLAIMED)
ROWS = 1000
"""Of one statement: SQLite takes 32,766 values, a record has 28."""
PREPARED = ("flow_nos", "expected", "found", "amount", "occurred_on")
"""Cells whose spelling is the database's own."""


@dataclass(frozen=True)
class Seen:
    """The run that saw them, its day and moment, and the brand's tolerances."""

    run: "Reconciliation"
    rules: Rules
    at: datetime

    @property
    def day(self) -> date:
        """The day the run stands on."""
        return self.run.as_of


def batch_upsert(*, seen: Seen, batch: Iterable["Difference"]) -> int:
    """Store one batch in a bounded number of statements; what people did stays. How many there were."""
    same = _prepared(_same(seen))
    own = [_own(seen, one) for one in batch]
    slow = [(name, _field(name)) for name in PREPARED]
    for row in own:
        row.update((name, field.get_db_prep_save(row[name], connection)) for name, field in slow)
    with connection.cursor() as cursor:
        for first in range(0, len(own), ROWS):
            rows = own[first : first + ROWS]
            cells = [cell for row in rows for cell in (*same.values(), *row.values())]
            cursor.execute(_statement((*same, *rows[0]), len(rows)), cells)
    return len(own)


def states_refresh(*, seen: Seen) -> list[int]:
    """After the last batch: gone is settled, come back is open, explained by data is explained. Ids that were settled."""
    run = seen.run
    month = DifferenceRecord.objects.filter(brand=run.brand, month=run.month)
    gone = month.filter(run_id__lt=run.pk, state__in=LIVE)
    settled = list(gone.filter(owner__isnull=False).values_list("pk", flat=True))
    gone.update(state=State.SETTLED, settled_on=seen.day, changed_at=seen.at, is_by_hand=False)
    here = month.filter(run_id=run.pk)
    here.filter(state=State.SETTLED).update(
        state=State.OPEN, settled_on=None, changed_at=seen.at, is_by_hand=False
    )
    # Written off was one amount: another amount is another matter.
    here.filter(Q(state=State.WRITTEN_OFF) & ~Q(amount=F("off_amount"))).update(
        state=State.OPEN, off_amount=None, changed_at=seen.at, is_by_hand=False
    )
    untouched = here.filter(is_by_hand=False)
    untouched.filter(state=State.OPEN, is_explained=True).update(
        state=State.EXPLAINED, changed_at=seen.at
    )
    untouched.filter(state=State.EXPLAINED, is_explained=False).update(
        state=State.OPEN, changed_at=seen.at
    )
    return settled


def _same(seen: Seen) -> dict[str, Any]:
    """What all records of a run have alike: made ready for the database once, not once per record."""
    return {
        "brand_id": seen.run.brand_id, "month": seen.run.month, "is_by_hand": False, "note": "",
        "reference": "", "first_seen_on": seen.day, "seen_last": seen.day, "run_id": seen.run.pk,
        "changed_at": seen.at,
    }  # fmt: skip


def _own(seen: Seen, one: "Difference") -> dict[str, Any]:
    is_tolerated = not one.is_explained and seen.rules.covers(
        one.kind, one.platform, (one.amount, one.expected)
    )
    is_explained = one.is_explained or is_tolerated
    return {
        "key": one.key, "kind": one.kind, "side": one.side, "platform": one.platform or "",
        "shop_key": one.shop_key or "", "provider": one.provider or "",
        "account": one.account or "", "order_id": one.order_id or "",
        "flow_nos": list(one.flow_nos), "expected": one.expected, "found": one.found,
        "amount": one.amount, "currency": one.currency, "occurred_on": one.occurred_on,
        "age_days": one.age_days, "is_explained": is_explained, "is_tolerated": is_tolerated,
        "cause": one.note[:300],
        "state": (State.EXPLAINED if is_explained else State.OPEN).value,
    }  # fmt: skip


def _field(name: str) -> "Field[Any, Any]":
    found = {field.attname: field for field in META.concrete_fields}
    return found[name]


def _prepared(cells: dict[str, Any]) -> dict[str, Any]:
    return {name: _field(name).get_db_prep_save(value, connection) for name, value in cells.items()}


def _statement(names: tuple[str, ...], rows: int) -> str:
    """The same words for SQLite and PostgreSQL; Django's own takes ten times as long to write as to run."""
    quote = connection.ops.quote_name
    told = {name: quote(str(_field(name).column)) for name in names}
    fresh = ", ".join(f"{told[name]} = EXCLUDED.{told[name]}" for name in REFRESHED)
    once = ", ".join(told[name] for name in ("brand_id", "month", "key"))
    row = f"({', '.join(['%s'] * len(told))})"
    return (
        f"INSERT INTO {quote(META.db_table)} ({', '.join(told.values())}) "
        f"VALUES {', '.join([row] * rows)} ON CONFLICT ({once}) DO UPDATE SET {fresh}"
    )

"""What a month would be closed with: the run's standing, the differences, what other months left behind (11.12)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from luoxuan.check.settlement import freezing, selectors
from luoxuan.check.settlement.models import Adjustment, DifferenceRecord, Reconciliation
from luoxuan.check.settlement.standing import to_json

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand

KEPT = (
    "key", "kind", "side", "platform", "shop_key", "provider", "account", "order_id", "expected",
    "found", "amount", "currency", "occurred_on", "age_days", "is_explained", "is_tolerated",
    "cause", "state", "note", "reference", "owner__name",
)  # fmt: skip
MATTERS = ("key", "kind", "amount", "state")
"""What of a difference, changed while a month waits, makes it another month: age does not."""


@dataclass(frozen=True)
class Figures:
    """The figures in one spelling, the differences, the digest of both."""

    text: str
    rows: list[dict[str, Any]]

    @property
    def digest(self) -> str:
        """SHA-256."""
        return freezing.digest(self.text, self.rows)


def figures_now(run: Reconciliation) -> Figures:
    """As the run and the records are at this moment."""
    rows = difference_rows(run.brand, run.month)
    body = {
        "brand": run.brand.key,
        "currency": run.brand.currency,
        "month": run.month,
        "as_of": run.as_of.isoformat(),
        "data_version": run.data_version,
        "totals": {
            name: to_json(getattr(run, name))
            for name in ("matched", "explained", "unexplained", "total", "matched_share")
        },
        "accounts": run.standing["accounts"],
        "shops": run.standing["shops"],
        "shop_names": selectors.shop_names(run.brand),
        "causes": run.standing["causes"],
        "states": _by_state(rows),
        "adjustments": [adjustment_json(one) for one in adjustments_in(run.brand, run.month)],
    }
    return Figures(freezing.spelled(body), rows)


def fingerprint_now(run: Reconciliation) -> str:
    """Of what matters: a day that passes changes nothing, a yuan does."""
    body = {
        "accounts": run.standing["accounts"],
        "shops": run.standing["shops"],
        "adjustments": [adjustment_json(one) for one in adjustments_in(run.brand, run.month)],
    }
    rows = [{name: row[name] for name in MATTERS} for row in difference_rows(run.brand, run.month)]
    return freezing.digest(freezing.spelled(body), rows)


def difference_rows(brand: "Brand", month: str) -> list[dict[str, Any]]:
    """Every difference of the month that was not settled by later data, by key."""
    found = DifferenceRecord.objects.filter(brand=brand, month=month)
    rows = found.exclude(state=DifferenceRecord.State.SETTLED).order_by("key").values(*KEPT)
    return [
        {name.replace("__", "_"): to_json(value) for name, value in row.items()} for row in rows
    ]


def adjustments_in(brand: "Brand", month: str) -> list[Adjustment]:
    """What closed months left to this one."""
    found = Adjustment.objects.filter(brand=brand, month=month).select_related("closing")
    return list(found.order_by("closing__month", "closing__number", "account_key"))


def adjustment_json(one: Adjustment) -> dict[str, Any]:
    """An adjustment as figures hold it."""
    return {
        "of_month": one.closing.month,
        "closing": one.closing.number,
        "account": one.account_key,
        "amount": to_json(one.amount),
        "lines": one.lines,
        "evidence": one.evidence,
    }


def _by_state(rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """How many differences in each state, and how much without signs."""
    found: dict[str, list[Decimal]] = {}
    for row in rows:
        found.setdefault(row["state"], []).append(abs(Decimal(row["amount"])))
    return {
        state: {"count": len(amounts), "amount": format(sum(amounts, Decimal(0)), "f")}
        for state, amounts in sorted(found.items())
    }

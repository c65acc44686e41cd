"""Runs, months and evidence as JSON, for the interface and the command (11.12)."""

from typing import TYPE_CHECKING, Any

from luoxuan.analysis import reconciliation
from luoxuan.check.settlement import selectors
from luoxuan.check.settlement.models import DifferenceRecord, Reconciliation
from luoxuan.check.settlement.selectors import MonthStanding
from luoxuan.check.settlement.standing import to_json
from luoxuan.foundation.intake import selectors as intake
from luoxuan.warehouse import engine

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand

TOTALS = ("matched", "explained", "unexplained", "total", "matched_share")


def run_json(run: Reconciliation) -> dict[str, Any]:
    """What a run is and what it adds up to."""
    return {
        "month": run.month,
        "as_of": run.as_of.isoformat(),
        "at": run.at.isoformat(),
        "data_version": run.data_version,
        "currency": run.brand.currency,
        "lines": run.lines,
        "differences": run.differences,
        **{name: to_json(getattr(run, name)) for name in TOTALS},
    }


def standing_json(standing: MonthStanding) -> dict[str, Any]:
    """A month by its last run, and what people did since."""
    run, closing = standing.run, standing.closing
    parts = {name: run.standing[name] for name in ("accounts", "shops", "causes", "next_dues")}
    return {
        **run_json(run),
        "state": standing.state,
        "is_fresh": selectors.is_fresh(run),
        "digest": closing.digest if closing and closing.is_closed else None,
        "unexplained_open": to_json(standing.open_amount),
        "states": {
            state: {"count": count, "amount": to_json(amount)}
            for state, (count, amount) in standing.states.items()
        },
        **parts,
        "adjustments": [
            {
                "of_month": one.closing.month,
                "month": one.month,
                "account": one.account_key,
                "amount": to_json(one.amount),
                "lines": one.lines,
                "evidence": one.evidence,
            }
            for one in selectors.adjustments_of(run.brand, run.month)
        ],
    }


def difference_of_record(record: DifferenceRecord) -> reconciliation.Difference:
    """As the analysis gave it."""
    return reconciliation.Difference(
        key=record.key, kind=record.kind, side=record.side, platform=record.platform,  # type: ignore[arg-type]
        shop_key=record.shop_key, provider=record.provider, account=record.account,
        order_id=record.order_id, flow_nos=tuple(record.flow_nos), expected=record.expected,
        found=record.found, amount=record.amount, currency=record.currency,
        occurred_on=record.occurred_on, age_days=record.age_days,
        is_explained=record.is_explained, note=record.cause,
    )  # fmt: skip


def evidence_of(brand: "Brand", record: DifferenceRecord) -> reconciliation.Evidence:
    """The rows of every book, fetched now."""
    with engine.open_session(intake.snapshot(brand)) as session:
        return reconciliation.evidence(difference_of_record(record), session)


def evidence_json(brand: "Brand", record: DifferenceRecord) -> dict[str, Any]:
    """The same as JSON; amounts as decimal text."""
    found: dict[str, Any] = to_json(evidence_of(brand, record))
    return found

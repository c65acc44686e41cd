"""The money: months reconciled, differences claimed, one month closed and signed, a bill that comes too late (11.12)."""

from datetime import UTC, datetime
from pathlib import Path

from luoxuan.check.settlement import selectors
from luoxuan.check.settlement import services as settlement
from luoxuan.cli.demo_year.cast import Cast, moment
from luoxuan.demo.bills.books import bill_months
from luoxuan.demo.bills.planting import CLOSED
from luoxuan.foundation.gates import selectors as gates
from luoxuan.foundation.intake.services import IncomingFile, files_import

CLAIMS = {
    "missing_settlement": "向平台提交漏结算工单",
    "short_paid": "向平台提交少结算工单",
}
REST = "已与平台核对，见附件"
ASSIGNED = 5
"""Differences of the youngest whole month that somebody has on his list."""


def settle(cast: Cast, late: Path) -> None:
    """Close the month before last, then take in the rows that came late and look at the open months."""
    months = [f"{cast.window.day(first):%Y-%m}" for first, _last in bill_months(cast.window)]
    close_month(cast, months[CLOSED])
    came = [IncomingFile(p, p.name, p.name) for p in sorted(late.rglob("*")) if p.is_file()]
    if came:
        files_import(brand=cast.brand, files=came, at=datetime.now(UTC))
    for month in months:
        settlement.month_reconcile(
            brand=cast.brand, month=month, actor=cast.finance, at=moment(cast.last, 20)
        )
    _give_out(cast, months[CLOSED + 1])


def close_month(cast: Cast, month: str) -> None:
    """Reconciled, what the platforms owe is claimed, the rest explained, signed by the owner."""
    at = moment(cast.last, 15)
    settlement.month_reconcile(brand=cast.brand, month=month, actor=cast.finance, at=at)
    asked = selectors.DifferenceQuestion(month=month, state="open")
    for number, record in enumerate(selectors.differences_of(cast.brand, asked), start=1):
        if record.kind in CLAIMS:
            said = settlement.Said(CLAIMS[record.kind], f"工单 {month}-{number:02d}")
            settlement.difference_claim(difference=record, said=said, actor=cast.finance, at=at)
        else:
            said = settlement.Said(REST, f"底稿 {month}")
            settlement.difference_explain(difference=record, said=said, actor=cast.finance, at=at)
    closing = settlement.close_ask(
        brand=cast.brand, month=month, actor=cast.finance, at=moment(cast.last, 16)
    )
    gate = gates.gate_latest(cast.brand, "month_close", str(closing.pk))
    if gate is not None:
        cast.approve(gate, moment(cast.last, 17))


def _give_out(cast: Cast, month: str) -> None:
    """The largest open differences of the month have somebody who looks after them."""
    asked = selectors.DifferenceQuestion(month=month, state="open")
    for record in list(selectors.differences_of(cast.brand, asked)[:ASSIGNED]):
        settlement.difference_assign(
            difference=record, owner=cast.finance, actor=cast.manager, at=moment(cast.last, 21)
        )

"""A month is signed by somebody else; what was signed never changes; what comes late goes elsewhere."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from luoxuan.check.settlement import selectors, services
from luoxuan.check.settlement.models import Adjustment, DifferenceRecord, MonthClose, Reconciliation
from luoxuan.foundation.gates import selectors as gates_read
from luoxuan.foundation.gates import services as gates
from luoxuan.foundation.intake import services as intake
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.trail.models import TrailEntry
from tests.check.settlement.books import AT, MONTH, amount, bring, day, entry, order
from tests.people_there import member_there

pytestmark = [pytest.mark.django_db, pytest.mark.clause("11.12")]
LATER = AT + timedelta(days=3)
HERE = "/b/yanshi/check/settlement/"


def explained(brand: Brand, actor: User) -> None:
    """Nothing hinders any more."""
    for record in DifferenceRecord.objects.filter(brand=brand, state="open"):
        services.difference_explain(
            difference=record, said=services.Said("核对无误"), actor=actor, at=AT
        )


def decided(closing: MonthClose, actor: User, decision: str = "approved") -> MonthClose:
    """What the person says."""
    gate = gates_read.gate_of(closing.brand, closing.gate_id or 0)
    assert gate is not None
    gates.gate_decide(gate=gate, decision=decision, reason="已核", actor=actor, at=AT)  # type: ignore[arg-type]
    closing.refresh_from_db()
    return closing


@pytest.fixture
def closed(brand: Brand, run: Reconciliation, owner: User, finance: User) -> MonthClose:
    """September, signed by the owner."""
    explained(brand, finance)
    closing = services.close_ask(brand=brand, month=MONTH, actor=finance, at=AT)
    return decided(closing, owner)


def late(brand: Brand) -> str:
    """Forty more, of September."""
    rows = [entry("F9", "40.00", None, balance_after=amount("1241.00"))]
    return bring(brand, "late", {"settlement_lines": rows}, LATER).import_id


def files(reader: Client, closing: MonthClose) -> tuple[bytes, bytes]:
    """The statement as it is given out."""
    base = f"{HERE}closings/{closing.pk}/statement"
    return reader.get(f"{base}.xlsx").content, reader.get(f"{base}.pdf").content


def frozen(closing: MonthClose) -> tuple[str, bytes, str, int]:
    """What was signed."""
    row = MonthClose.objects.get(pk=closing.pk)
    return row.figures, bytes(row.differences), row.digest, row.data_version


def test_the_signed_month_keeps_its_catalogue_and_says_who(
    closed: MonthClose, brand: Brand, owner: User
) -> None:
    assert (closed.state, closed.closed_by, closed.data_version) == ("closed", owner, 1)
    assert selectors.is_closed(brand, MONTH)
    assert selectors.closed_months(brand) == [MONTH]


def test_nobody_signs_what_they_asked_for(brand: Brand, run: Reconciliation, finance: User) -> None:
    explained(brand, finance)
    closing = services.close_ask(brand=brand, month=MONTH, actor=finance, at=AT)
    with pytest.raises(gates.NotTheirsError):
        decided(closing, finance)
    assert not selectors.is_closed(brand, MONTH)


def test_unexplained_money_stops_the_signature(
    brand: Brand, run: Reconciliation, owner: User, finance: User
) -> None:
    services.limits_save(brand=brand, unexplained=Decimal(10), oldest_days=30, actor=owner, at=AT)
    closing = services.close_ask(brand=brand, month=MONTH, actor=finance, at=AT)
    entries = TrailEntry.objects.count()
    with pytest.raises(gates.BlockedError, match=r"95\.00"):
        decided(closing, owner)
    assert TrailEntry.objects.count() == entries
    assert decided(closing, owner, "refused").state == "refused"
    assert services.close_ask(brand=brand, month=MONTH, actor=finance, at=AT).number == 2


def test_what_changes_while_it_waits_must_be_asked_again(
    brand: Brand, run: Reconciliation, owner: User, finance: User
) -> None:
    explained(brand, finance)
    closing = services.close_ask(brand=brand, month=MONTH, actor=finance, at=AT)
    late(brand)
    services.month_reconcile(brand=brand, month=MONTH, actor=None, at=LATER)
    with pytest.raises(gates.BlockedError):
        decided(closing, owner)


def test_what_was_signed_never_changes(
    brand: Brand, closed: MonthClose, owner: User, reader: Client
) -> None:
    before, given = frozen(closed), files(reader, closed)
    import_id = late(brand)
    services.month_reconcile(brand=brand, month=MONTH, actor=None, at=LATER)
    assert (frozen(closed), files(reader, closed)) == (before, given)
    intake.import_undo(brand=brand, import_id=import_id, requested_by=owner, at=LATER)
    services.month_reconcile(brand=brand, month=MONTH, actor=None, at=LATER)
    assert (frozen(closed), files(reader, closed)) == (before, given)


def test_late_rows_are_an_adjustment_of_the_next_open_month(
    brand: Brand, closed: MonthClose, owner: User
) -> None:
    import_id = late(brand)
    services.month_reconcile(brand=brand, month=MONTH, actor=None, at=LATER)
    (adjustment,) = Adjustment.objects.all()
    assert (adjustment.month, adjustment.amount, adjustment.lines) == ("2026-10", Decimal(40), 1)
    assert [one["import_id"] for one in adjustment.evidence["files"]] == [import_id]
    assert len(adjustment.evidence["came"]) == 1
    intake.import_undo(brand=brand, import_id=import_id, requested_by=owner, at=LATER)
    services.month_reconcile(brand=brand, month=MONTH, actor=None, at=LATER)
    assert not Adjustment.objects.exists()


def test_the_database_itself_refuses(brand: Brand, closed: MonthClose, finance: User) -> None:
    row = MonthClose.objects.filter(pk=closed.pk)
    for change in ({"figures": "{}"}, {"digest": "0"}, {"state": "asked"}, {"data_version": 9}):
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            row.update(**change)
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        row.delete()
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        Adjustment.objects.create(
            brand=brand,
            closing=closed,
            month=MONTH,
            account_key="a|b|c|CNY",
            amount=1,
            lines=1,
            at=AT,
        )


def test_a_month_is_opened_again_only_with_a_reason_and_somebody_else(
    brand: Brand, closed: MonthClose, owner: User, finance: User
) -> None:
    with pytest.raises(services.SettlementError):
        services.reopen_ask(closing=closed, reason=" ", actor=finance, at=AT)
    before = frozen(closed)
    gate = services.reopen_ask(closing=closed, reason="漏了一份账单", actor=finance, at=LATER)
    gates.gate_decide(gate=gate, decision="approved", reason="同意", actor=owner, at=LATER)
    closed.refresh_from_db()
    assert (closed.state, closed.reopened_by, closed.reopen_reason) == (
        "reopened",
        owner,
        "漏了一份账单",
    )
    assert frozen(closed) == before
    assert not selectors.is_closed(brand, MONTH)
    late(brand)
    services.month_reconcile(brand=brand, month=MONTH, actor=None, at=LATER)
    explained(brand, finance)
    again = decided(services.close_ask(brand=brand, month=MONTH, actor=finance, at=LATER), owner)
    assert (again.number, again.state) == (2, "closed")
    assert frozen(again)[0] != before[0]


def test_a_month_without_bills_cannot_be_signed(brand: Brand, run: Reconciliation) -> None:
    rows = [order("B1", "10.00", shop_key="other")]
    bring(brand, "other", {"orders": rows}, LATER, shop="other")
    rules = {one.rule for one in services.hindrances(brand=brand, month=MONTH)}
    assert "settlement.stale" in rules
    services.month_reconcile(brand=brand, month=MONTH, actor=None, at=LATER)
    found = [
        one
        for one in services.hindrances(brand=brand, month=MONTH)
        if one.rule == "settlement.bills"
    ]
    assert ["other" in one.en for one in found] == [True]


def test_a_balance_that_breaks_stops_the_signature(brand: Brand, run: Reconciliation) -> None:
    rows = [entry("F5", "5.00", None, balance_after=amount("9999.00"), on=day(7))]
    bring(brand, "break", {"settlement_lines": rows}, LATER)
    services.month_reconcile(brand=brand, month=MONTH, actor=None, at=LATER)
    assert "settlement.breaks" in {
        one.rule for one in services.hindrances(brand=brand, month=MONTH)
    }


def test_an_operator_may_not_ask(brand: Brand, run: Reconciliation, client: Client) -> None:
    member_there(brand, "channel_operator", "yunying")
    client.login(username="yunying", password="lan-se-hai-yang-77")
    assert client.post(f"{HERE}close/ask", {"month": MONTH}).status_code == 403
    assert not MonthClose.objects.exists()

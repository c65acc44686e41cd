"""A run stores what the analysis says; differences keep what people did to them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luoxuan.check.settlement import selectors, services
from luoxuan.check.settlement.models import DifferenceRecord, Reconciliation
from luoxuan.foundation.intake import services as intake
from luoxuan.foundation.jobs.models import Job
from luoxuan.foundation.jobs.services import jobs_run_pending
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.tasks import selectors as tasks
from tests.check.settlement.books import AT, MONTH, amount, bring, entry
from tests.check.settlement.there import difference_there
from tests.people_there import brand_there

pytestmark = [pytest.mark.django_db, pytest.mark.clause("11.12")]
LATER = AT + timedelta(days=3)


def states(brand: Brand) -> dict[str, str]:
    """State by what the difference is about."""
    rows = DifferenceRecord.objects.filter(brand=brand)
    return {row.order_id or row.flow_nos[0]: row.state for row in rows}


def late_money(brand: Brand) -> str:
    """The missing money of A3 comes with a later file."""
    rows = [entry("F4", "50.00", "A3", balance_after=amount("1251.00"))]
    return bring(brand, "late", {"settlement_lines": rows}, LATER).import_id


def test_totals_accounts_and_differences_are_stored(brand: Brand, run: Reconciliation) -> None:
    assert run.matched + run.explained + run.unexplained == run.total == Decimal("201.00")
    (account,) = run.standing["accounts"]
    assert (account["opening"], account["movements"], account["closing"]) == (
        "1000.0000", "201.0000", "1201.0000",
    )  # fmt: skip
    assert states(brand) == {"A2": "open", "A3": "open", "F3": "open"}
    assert selectors.open_amount(brand, MONTH) == Decimal("95.00")


def test_the_unexplained_amount_is_the_sum_of_the_open_list_in_one_currency(
    brand: Brand, run: Reconciliation
) -> None:
    difference_there(brand, "dollars", amount=Decimal(-99), currency="USD")
    rows = selectors.differences_of(brand, selectors.DifferenceQuestion(month=MONTH, state="open"))
    told = sum(abs(row.amount) for row in rows if row.currency == "CNY")
    assert told == selectors.open_amount(brand, MONTH) == Decimal(95)
    assert sum(cell.amount for cell in selectors.ages_open(brand, MONTH)) == told
    assert selectors.states_of(brand, MONTH)["open"] == (3, told)


def test_the_same_data_again_change_nothing(brand: Brand, run: Reconciliation) -> None:
    before = {row.key: row.pk for row in DifferenceRecord.objects.all()}
    again = services.month_reconcile(brand=brand, month=MONTH, actor=None, at=AT)
    assert {row.key: row.pk for row in DifferenceRecord.objects.all()} == before
    assert again.standing == run.standing


def test_what_later_data_mend_is_settled_with_the_day_and_its_task_is_done(
    brand: Brand, run: Reconciliation, finance: User
) -> None:
    record = DifferenceRecord.objects.get(order_id="A3")
    services.difference_assign(difference=record, owner=finance, actor=finance, at=AT)
    late_money(brand)
    services.month_reconcile(brand=brand, month=MONTH, actor=None, at=LATER)
    record.refresh_from_db()
    assert (record.state, record.settled_on) == ("settled", LATER.date())
    assert tasks.task_by_key(brand, record.task_key) is None
    (task,) = tasks.tasks_by_source(brand, "difference", str(record.pk))
    assert task.state == "done"


def test_what_comes_back_after_an_undone_import_is_open_again(
    brand: Brand, run: Reconciliation, owner: User
) -> None:
    import_id = late_money(brand)
    services.month_reconcile(brand=brand, month=MONTH, actor=None, at=LATER)
    intake.import_undo(brand=brand, import_id=import_id, requested_by=owner, at=LATER)
    services.month_reconcile(brand=brand, month=MONTH, actor=None, at=LATER)
    assert states(brand)["A3"] == "open"
    assert DifferenceRecord.objects.get(order_id="A3").settled_on is None


def test_what_a_person_explained_stays_explained(
    brand: Brand, run: Reconciliation, finance: User
) -> None:
    record = DifferenceRecord.objects.get(order_id="A2")
    said = services.Said("平台活动补差,下月返还", "工单 77")
    services.difference_explain(difference=record, said=said, actor=finance, at=AT)
    services.month_reconcile(brand=brand, month=MONTH, actor=None, at=LATER)
    record.refresh_from_db()
    assert (record.state, record.note, record.reference) == ("explained", said.note, "工单 77")


def test_a_tolerance_explains_what_is_within_it(brand: Brand, finance: User) -> None:
    draft = services.RuleDraft(Decimal("12.00"), kind="short_paid", platform="taobao")
    services.tolerance_save(brand=brand, draft=draft, actor=finance, at=AT)
    services.month_reconcile(brand=brand, month=MONTH, actor=None, at=AT)
    record = DifferenceRecord.objects.get(order_id="A2")
    assert (record.state, record.is_tolerated) == ("explained", True)
    assert states(brand)["F3"] == "open"


def test_a_run_that_is_refused_leaves_nothing(db: None, own_home: None) -> None:
    empty = brand_there("kong")
    with pytest.raises(services.SettlementError):
        services.month_reconcile(brand=empty, month=MONTH, actor=None, at=AT)
    with pytest.raises(services.SettlementError, match="2026-13"):
        services.month_reconcile(brand=empty, month="2026-13", actor=None, at=AT)
    assert not Reconciliation.objects.exists()


def test_new_bills_are_reconciled_by_themselves_once(brand: Brand, settings: object) -> None:
    assert services.brands_watch(at=AT) == 1
    assert services.brands_watch(at=AT) == 0
    jobs_run_pending(at=AT)
    assert Job.objects.get(kind="settlement.reconcile").state == "done"
    assert selectors.months_of(brand) == [MONTH]
    late_money(brand)
    assert services.brands_watch(at=LATER) == 1


def test_every_night_open_months_are_looked_at_again(brand: Brand, run: Reconciliation) -> None:
    assert services.months_nightly(at=AT) == 1
    assert services.months_nightly(at=AT) == 1
    assert Job.objects.filter(kind="settlement.reconcile").count() == 1


def test_a_big_brand_is_left_to_a_worker(brand: Brand, run: Reconciliation, finance: User) -> None:
    Reconciliation.objects.update(lines=1_000_000)
    job = services.reconcile_ask(brand=brand, month=MONTH, actor=finance, at=AT)
    assert isinstance(job, Job)
    assert services.reconcile_ask(brand=brand, month=MONTH, actor=finance, at=AT) == job


def test_the_home_page_reads_a_bounded_number_of_rows(brand: Brand, run: Reconciliation) -> None:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        selectors.standing(brand, MONTH)
    assert len(seen) <= 6

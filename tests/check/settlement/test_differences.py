"""People work on differences: each step is in the trail, refused is unchanged."""

from decimal import Decimal

import pytest
from django.test import Client

from luoxuan.check.settlement import selectors, services
from luoxuan.check.settlement.models import DifferenceRecord, Reconciliation
from luoxuan.check.settlement.selectors import DifferenceQuestion
from luoxuan.foundation.gates import services as gates
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.tasks import selectors as tasks
from luoxuan.foundation.tasks.services import TaskError
from luoxuan.foundation.trail.models import TrailEntry
from tests.check.settlement.books import AT, MONTH
from tests.people_there import PASSWORD, brand_there, member_there, person_there

pytestmark = [pytest.mark.django_db, pytest.mark.clause("11.12")]
HERE = "/b/yanshi/check/settlement/"
SAID = services.Said("活动补差", "工单 77")


@pytest.fixture
def short(run: Reconciliation) -> DifferenceRecord:
    """Twelve yuan too little."""
    return DifferenceRecord.objects.get(order_id="A2")


def verbs() -> list[str]:
    """What the trail holds of differences."""
    rows = TrailEntry.objects.filter(subject_type="difference").order_by("seq")
    return [row.verb for row in rows]


def test_a_difference_given_to_somebody_is_their_task_until_it_is_explained(
    brand: Brand, short: DifferenceRecord, owner: User, finance: User
) -> None:
    services.difference_assign(difference=short, owner=finance, actor=owner, at=AT)
    task = tasks.task_by_key(brand, short.task_key)
    assert task is not None
    assert task.owner == finance
    services.difference_assign(difference=short, owner=owner, actor=finance, at=AT)
    task.refresh_from_db()
    assert task.owner == owner
    services.difference_explain(difference=short, said=SAID, actor=owner, at=AT)
    assert tasks.task_by_key(brand, short.task_key) is None
    assert verbs() == ["difference.assigned", "difference.assigned", "difference.explained"]


def test_a_stranger_cannot_be_given_it_and_nothing_is_written(
    short: DifferenceRecord, owner: User
) -> None:
    before = TrailEntry.objects.count()
    with pytest.raises(TaskError):
        services.difference_assign(
            difference=short, owner=person_there("lujiren"), actor=owner, at=AT
        )
    short.refresh_from_db()
    assert (short.owner, TrailEntry.objects.count()) == (None, before)


def test_without_a_reason_nothing_moves(short: DifferenceRecord, finance: User) -> None:
    for act in (
        services.difference_explain,
        services.difference_claim,
        services.difference_write_off,
    ):
        with pytest.raises(services.SettlementError):
            act(difference=short, said=services.Said("  "), actor=finance, at=AT)
    short.refresh_from_db()
    assert (short.state, verbs()) == ("open", [])


def test_a_write_off_above_the_tolerance_needs_somebody_else(
    short: DifferenceRecord, finance: User, owner: User
) -> None:
    gate = services.difference_write_off(difference=short, said=SAID, actor=finance, at=AT)
    assert gate is not None
    assert gate.amount == Decimal("12.00")
    short.refresh_from_db()
    assert (short.state, short.gate_id) == ("open", gate.pk)
    with pytest.raises(services.SettlementError):
        services.difference_explain(difference=short, said=SAID, actor=finance, at=AT)
    with pytest.raises(gates.NotTheirsError):
        gates.gate_decide(gate=gate, decision="approved", reason="", actor=finance, at=AT)
    gates.gate_decide(gate=gate, decision="approved", reason="", actor=owner, at=AT)
    short.refresh_from_db()
    assert (short.state, short.off_amount, short.gate_id) == ("written_off", short.amount, None)
    assert verbs() == ["difference.write_off_asked", "difference.written_off"]


def test_a_refused_write_off_leaves_it_open(
    short: DifferenceRecord, finance: User, owner: User
) -> None:
    gate = services.difference_write_off(difference=short, said=SAID, actor=finance, at=AT)
    assert gate is not None
    gates.gate_decide(gate=gate, decision="refused", reason="再查", actor=owner, at=AT)
    short.refresh_from_db()
    assert (short.state, short.gate_id) == ("open", None)


def test_within_the_tolerance_it_is_written_off_at_once(
    brand: Brand, short: DifferenceRecord, finance: User
) -> None:
    draft = services.RuleDraft(Decimal(20))
    services.tolerance_save(brand=brand, draft=draft, actor=finance, at=AT)
    assert services.difference_write_off(difference=short, said=SAID, actor=finance, at=AT) is None
    services.difference_reopen(difference=short, said=SAID, actor=finance, at=AT)
    short.refresh_from_db()
    assert (short.state, short.off_amount) == ("open", None)


def test_the_list_follows_its_address(reader: Client, run: Reconciliation, brand: Brand) -> None:
    shown = reader.get(f"{HERE}differences/?month={MONTH}&kind=short_paid").content.decode()
    assert "A2" in shown
    assert "A3" not in shown
    asked = DifferenceQuestion(month=MONTH, sort="-amount")
    sizes = [abs(row.amount) for row in selectors.differences_of(brand, asked)]
    assert sizes == sorted(sizes, reverse=True)
    assert len(sizes) == 3
    assert reader.get(f"{HERE}differences/?month=x&kind=y&owner=z&sort=;").status_code == 200


def test_the_page_shows_order_and_account_side_by_side_and_takes_actions(
    reader: Client, short: DifferenceRecord
) -> None:
    shown = reader.get(f"{HERE}differences/{short.pk}/").content.decode()
    assert "F2" in shown
    assert "68.00" in shown
    assert "80.00" in shown
    url = f"{HERE}differences/{short.pk}/explain"
    assert reader.post(url, {"note": ""}).status_code == 302
    short.refresh_from_db()
    assert short.state == "open"
    reader.post(url, {"note": "活动补差", "reference": "工单 77"})
    short.refresh_from_db()
    assert (short.state, short.reference) == ("explained", "工单 77")
    assert "活动补差" in reader.get(f"{HERE}differences/{short.pk}/").content.decode()


def test_a_member_of_another_brand_sees_nothing(short: DifferenceRecord, client: Client) -> None:
    other = brand_there("lingwai")
    member_there(other, "owner", "waiguo")
    assert client.login(username="waiguo", password=PASSWORD)
    assert client.get(f"{HERE}?month={MONTH}").status_code == 404
    theirs = f"/b/lingwai/check/settlement/differences/{short.pk}/"
    assert client.get(theirs).status_code == 404
    assert client.post(f"{theirs}explain", {"note": "x"}).status_code == 404
    short.refresh_from_db()
    assert short.state == "open"


def test_an_empty_brand_is_led_to_the_import(own_home: None, client: Client, db: None) -> None:
    member_there(brand_there("kong"), "owner", "xinlaoban")
    assert client.login(username="xinlaoban", password=PASSWORD)
    shown = client.get("/b/kong/check/settlement/").content.decode()
    assert "/b/kong/data/imports/" in shown
    assert client.get("/b/kong/check/settlement/differences/").status_code == 200
    assert client.get("/b/kong/check/settlement/close/").status_code == 200

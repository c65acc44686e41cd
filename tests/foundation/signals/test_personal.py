"""Many readings of one colleague, and requests past their day, raise alerts (9.3)."""

from datetime import timedelta

import pytest

from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.signals import services
from luoxuan.foundation.signals.models import Alert, MonitorRun
from luoxuan.foundation.tasks import selectors as tasks
from luoxuan.foundation.vault import selectors as vault_selectors
from luoxuan.foundation.vault import services as vault
from luoxuan.foundation.vault.services import Reason
from tests.foundation.signals.there import monitor_there
from tests.foundation.vault.conftest import CHOICE, OTHER, PHONE, person_met
from tests.people_there import AT, brand_there, member_there

pytestmark = [pytest.mark.django_db, pytest.mark.clause("9.3")]
DAY = timedelta(days=1)
REASON = Reason("contract", "补发漏寄的商品")
TODAY = AT.date()
"""Of the brand, ten in the morning."""


@pytest.fixture
def brand(own_home: None, db: None) -> Brand:
    """A brand that keeps two persons and has imported nothing."""
    made = brand_there()
    vault.settings_save(brand=made, choice=CHOICE, actor=None, at=AT - DAY)
    person_met(made)
    person_met(made, OTHER, import_id="i2")
    return made


@pytest.fixture
def lead(brand: Brand) -> User:
    return member_there(brand, "service_lead", "kefu1")


def watch(brand: Brand, check: str, day_after: int = 0, **more: object) -> list[Alert]:
    """A monitor of the check looks at the day; its open alerts."""
    monitor = monitor_there(brand, f"检查 {check}", kind="table", check_key=f"vault.{check}", role="owner", **more)  # fmt: skip
    look_again(brand, day_after)
    return list(Alert.objects.filter(monitor=monitor, state="open"))


def look_again(brand: Brand, day_after: int) -> None:
    """All monitors look at that many days later."""
    later = day_after * DAY
    services.monitors_run(brand=brand, day=TODAY + later, at=AT + later + DAY)


def read(brand: Brand, who: User, phone: str, times: int, *, hours: float = 0) -> None:
    """Read the person's name so many times."""
    person = vault_selectors.person_by_phone(brand, phone)
    assert person is not None
    for _time in range(times):
        vault.person_unmask(person=person, kinds=["name"], reason=REASON, actor=who, at=AT + timedelta(hours=hours))  # fmt: skip


def test_a_colleague_who_read_more_often_than_the_limit_is_told_with_a_task(
    brand: Brand, lead: User
) -> None:
    owner = member_there(brand, "owner", "laoban")
    read(brand, lead, PHONE, 2)
    read(brand, lead, OTHER, 2)
    read(brand, owner, PHONE, 3)
    (alert,) = watch(brand, "unmaskings", parameters={"limit": "3"})
    assert (alert.value, alert.high, alert.members) == (4, 3, {"reader": str(lead.pk)})
    assert (
        alert.sentence_zh
        == f"{lead.name or 'kefu1'} {TODAY} 查看个人信息明文 4 次，涉及 2 人，超过 3 次。"
    )
    assert "4 times" in alert.sentence_en
    assert alert.drill_url == "/b/yanshi/data/persons/"
    (task,) = tasks.tasks_by_source(brand, "alert", str(alert.pk))
    assert task.title == alert.sentence_zh
    assert PHONE not in alert.sentence_zh + alert.sentence_en + task.title


def test_as_many_as_the_limit_are_no_alarm_and_twenty_is_the_usual_one(
    brand: Brand, lead: User
) -> None:
    read(brand, lead, PHONE, 20)
    assert watch(brand, "unmaskings") == []
    read(brand, lead, PHONE, 1)
    look_again(brand, 0)
    assert Alert.objects.get().value == 21


def test_the_day_is_that_of_the_brand_and_the_next_one_ends_the_alert(
    brand: Brand, lead: User
) -> None:
    read(brand, lead, PHONE, 2, hours=13.9)
    read(brand, lead, PHONE, 1, hours=14)
    (alert,) = watch(brand, "unmaskings", parameters={"limit": "1"})
    assert alert.value == 2
    look_again(brand, 1)
    alert.refresh_from_db()
    assert alert.state == "resolved"


def test_readings_in_another_brand_are_not_counted(brand: Brand, lead: User) -> None:
    other = brand_there("qita")
    vault.settings_save(brand=other, choice=CHOICE, actor=None, at=AT)
    person_met(other, import_id="i3")
    read(other, lead, PHONE, 4)
    assert watch(brand, "unmaskings", parameters={"limit": "1"}) == []


def ask(brand: Brand, kind: str) -> int:
    """A request that came thirty days ago and was due long before the day; its number."""
    token = vault.phone_token(brand, PHONE)
    assert token
    made = vault.request_open(brand=brand, token=token, kind=kind, actor=None, at=AT - 30 * DAY, source="电话")  # fmt: skip
    return made.pk


def test_requests_past_their_day_are_told_until_they_are_answered(brand: Brand) -> None:
    numbers = [ask(brand, "access"), ask(brand, "correction")]
    (alert,) = watch(brand, "requests_overdue")
    due = vault_selectors.requests_open(brand)[0].due_on
    assert due < TODAY
    assert alert.value == 2
    assert (
        alert.sentence_zh
        == f"有 2 个个人请求过了答复期限仍未答复，最早的应在 {due} 答复：#{numbers[0]}, #{numbers[1]}。"
    )
    assert alert.drill_url == "/b/yanshi/data/persons/requests/"
    for row in vault_selectors.requests_open(brand):
        vault.request_answer(request=row, answer="已寄出", actor=None, at=AT + DAY)
    look_again(brand, 0)
    alert.refresh_from_db()
    assert alert.state == "open", "at the end of that day they were still waiting"
    look_again(brand, 1)
    alert.refresh_from_db()
    assert alert.state == "resolved"


def test_a_request_is_late_when_the_day_it_is_due_on_has_ended(brand: Brand) -> None:
    ask(brand, "access")
    due = vault_selectors.requests_open(brand)[0].due_on
    before, on = ((due - TODAY).days - 1, (due - TODAY).days)
    assert watch(brand, "requests_overdue", before) == []
    look_again(brand, on)
    assert Alert.objects.get().value == 1


def test_days_of_grace_are_the_monitors_own(brand: Brand) -> None:
    ask(brand, "access")
    assert watch(brand, "requests_overdue", parameters={"limit": "30"}) == []
    assert MonitorRun.objects.get().reason == ""

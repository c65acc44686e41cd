"""A person is told once, over their own channels, after what was done is done (9.15)."""

from datetime import time, timedelta

import pytest
from django.db import transaction

from luoxuan.foundation.jobs import services as jobs
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.signals import delivery, services
from luoxuan.foundation.signals.errors import ChannelError
from luoxuan.foundation.signals.models import Notice, NoticeDelivery, PersonChannel
from luoxuan.foundation.signals.quiet import told_from
from luoxuan.foundation.tasks import services as tasks
from tests.foundation.signals.test_delivery import Double, double
from tests.people_there import AT, brand_there, member_there, person_there

__all__ = ["double"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def brand() -> Brand:
    """A brand without data."""
    return brand_there()


@pytest.fixture
def person(brand: Brand) -> User:
    """Who is told."""
    return member_there(brand, "channel_operator")


@pytest.fixture
def channel(
    brand: Brand, person: User, double: Double, monkeypatch: pytest.MonkeyPatch
) -> PersonChannel:
    """A channel of the person that leads to loopback."""
    monkeypatch.setenv("LUOXUAN_PUSH_PERSON_A", double.address)
    monkeypatch.setitem(delivery.SCHEMES, "wecom", ("json",))
    plan = services.ChannelPlan("wecom", "LUOXUAN_PUSH_PERSON_A")
    return services.channel_save(brand=brand, user=person, plan=plan, at=AT)


def told(brand: Brand, person: User, title: str = "演示通知") -> Notice | None:
    """Tell the person."""
    return services.notify_person(
        user=person, brand=brand, title=title, body="", url=f"/b/{brand.key}/", at=AT
    )


def test_the_same_is_told_once_a_day(brand: Brand, person: User) -> None:
    assert told(brand, person) == told(brand, person)
    assert Notice.objects.count() == 1


def test_a_stranger_is_told_nothing(brand: Brand) -> None:
    assert told(brand, person_there()) is None
    assert not Notice.objects.exists()


def test_it_leaves_over_the_channel_once(
    brand: Brand, person: User, channel: PersonChannel, double: Double
) -> None:
    told(brand, person)
    assert double.got == []  # nothing leaves inside the transaction
    for _ in range(3):
        services.notices_deliver(at=AT)
    assert len(double.got) == 1
    assert NoticeDelivery.objects.get().state == "sent"


def test_the_worker_sends_it(
    brand: Brand, person: User, channel: PersonChannel, double: Double
) -> None:
    told(brand, person)
    jobs.jobs_run_pending(at=AT)
    assert len(double.got) == 1


def test_what_was_undone_is_never_sent(
    brand: Brand, person: User, channel: PersonChannel, double: Double
) -> None:
    with transaction.atomic():
        told(brand, person)
        transaction.set_rollback(True)
    services.notices_deliver(at=AT)
    assert double.got == []
    assert not Notice.objects.exists()


def test_a_refused_message_is_tried_again_and_then_given_up(
    brand: Brand, person: User, channel: PersonChannel, double: Double
) -> None:
    double.answer = 500
    told(brand, person)
    for _ in range(8):
        services.notices_deliver(at=AT)
    attempt = NoticeDelivery.objects.get()
    assert (attempt.state, attempt.attempts) == ("failed", services.MOST_ATTEMPTS)


def test_quiet_hours_of_the_person_hold_it(
    brand: Brand, person: User, channel: PersonChannel, double: Double
) -> None:
    plan = services.ChannelPlan(
        "wecom", "LUOXUAN_PUSH_PERSON_A", quiet_from=time(9), quiet_until=time(12)
    )
    services.channel_save(brand=brand, user=person, plan=plan, at=AT)
    told(brand, person)  # ten in the morning in Shanghai
    services.notices_deliver(at=AT + timedelta(hours=1, minutes=59))
    assert double.got == []
    services.notices_deliver(at=AT + timedelta(hours=2))
    assert len(double.got) == 1


def test_only_what_the_person_wants_leaves(
    brand: Brand, person: User, channel: PersonChannel, double: Double
) -> None:
    PersonChannel.objects.update(about="alerts")
    told(brand, person)
    assert not NoticeDelivery.objects.exists()
    draft = services.NoticeDraft("预警", key="a", about="alerts")
    services.notice_send(brand=brand, user=person, draft=draft, at=AT)
    assert NoticeDelivery.objects.count() == 1


@pytest.mark.parametrize("name", ["LUOXUAN_PUSH_BOSS", "LUOXUAN_SECRET_KEY", "PATH", ""])
def test_a_person_cannot_name_the_brands_group_or_another_secret(
    brand: Brand, person: User, name: str
) -> None:
    with pytest.raises(ChannelError):
        services.channel_save(
            brand=brand, user=person, plan=services.ChannelPlan("wecom", name), at=AT
        )
    assert not PersonChannel.objects.exists()


def test_mail_goes_to_the_persons_own_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(delivery.MAIL, "mailtos://u:p@example.com?smtp=mail.example.com")
    address = delivery.person_address(
        kind="email", secret_name=delivery.MAIL, email="a+b@example.com"
    )
    assert address.endswith("&to=a%2Bb%40example.com")


def test_a_task_is_told_to_its_owner_once(brand: Brand, person: User) -> None:
    boss = member_there(brand, "owner")
    draft = tasks.TaskDraft(kind="manual", title="补货", owner=person)
    tasks.task_open(brand=brand, draft=draft, actor=boss, at=AT)
    (notice,) = Notice.objects.all()
    assert (notice.user, notice.about, "补货" in notice.title) == (person, "tasks", True)
    assert notice.url.startswith(f"/b/{brand.key}/tasks/")


def test_quiet_hours_may_go_over_midnight() -> None:
    hours = (time(22), time(8))
    late = AT.replace(hour=15, minute=30)  # 23:30 in Shanghai
    assert told_from(late, hours, "Asia/Shanghai") == late.replace(hour=0, minute=0) + timedelta(1)
    early = AT.replace(hour=23)  # 7:00
    assert told_from(early, hours, "Asia/Shanghai") == early + timedelta(hours=1)
    assert told_from(AT, hours, "Asia/Shanghai") == AT
    assert told_from(AT, (None, None), "Asia/Shanghai") == AT

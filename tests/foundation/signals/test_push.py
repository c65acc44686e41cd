"""A report reaches a target once, however often the job runs."""

from datetime import UTC, datetime, time, timedelta

import pytest

from luoxuan.foundation.people import services as people
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.signals import delivery, selectors, services
from luoxuan.foundation.signals.models import PushDelivery, PushTarget
from luoxuan.foundation.trail import selectors as trail
from tests.foundation.signals.test_delivery import Double, double

__all__ = ["double"]
AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
MESSAGE = delivery.Message("日报", "昨日成交 ¥38.42万")
pytestmark = pytest.mark.django_db


@pytest.fixture
def brand() -> Brand:
    """A brand."""
    return people.brand_create(key="push", name="推送演示", at=AT)


@pytest.fixture
def person() -> User:
    """Somebody who sets a push up."""
    return people.user_create(username="boss", password="lantern-7-river", name="演示老板")


@pytest.fixture
def target(
    brand: Brand, person: User, double: Double, monkeypatch: pytest.MonkeyPatch
) -> PushTarget:
    """A webhook on loopback that gets the daily report at 08:30."""
    monkeypatch.setenv("LUOXUAN_PUSH_TEST", double.address)
    plan = services.PushPlan("老板群", "webhook", "LUOXUAN_PUSH_TEST", "daily", time(8, 30))
    return services.push_target_save(brand=brand, plan=plan, target=None, actor=person, at=AT)


def test_a_report_is_sent_once(target: PushTarget, double: Double) -> None:
    for _ in range(3):
        services.push_send(target=target, subject="daily:2026-11-22", message=MESSAGE, at=AT)
    assert len(double.got) == 1
    assert PushDelivery.objects.get().state == "sent"


def test_a_refused_report_is_tried_again_and_then_given_up(
    target: PushTarget, double: Double
) -> None:
    double.answer = 500
    for _ in range(8):
        services.push_send(target=target, subject="daily:2026-11-22", message=MESSAGE, at=AT)
    attempt = PushDelivery.objects.get()
    assert (attempt.state, attempt.attempts) == ("failed", services.MOST_ATTEMPTS)
    assert "secret-part" not in attempt.reason


def test_what_a_killed_worker_left_is_sent_after_ten_minutes(
    target: PushTarget, double: Double
) -> None:
    PushDelivery.objects.create(
        target=target, subject="daily:2026-11-22", state="sending", at=AT, attempts=1
    )
    soon, later = AT + timedelta(minutes=1), AT + services.STUCK_AFTER
    services.push_send(target=target, subject="daily:2026-11-22", message=MESSAGE, at=soon)
    assert double.got == []
    services.push_send(target=target, subject="daily:2026-11-22", message=MESSAGE, at=later)
    assert len(double.got) == 1


def test_a_target_is_due_from_its_hour_on_in_the_zone_of_its_brand(target: PushTarget) -> None:
    before = datetime(2026, 11, 23, 0, 29, tzinfo=UTC)
    assert selectors.push_targets_due(at=before) == []
    assert selectors.push_targets_due(at=before + timedelta(minutes=1)) == [target]


def test_a_weekly_report_is_due_on_monday_only(target: PushTarget) -> None:
    PushTarget.objects.update(report="weekly")
    monday = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
    assert len(selectors.push_targets_due(at=monday)) == 1
    assert selectors.push_targets_due(at=monday + timedelta(days=1)) == []


def test_a_secret_of_the_server_cannot_be_named(brand: Brand, person: User) -> None:
    plan = services.PushPlan("x", "webhook", "LUOXUAN_SECRET_KEY", "daily", time(8))
    with pytest.raises(delivery.PushError):
        services.push_target_save(brand=brand, plan=plan, target=None, actor=person, at=AT)
    assert not PushTarget.objects.exists()
    saved = trail.TrailQuestion(verb="push_target.saved")
    assert not trail.trail_entries(brand=brand, question=saved).exists()


def test_setting_a_push_up_leaves_a_trail_without_the_address(
    target: PushTarget, double: Double
) -> None:
    about = trail.TrailQuestion(subject_type="push_target", subject_id=str(target.pk))
    (entry,) = trail.trail_entries(brand=target.brand, question=about)
    assert entry.verb == "push_target.saved"
    assert double.address not in str(entry.detail)

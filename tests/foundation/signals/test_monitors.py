"""A monitor looks, an alert is kept once, people are told once (9.15)."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.db import transaction

from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.signals import selectors, services
from luoxuan.foundation.signals.errors import AlertError
from luoxuan.foundation.signals.models import (
    Alert,
    AlertDay,
    Monitor,
    MonitorRun,
    Notice,
    PushDelivery,
    PushTarget,
)
from luoxuan.foundation.tasks import selectors as tasks
from luoxuan.foundation.trail import selectors as trail
from tests.foundation.signals.conftest import AT, OUTAGE, brought, trade
from tests.foundation.signals.there import alert_there, monitor_there

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def run(brand: Brand, day: date = OUTAGE, at: datetime = AT, back: int = 0) -> int:
    """Let the monitors look."""
    return services.monitors_run(brand=brand, day=day, at=at, back=back)


@pytest.mark.clause("9.15")
def test_an_outage_raises_an_alert_with_its_evidence_and_a_task(
    brand: Brand, monitor: Monitor, operator: User
) -> None:
    assert run(brand) == 1
    (alert,) = Alert.objects.all()
    assert (alert.day, alert.value, alert.state) == (OUTAGE, 1, "open")
    assert alert.low is not None
    assert alert.expected is not None
    assert alert.low < alert.expected
    assert alert.shop_key in alert.drill_url
    assert "订单" in alert.sentence_zh
    (task,) = tasks.tasks_by_source(brand, "alert", str(alert.pk))
    assert (str(task.pk), task.evidence_url, task.role) == (
        alert.task, alert.drill_url, "channel_operator",
    )  # fmt: skip


def test_looking_twice_changes_nothing(brand: Brand, monitor: Monitor, operator: User) -> None:
    run(brand)
    before = (list(Alert.objects.values()), list(Notice.objects.values()))
    run(brand)
    assert (list(Alert.objects.values()), list(Notice.objects.values())) == before
    assert AlertDay.objects.count() == MonitorRun.objects.count() == 1


def test_ordinary_days_raise_nothing(brand: Brand, monitor: Monitor) -> None:
    assert run(brand, OUTAGE - DAY, back=14) == 0
    runs = list(MonitorRun.objects.values_list("subjects", "fired"))
    assert runs == [(1, 0)] * 15


def test_days_that_follow_one_another_are_one_episode(
    brand: Brand, monitor: Monitor, tmp_path: Path
) -> None:
    more = trade(OUTAGE + DAY)
    fresh = tuple(row for row in more if row[1].startswith(str(OUTAGE + DAY)))
    brought(brand, tmp_path, fresh, AT + DAY)
    run(brand, OUTAGE + DAY, AT + DAY, back=1)
    (alert,) = Alert.objects.all()
    assert (alert.day, alert.last_day, alert.days) == (OUTAGE, OUTAGE + DAY, 2)
    assert [row.day for row in selectors.alert_days(alert)] == [OUTAGE, OUTAGE + DAY]


def test_an_alert_that_newer_data_do_not_bear_out_is_over(
    brand: Brand, monitor: Monitor, tmp_path: Path
) -> None:
    run(brand)
    whole = tuple(row for row in trade(on_last=20) if row[1].startswith(str(OUTAGE)))
    brought(brand, tmp_path, whole, AT + timedelta(hours=1))
    run(brand, at=AT + timedelta(hours=1))
    (alert,) = Alert.objects.all()
    assert (alert.state, alert.reason) == ("resolved", "data")
    assert not AlertDay.objects.exists()
    assert selectors.alerts_between(brand, OUTAGE, OUTAGE) == []


def test_a_look_back_tells_nobody_and_opens_no_task(
    brand: Brand, monitor: Monitor, operator: User
) -> None:
    run(brand, at=AT + timedelta(days=60))
    (alert,) = Alert.objects.all()
    assert (alert.task, alert.tell_after) == ("", None)
    assert not Notice.objects.exists()


def test_the_role_is_told_once_and_nobody_else(
    brand: Brand, monitor: Monitor, operator: User, owner: User
) -> None:
    run(brand)
    run(brand)
    (notice,) = Notice.objects.all()
    assert (notice.user, notice.about, notice.url) == (
        operator, "alerts", f"/b/yanshi/signals/{Alert.objects.get().pk}/",
    )  # fmt: skip


def test_where_nobody_has_the_role_those_in_charge_are_told(
    brand: Brand, monitor: Monitor, owner: User
) -> None:
    run(brand)
    assert Notice.objects.get().user == owner


def test_several_alerts_come_in_one_message(brand: Brand, monitor: Monitor, operator: User) -> None:
    monitor_there(brand, "成交异常", kind="anomaly", metric="gmv_paid", role="channel_operator")
    run(brand)
    (notice,) = Notice.objects.all()
    assert Alert.objects.count() == 2
    assert notice.body.count("- ") == 2
    assert notice.url == "/b/yanshi/signals/"


def test_quiet_hours_hold_messages_until_they_end(
    brand: Brand, monitor: Monitor, operator: User
) -> None:
    Monitor.objects.update(quiet_from=time(22), quiet_until=time(8))
    night = datetime(2026, 9, 3, 17, 0, tzinfo=UTC)  # one in the morning in Shanghai
    run(brand, at=night)
    assert not Notice.objects.exists()
    morning = datetime(2026, 9, 4, 0, 0, tzinfo=UTC)
    assert services.alerts_tell(brand=brand, at=morning - timedelta(seconds=1)) == 0
    assert services.alerts_tell(brand=brand, at=morning) == 1
    assert services.alerts_tell(brand=brand, at=morning) == 0
    assert Notice.objects.count() == 1


def test_a_push_target_gets_the_alert_once(brand: Brand, monitor: Monitor) -> None:
    target = PushTarget.objects.create(
        brand=brand, name="运营群", kind="webhook", secret_name="LUOXUAN_PUSH_X",
        report="alerts", send_at=time(9),
    )  # fmt: skip
    monitor.targets.add(target)
    run(brand)
    run(brand)
    waiting = PushDelivery.objects.get()
    assert (waiting.target, waiting.state) == (target, "waiting")
    assert waiting.title == Alert.objects.get().sentence_zh
    assert selectors.push_targets_due(at=AT) == []


def test_the_watch_looks_when_data_came_and_every_new_day(brand: Brand, monitor: Monitor) -> None:
    assert services.monitors_watch(at=AT) == 1
    assert Alert.objects.count() == 1
    assert services.monitors_watch(at=AT + timedelta(minutes=5)) == 0
    assert services.monitors_watch(at=AT + DAY) == 1


def test_what_a_rolled_back_transaction_told_was_never_told(
    brand: Brand, monitor: Monitor, operator: User
) -> None:
    with transaction.atomic():
        run(brand)
        transaction.set_rollback(True)
    assert not Alert.objects.exists()
    assert not Notice.objects.exists()


def test_the_usual_monitors_are_made_once_and_look_without_error(brand: Brand) -> None:
    made = services.monitors_start(brand=brand, actor=None, at=AT)
    assert len(made) == 15
    assert services.monitors_start(brand=brand, actor=None, at=AT) == []
    run(brand)
    assert (
        MonitorRun.objects.filter(monitor__kind="anomaly", monitor__metric="gmv_paid").get().fired
        == 1
    )


def test_acknowledging_takes_a_reason(brand: Brand, owner: User) -> None:
    alert = alert_there(brand)
    with pytest.raises(AlertError):
        services.alert_acknowledge(alert=alert, reason=" ", actor=owner, at=AT)
    alert.refresh_from_db()
    assert alert.state == "open"
    said = trail.TrailQuestion(verb="alert.acknowledged")
    assert not trail.trail_entries(brand=brand, question=said).exists()
    done = services.alert_acknowledge(alert=alert, reason="已联系平台", actor=owner, at=AT)
    assert (done.state, done.reason) == ("acknowledged", "已联系平台")
    assert trail.trail_entries(brand=brand, question=said).count() == 1


def test_precision_is_the_share_of_true_alarms_with_its_interval(brand: Brand, owner: User) -> None:
    monitor = monitor_there(brand)
    for n in range(5):
        alert = alert_there(brand, monitor, subject=str(n))
        if n < 4:
            answer = services.AlertAnswer(is_true=n < 3)
            services.alert_judge(alert=alert, answer=answer, actor=owner, at=AT)
    found = selectors.precision_of(brand)[monitor.pk]
    assert (found.true, found.false, found.unjudged, found.share) == (3, 1, 1, 0.75)
    assert found.interval == pytest.approx((0.3006, 0.9544), abs=1e-4)


def test_wilson_agrees_with_the_published_example() -> None:
    # Newcombe 1998, Statistics in Medicine 17, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
    cases = {
        (81, 263): (0.2553, 0.3662),
        (15, 148): (0.0624, 0.1605),
        (0, 20): (0.0, 0.1611),
        (1, 29): (0.0061, 0.1718),
    }
    for (hits, tries), interval in cases.items():
        assert selectors.wilson(hits, tries) == pytest.approx(interval, abs=6e-5)


def test_a_false_alarm_goes_on_quietly(brand: Brand, monitor: Monitor, operator: User) -> None:
    run(brand)
    answer = services.AlertAnswer(is_true=False, reason="盘点停业")
    services.alert_judge(alert=Alert.objects.get(), answer=answer, actor=operator, at=AT)
    run(brand)
    assert Alert.objects.get().state == "false_alarm"
    assert Notice.objects.count() == 1
    assert selectors.alerts_between(brand, OUTAGE, OUTAGE) == []

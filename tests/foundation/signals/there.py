"""Monitors, alerts, notices and channels that are there."""

from collections.abc import Callable
from datetime import date, timedelta

from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.signals import services
from luoxuan.foundation.signals.models import Alert, Monitor, Notice, PersonChannel
from tests.people_there import AT

DAY = date(2026, 9, 30)


def monitor_there(brand: Brand, name: str = "成交异常", **more: object) -> Monitor:
    """A monitor of freshness, as simple as can be."""
    plan = services.MonitorPlan(**{"name": name, "kind": "freshness", **more})  # type: ignore[arg-type]
    return services.monitor_save(brand=brand, plan=plan, actor=None, at=AT)


def alert_there(brand: Brand, monitor: Monitor | None = None, **more: object) -> Alert:
    """An alert that is open."""
    values = {
        "monitor": monitor or monitor_there(brand, f"演示监控 {Monitor.objects.count()}"),
        "day": DAY, "last_day": DAY + timedelta(days=1), "first_seen": AT, "last_seen": AT,
        "sentence_zh": "演示店铺成交异常。", "sentence_en": "Sales of the demo shop are odd.",
    }  # fmt: skip
    return Alert.objects.create(brand=brand, **{**values, **more})


def notice_there(brand: Brand, user: User) -> Notice:
    """A notice nobody has read."""
    draft = services.NoticeDraft(
        "演示通知", url=f"/b/{brand.key}/", key=f"x{Notice.objects.count()}"
    )
    notice = services.notice_send(brand=brand, user=user, draft=draft, at=AT)
    assert notice is not None
    return notice


def channel_there(brand: Brand, user: User) -> PersonChannel:
    """Where the person is told besides."""
    plan = services.ChannelPlan("wecom", "LUOXUAN_PUSH_PERSON_X")
    return services.channel_save(brand=brand, user=user, plan=plan, at=AT)


def signals_objects(brand: Brand, user: User) -> dict[str, Callable[[], str]]:
    """How to make one of each, and what names it in an address."""
    return {
        "monitor_id": lambda: str(monitor_there(brand, f"m{Monitor.objects.count()}").pk),
        "alert_id": lambda: str(alert_there(brand).pk),
        "notice_id": lambda: str(notice_there(brand, user).pk),
        "channel_id": lambda: str(channel_there(brand, user).pk),
    }

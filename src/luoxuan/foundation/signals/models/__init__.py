"""The tables of signals: pushes, monitors with their alerts, and what a person is told (9.4, 9.15)."""

from luoxuan.foundation.signals.models.alerts import Alert, AlertDay
from luoxuan.foundation.signals.models.monitors import Monitor, MonitorRun, Watch
from luoxuan.foundation.signals.models.notices import Notice, NoticeDelivery, PersonChannel
from luoxuan.foundation.signals.models.pushes import PushDelivery, PushTarget

__all__ = [
    "Alert",
    "AlertDay",
    "Monitor",
    "MonitorRun",
    "Notice",
    "NoticeDelivery",
    "PersonChannel",
    "PushDelivery",
    "PushTarget",
    "Watch",
]

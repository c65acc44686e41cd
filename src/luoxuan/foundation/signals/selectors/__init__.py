"""What is pushed where; which monitors there are and how well they did; alerts; what a person was told (9.4, 9.15)."""

from luoxuan.foundation.signals.models import MonitorRun
from luoxuan.foundation.signals.selectors.alerts import (
    AlertsAsked,
    alert_days,
    alert_of,
    alerts_between,
    alerts_of,
    alerts_open,
)
from luoxuan.foundation.signals.selectors.monitors import (
    Precision,
    last_runs,
    monitor_of,
    monitors_of,
    precision_of,
    wilson,
)
from luoxuan.foundation.signals.selectors.notices import (
    channel_of,
    channels_of,
    notice_of,
    notices_of,
    notices_unread,
)
from luoxuan.foundation.signals.selectors.pushes import (
    push_deliveries,
    push_target,
    push_targets,
    push_targets_due,
)

__all__ = [
    "AlertsAsked",
    "MonitorRun",
    "Precision",
    "alert_days",
    "alert_of",
    "alerts_between",
    "alerts_of",
    "alerts_open",
    "channel_of",
    "channels_of",
    "last_runs",
    "monitor_of",
    "monitors_of",
    "notice_of",
    "notices_of",
    "notices_unread",
    "precision_of",
    "push_deliveries",
    "push_target",
    "push_targets",
    "push_targets_due",
    "wilson",
]

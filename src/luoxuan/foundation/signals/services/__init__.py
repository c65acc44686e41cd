"""Setting monitors up, running them, telling people, judging alerts; pushes of reports (9.4, 9.15)."""

from luoxuan.foundation.signals.planning import MonitorPlan
from luoxuan.foundation.signals.services.alerts import (
    AlertAnswer,
    alert_acknowledge,
    alert_judge,
    alerts_acknowledge,
)
from luoxuan.foundation.signals.services.monitors import (
    monitor_remove,
    monitor_save,
    monitors_start,
)
from luoxuan.foundation.signals.services.notices import (
    DELIVER,
    ChannelPlan,
    NoticeDraft,
    channel_remove,
    channel_save,
    notice_send,
    notices_deliver,
    notices_read,
    notify_person,
)
from luoxuan.foundation.signals.services.pushes import (
    MOST_ATTEMPTS,
    STUCK_AFTER,
    PushPlan,
    push_queue,
    push_send,
    push_target_remove,
    push_target_save,
    pushes_deliver,
)
from luoxuan.foundation.signals.services.running import monitors_run, monitors_watch
from luoxuan.foundation.signals.services.telling import alerts_tell

__all__ = [
    "DELIVER",
    "MOST_ATTEMPTS",
    "STUCK_AFTER",
    "AlertAnswer",
    "ChannelPlan",
    "MonitorPlan",
    "NoticeDraft",
    "PushPlan",
    "alert_acknowledge",
    "alert_judge",
    "alerts_acknowledge",
    "alerts_tell",
    "channel_remove",
    "channel_save",
    "monitor_remove",
    "monitor_save",
    "monitors_run",
    "monitors_start",
    "monitors_watch",
    "notice_send",
    "notices_deliver",
    "notices_read",
    "notify_person",
    "push_queue",
    "push_send",
    "push_target_remove",
    "push_target_save",
    "pushes_deliver",
]

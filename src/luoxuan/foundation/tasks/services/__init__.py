"""Opening tasks, moving them on, talking about them, bringing late ones before others (7.6, 12.4)."""

from luoxuan.foundation.tasks.services.agreeing import Agreed, task_agree
from luoxuan.foundation.tasks.services.attaching import (
    LARGEST,
    attachment_add,
    attachment_open,
    attachment_remove,
)
from luoxuan.foundation.tasks.services.errors import TaskError
from luoxuan.foundation.tasks.services.escalating import tasks_escalate
from luoxuan.foundation.tasks.services.feeding import digest_of, feed_make, feed_revoke
from luoxuan.foundation.tasks.services.hours import HoursPlan, work_hours_save
from luoxuan.foundation.tasks.services.many import ManyAnswer, ManyPlan, tasks_change
from luoxuan.foundation.tasks.services.moving import (
    task_assign,
    task_cancel,
    task_done,
    task_move,
    task_pause,
    task_prioritise,
    task_reopen,
    task_start,
    tasks_settle,
)
from luoxuan.foundation.tasks.services.opening import TaskDraft, task_open
from luoxuan.foundation.tasks.services.placing import task_place
from luoxuan.foundation.tasks.services.talking import task_comment, task_watch
from luoxuan.foundation.tasks.worktime import NoWorkingTimeError

__all__ = [
    "LARGEST",
    "Agreed",
    "HoursPlan",
    "ManyAnswer",
    "ManyPlan",
    "NoWorkingTimeError",
    "TaskDraft",
    "TaskError",
    "attachment_add",
    "attachment_open",
    "attachment_remove",
    "digest_of",
    "feed_make",
    "feed_revoke",
    "task_agree",
    "task_assign",
    "task_cancel",
    "task_comment",
    "task_done",
    "task_move",
    "task_open",
    "task_pause",
    "task_place",
    "task_prioritise",
    "task_reopen",
    "task_start",
    "task_watch",
    "tasks_change",
    "tasks_escalate",
    "tasks_settle",
    "work_hours_save",
]

"""What there is to do, for whom, and when work is done (7.6)."""

from luoxuan.foundation.tasks.selectors.hours import hours_of, work_hours
from luoxuan.foundation.tasks.selectors.members import (
    Member,
    member_of,
    members_of,
    members_seeing,
    queue_members,
)
from luoxuan.foundation.tasks.selectors.queue import (
    ALIVE,
    TaskCounts,
    TaskQuestion,
    View,
    approvals_of,
    counts_of,
    task_by_key,
    task_of,
    tasks_by_source,
    tasks_late,
    tasks_of,
    tasks_visible,
)
from luoxuan.foundation.tasks.selectors.things import (
    attachment_of,
    comments_of,
    feed_by_digest,
    has_feed,
    history_of,
    is_watching,
    tasks_in_feed,
    watchers_of,
)

__all__ = [
    "ALIVE",
    "Member",
    "TaskCounts",
    "TaskQuestion",
    "View",
    "approvals_of",
    "attachment_of",
    "comments_of",
    "counts_of",
    "feed_by_digest",
    "has_feed",
    "history_of",
    "hours_of",
    "is_watching",
    "member_of",
    "members_of",
    "members_seeing",
    "queue_members",
    "task_by_key",
    "task_of",
    "tasks_by_source",
    "tasks_in_feed",
    "tasks_late",
    "tasks_of",
    "tasks_visible",
    "watchers_of",
    "work_hours",
]

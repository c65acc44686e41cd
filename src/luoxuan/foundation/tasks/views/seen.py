"""The task an address names, as the person may see it."""

from django.http import Http404

from luoxuan.foundation.people.access import Scope
from luoxuan.foundation.tasks import selectors
from luoxuan.foundation.tasks.models import Task, TaskAttachment


def task_seen(scope: Scope, task_id: int) -> Task:
    """The task; 404 where the person sees none such."""
    task = selectors.task_of(scope, task_id)
    if task is None:
        raise Http404
    return task


def attachment_seen(scope: Scope, task_id: int, attachment_id: str) -> TaskAttachment:
    """A file of a task the person sees; 404 else."""
    found = selectors.attachment_of(task_seen(scope, task_id), attachment_id)
    if found is None:
        raise Http404
    return found

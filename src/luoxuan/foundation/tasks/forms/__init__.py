"""Forms of tasks: text in, questions, drafts and plans out."""

from luoxuan.foundation.tasks.forms.filters import TaskFilter
from luoxuan.foundation.tasks.forms.hours import HoursForm
from luoxuan.foundation.tasks.forms.tasks import ManyForm, TaskChangeForm, TaskForm

__all__ = ["HoursForm", "ManyForm", "TaskChangeForm", "TaskFilter", "TaskForm"]

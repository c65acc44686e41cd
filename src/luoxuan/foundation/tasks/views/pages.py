"""The queue as a list and as a board, a task's own page, and a new one (7.6, 12.4)."""

from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.foundation.tasks import board, cards, selectors, services
from luoxuan.foundation.tasks.forms import ManyForm, TaskChangeForm, TaskFilter, TaskForm
from luoxuan.foundation.tasks.views.seen import task_seen

PAGE = 50


@require_GET
@brand_page("tasks.work")
def task_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The tasks of one view, filtered and ordered by the address."""
    at = timezone.now()
    asked = TaskFilter.of(request.GET.dict(), scope)
    found = selectors.tasks_of(scope, at=at, view=asked.view, question=asked.question)
    context = {
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "sorts": cards.sort_heads(asked.question.sort),
        "many": ManyForm(scope=scope),
        "counts": selectors.counts_of(scope, at=at),
    }
    return render(request, "tasks/task_list.html", _queue(scope, asked, at) | context)


@require_GET
@brand_page("tasks.work")
def task_board(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The same tasks in columns by state."""
    at = timezone.now()
    asked = TaskFilter.of(request.GET.dict() | {"state": ""}, scope)
    context = {"columns": board.columns_of(scope, asked.view, asked.question, at)}
    return render(request, "tasks/task_board.html", _queue(scope, asked, at) | context)


@require_http_methods(["GET", "POST"])
@brand_page("tasks.work")
def task_new(request: HttpRequest, scope: Scope) -> HttpResponse:
    """A task by hand."""
    form = TaskForm(request.POST or None, scope=scope, initial={"to": f"user:{scope.user.pk}"})
    if request.method == "POST" and form.is_valid():
        try:
            task = services.task_open(
                brand=scope.brand, draft=form.draft, actor=scope.user, at=timezone.now()
            )
        except (services.TaskError, services.NoWorkingTimeError) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The task is there."))
            return redirect("tasks:task_page", brand=scope.brand.key, task_id=task.pk)
    context = {"scope": scope, "form": form}
    return render(request, "tasks/task_new.html", context, status=422 if form.errors else 200)


@require_GET
@brand_page("tasks.work")
def task_page(request: HttpRequest, scope: Scope, task_id: int) -> HttpResponse:
    """One task: what, why, until when, and what was said and done."""
    task = task_seen(scope, task_id)
    form = TaskChangeForm(scope=scope, task=task, initial=TaskChangeForm.initial_of(task))
    context = {"scope": scope, "card": cards.card_of(scope, task, timezone.now()), "form": form}
    return render(request, "tasks/task_page.html", context)


def _queue(scope: Scope, asked: TaskFilter, at: datetime) -> dict[str, object]:
    """What list and board share."""
    return {
        "scope": scope,
        "asked": asked,
        "at": at,
        "tabs": cards.view_tabs(scope, asked, at),
        "selects": asked.selects(scope),
        "shops": cards.shop_names(scope),
    }

"""What people do to tasks: each parses, calls one service and says what happened (7.6, 12.4)."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.foundation.tasks import cards, selectors, services
from luoxuan.foundation.tasks.forms import ManyForm, TaskChangeForm
from luoxuan.foundation.tasks.giving import word_of
from luoxuan.foundation.tasks.models import Task
from luoxuan.foundation.tasks.views.seen import task_seen

OUTCOME = 2000


@require_POST
@brand_page("tasks.work")
def task_place(request: HttpRequest, scope: Scope, task_id: int) -> HttpResponse:
    """Into another state: a button of the page, or a column of the board."""
    task = task_seen(scope, task_id)
    try:
        services.task_place(
            task=task,
            state=request.POST.get("state", ""),
            actor=scope.user,
            outcome=request.POST.get("outcome", "")[:OUTCOME],
            at=timezone.now(),
        )
    except services.TaskError as error:
        messages.error(request, str(error))
    else:
        word = Task.State(task.state).label
        messages.success(request, _("%(title)s: %(state)s") % {"title": task.title, "state": word})
    return _back(request, task)


@require_POST
@brand_page("tasks.work")
def task_change(request: HttpRequest, scope: Scope, task_id: int) -> HttpResponse:
    """Who has it, until when, how much it presses; refused as a whole."""
    task = task_seen(scope, task_id)
    form = TaskChangeForm(request.POST, scope=scope, task=task)
    if form.is_valid():
        try:
            services.task_agree(
                task=task, agreed=_agreed(form, task), actor=scope.user, at=timezone.now()
            )
        except services.TaskError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return _back(request, task)
    context = {"scope": scope, "card": cards.card_of(scope, task, timezone.now()), "form": form}
    return render(request, "tasks/task_page.html", context, status=422)


@require_POST
@brand_page("tasks.work")
def task_comment(request: HttpRequest, scope: Scope, task_id: int) -> HttpResponse:
    """Say something on it."""
    task = task_seen(scope, task_id)
    try:
        services.task_comment(
            task=task, text=request.POST.get("text", ""), actor=scope.user, at=timezone.now()
        )
    except services.TaskError as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(f"{cards.task_address(task)}#comments")


@require_POST
@brand_page("tasks.work")
def task_watch(request: HttpRequest, scope: Scope, task_id: int) -> HttpResponse:
    """Hear of it from now on, or no more."""
    task = task_seen(scope, task_id)
    services.task_watch(
        task=task, user=scope.user, is_watching=request.POST.get("watch", "") == "1"
    )
    return _back(request, task)


@require_POST
@brand_page("tasks.work")
def task_many(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The same to all that were chosen; what is refused is said and stays as it was."""
    form = ManyForm(request.POST, scope=scope)
    chosen = [int(one) for one in request.POST.getlist("task") if one.isdigit()][: ManyForm.MOST]
    tasks = list(selectors.tasks_visible(scope).filter(pk__in=chosen).order_by("pk"))
    if not tasks:
        messages.error(request, _("Choose at least one task."))
    elif not form.is_valid():
        for error in [one for found in form.errors.values() for one in cast(list[str], found)]:
            messages.error(request, error)
    else:
        _changed(
            request,
            services.tasks_change(tasks=tasks, plan=form.plan, actor=scope.user, at=timezone.now()),
        )
    return _back(request, None, scope)


def _changed(request: HttpRequest, answer: services.ManyAnswer) -> None:
    told = ngettext("%(n)s task changed.", "%(n)s tasks changed.", answer.changed)
    if answer.changed:
        messages.success(request, told % {"n": answer.changed})
    for sentence in answer.refused[:5]:
        messages.warning(request, sentence)


def _agreed(form: TaskChangeForm, task: Task) -> services.Agreed:
    said, receiver = form.cleaned_data, form.receiver
    before = TaskChangeForm.initial_of(task)
    due = said["due"]
    # The form says minutes: what was not touched keeps its seconds and its agreed working time.
    is_same = (due is None) == (task.due_at is None) and (
        due is None or (task.due_at is not None and abs(due - task.due_at).total_seconds() < 60)
    )
    return services.Agreed(
        owner=receiver.owner,
        role=receiver.role,
        is_given=receiver.word != word_of(task),
        due_at=task.due_at if is_same else due,
        priority=said["priority"] or before["priority"],
    )


def _back(request: HttpRequest, task: Task | None, scope: Scope | None = None) -> HttpResponse:
    """To the page the form stood on; never to another site."""
    target = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(
        target, {request.get_host()}, require_https=request.is_secure()
    ):
        return HttpResponseRedirect(target)
    if task is not None:
        return HttpResponseRedirect(cards.task_address(task))
    return redirect("tasks:task_list", brand=cast(Scope, scope).brand.key)

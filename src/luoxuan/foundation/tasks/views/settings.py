"""The page of a brand's working hours (7.6)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.foundation.tasks import selectors, services
from luoxuan.foundation.tasks.forms import HoursForm


@require_http_methods(["GET", "POST"])
@brand_page("tasks.manage")
def work_hours(request: HttpRequest, scope: Scope) -> HttpResponse:
    """When the clock of agreed working time runs."""
    initial = HoursForm.initial_of(selectors.work_hours(scope.brand))
    form = HoursForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.work_hours_save(
                brand=scope.brand, plan=form.plan, actor=scope.user, at=timezone.now()
            )
        except services.TaskError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("tasks:work_hours", brand=scope.brand.key)
    context = {"scope": scope, "form": form}
    return render(request, "tasks/work_hours.html", context, status=422 if form.errors else 200)

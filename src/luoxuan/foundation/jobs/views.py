"""Background work on a page: what runs, how far, cancel and repeat."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luoxuan.foundation.jobs import selectors, services
from luoxuan.foundation.jobs.models import Job
from luoxuan.foundation.people.access import Scope, brand_page

PAGE = 50


@require_GET
@brand_page("jobs.read")
def job_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The brand's jobs, newest first; the fragment renews itself while something runs."""
    state = request.GET.get("state", "")
    jobs = selectors.jobs_of(brand=scope.brand, state=state if state in Job.State.values else "")
    page = Paginator(jobs, PAGE).get_page(request.GET.get("page"))
    context = {
        "scope": scope,
        "page": page,
        "state": state,
        "states": Job.State.choices,
        "is_moving": any(not job.is_over for job in page),
    }
    name = "jobs/_jobs.html" if request.headers.get("HX-Request") else "jobs/job_list.html"
    return render(request, name, context)


@require_GET
@brand_page("jobs.read")
def job_page(request: HttpRequest, scope: Scope, job_id: str) -> HttpResponse:
    """One job; asked by htmx, the fragment alone."""
    context = {"scope": scope, "job": _job(scope, job_id)}
    name = "jobs/_job.html" if request.headers.get("HX-Request") else "jobs/job.html"
    return render(request, name, context)


@require_POST
@brand_page("jobs.manage")
def job_cancel(request: HttpRequest, scope: Scope, job_id: str) -> HttpResponse:
    """Stop it: at once where it waits, at its next sign of progress where it runs."""
    job = _job(scope, job_id)
    if services.job_cancel(job=job, actor=scope.user, at=timezone.now()):
        messages.success(request, _("The job is being cancelled."))
    else:
        messages.warning(request, _("The job was over already."))
    return redirect("jobs:job_page", brand=scope.brand.key, job_id=job_id)


@require_POST
@brand_page("jobs.manage")
def job_retry(request: HttpRequest, scope: Scope, job_id: str) -> HttpResponse:
    """Let a failed or cancelled job run again."""
    job = _job(scope, job_id)
    if services.job_retry(job=job, actor=scope.user, at=timezone.now()):
        messages.success(request, _("The job runs again."))
    else:
        messages.warning(request, _("Only a failed or cancelled job can run again."))
    return redirect("jobs:job_page", brand=scope.brand.key, job_id=job_id)


def _job(scope: Scope, job_id: str) -> Job:
    found = selectors.job_of(brand=scope.brand, job_id=job_id)
    if found is None:
        raise Http404
    return found

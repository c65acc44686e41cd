"""Causes and analyses of a finding (12.2)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from luoxuan.act.improvements import selectors, services
from luoxuan.act.improvements.forms import CauseForm, EvidenceForm
from luoxuan.act.improvements.models import RootCause
from luoxuan.act.improvements.views.findings import finding_seen, told
from luoxuan.foundation.people.access import Scope, brand_page


@require_POST
@brand_page("improvements.write")
def cause_add(request: HttpRequest, scope: Scope, finding_id: int) -> HttpResponse:
    """A bone of the fishbone with its whys."""
    finding = finding_seen(scope, finding_id)
    form = CauseForm(request.POST)
    if form.is_valid():
        try:
            services.cause_add(
                finding=finding, draft=form.draft(), actor=scope.user, at=timezone.now()
            )
        except services.ImprovementError as error:
            messages.error(request, str(error))
    else:
        told(request, form)
    return _back(scope, finding_id)


@require_POST
@brand_page("improvements.write")
def cause_confirm(
    request: HttpRequest, scope: Scope, finding_id: int, cause_id: int
) -> HttpResponse:
    """This is what has to be acted on; once more takes it back."""
    cause = _cause(scope, finding_id, cause_id)
    try:
        services.cause_confirm(
            cause=cause, is_root=not cause.is_root, actor=scope.user, at=timezone.now()
        )
    except services.ImprovementError as error:
        messages.error(request, str(error))
    return _back(scope, finding_id)


@require_POST
@brand_page("improvements.write")
def cause_remove(
    request: HttpRequest, scope: Scope, finding_id: int, cause_id: int
) -> HttpResponse:
    """It proved wrong."""
    cause = _cause(scope, finding_id, cause_id)
    try:
        services.cause_remove(cause=cause, actor=scope.user, at=timezone.now())
    except services.ImprovementError as error:
        messages.error(request, str(error))
    return _back(scope, finding_id)


@require_POST
@brand_page("improvements.write")
def evidence_add(request: HttpRequest, scope: Scope, finding_id: int) -> HttpResponse:
    """A page that shows something."""
    finding = finding_seen(scope, finding_id)
    form = EvidenceForm(request.POST)
    if form.is_valid():
        try:
            services.evidence_add(
                finding=finding, draft=form.draft(), actor=scope.user, at=timezone.now()
            )
        except services.ImprovementError as error:
            messages.error(request, str(error))
    else:
        told(request, form)
    return _back(scope, finding_id)


def _cause(scope: Scope, finding_id: int, cause_id: int) -> RootCause:
    found = selectors.cause_of(finding_seen(scope, finding_id), cause_id)
    if found is None:
        raise Http404
    return found


def _back(scope: Scope, finding_id: int) -> HttpResponse:
    return redirect("improvements:finding", scope.brand.key, finding_id)

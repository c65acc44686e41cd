"""What a person does about a difference: refused is unchanged, and said."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoxuan.check.settlement import forms, services
from luoxuan.check.settlement.models import DifferenceRecord
from luoxuan.check.settlement.services import Said
from luoxuan.check.settlement.views.access import colleagues, difference_or_404
from luoxuan.foundation.gates.services import GateError
from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.foundation.tasks.services import TaskError

Act = Callable[[datetime], str]
"""Does it and says so."""
Reasoned = Callable[..., object]
"""A service that takes the difference, what was said, who and when."""


@require_POST
@brand_page("settlement.write")
def assign(request: HttpRequest, scope: Scope, difference_id: int) -> HttpResponse:
    """Give it to somebody."""
    record = difference_or_404(scope, difference_id)
    form = forms.AssignForm(request.POST, people=colleagues(scope))

    def act(at: datetime) -> str:
        services.difference_assign(difference=record, owner=form.chosen(), actor=scope.user, at=at)
        return _("Given; a task is open.")

    return _done(request, record, form, act)


@require_POST
@brand_page("settlement.write")
def explain(request: HttpRequest, scope: Scope, difference_id: int) -> HttpResponse:
    """A person knows why."""
    return _with_reason(request, scope, difference_id, services.difference_explain, _("Explained."))


@require_POST
@brand_page("settlement.write")
def claim(request: HttpRequest, scope: Scope, difference_id: int) -> HttpResponse:
    """The platform was asked for it."""
    return _with_reason(request, scope, difference_id, services.difference_claim, _("Claimed."))


@require_POST
@brand_page("settlement.write")
def write_off(request: HttpRequest, scope: Scope, difference_id: int) -> HttpResponse:
    """Give the money up, where need be with an approval."""
    record = difference_or_404(scope, difference_id)
    form = forms.ReasonForm(request.POST)

    def act(at: datetime) -> str:
        gate = services.difference_write_off(
            difference=record, said=_said(form), actor=scope.user, at=at
        )
        return _("Written off.") if gate is None else _("The write-off waits for approval.")

    return _done(request, record, form, act)


@require_POST
@brand_page("settlement.write")
def take_back(request: HttpRequest, scope: Scope, difference_id: int) -> HttpResponse:
    """Open it again."""
    return _with_reason(request, scope, difference_id, services.difference_reopen, _("Taken back."))


def _with_reason(
    request: HttpRequest, scope: Scope, difference_id: int, service: Reasoned, done: str
) -> HttpResponse:
    """What needs nothing but a reason."""
    record = difference_or_404(scope, difference_id)
    form = forms.ReasonForm(request.POST)

    def act(at: datetime) -> str:
        service(difference=record, said=_said(form), actor=scope.user, at=at)
        return done

    return _done(request, record, form, act)


def _said(form: forms.ReasonForm) -> Said:
    return Said(form.cleaned_data["note"], form.cleaned_data["reference"])


def _done(request: HttpRequest, record: DifferenceRecord, form: Form, act: Act) -> HttpResponse:
    if not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(str(error) for error in errors))
    else:
        try:
            messages.success(request, act(timezone.now()))
        except (services.SettlementError, TaskError, GateError) as error:
            messages.error(request, str(error))
    return redirect("settlement:difference", brand=record.brand.key, difference_id=record.pk)

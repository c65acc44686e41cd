"""What people do: measure, note, make work of a gap, exempt, sign, pack."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from luoxuan.act.conformity import selectors, services
from luoxuan.act.conformity.errors import ConformityError
from luoxuan.act.conformity.forms import ExemptionForm, NoteForm, SignForm
from luoxuan.act.conformity.models import ConformityRun
from luoxuan.act.conformity.views.asked import latest, requirement_asked, run_asked
from luoxuan.foundation.jobs import services as jobs
from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.foundation.people.roles import Role


@require_POST
@brand_page("conformity.write")
def measure(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Ask for a run; the worker makes it."""
    jobs.job_enqueue(
        kind="conformity.measure", brand=scope.brand, requested_by=scope.user, at=timezone.now(),
        payload={"brand": scope.brand.key, "username": scope.user.username},
    )  # fmt: skip
    messages.success(request, _("Measuring began; the result stands here in a minute."))
    return redirect("conformity:overview", brand=scope.brand.key)


@require_POST
@brand_page("conformity.write")
def note(request: HttpRequest, scope: Scope, requirement_id: str) -> HttpResponse:
    """Write a note beside a requirement."""
    requirement_asked(requirement_id)
    form = NoteForm(request.POST)
    if form.is_valid():
        services.note_add(
            brand=scope.brand, requirement_id=requirement_id, text=form.cleaned_data["text"],
            author=scope.user, at=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("Saved."))
    else:
        messages.error(request, _("A note needs a text."))
    return _back(scope, requirement_id)


@require_POST
@brand_page("conformity.write")
def task(request: HttpRequest, scope: Scope, requirement_id: str) -> HttpResponse:
    """Make a task of the gap."""
    run, url = _gap(scope, requirement_id)

    def make() -> str:
        if run is None:
            raise ConformityError(_("Measure first."))
        made = services.gap_to_task(
            run=run, requirement_id=requirement_id, url=url, actor=scope.user, at=timezone.now()
        )
        return reverse("tasks:task_page", args=[scope.brand.key, made.pk])

    return _tried(request, scope, requirement_id, make)


@require_POST
@brand_page("conformity.write")
def finding(request: HttpRequest, scope: Scope, requirement_id: str) -> HttpResponse:
    """Make a finding of the gap."""
    run, url = _gap(scope, requirement_id)

    def make() -> str:
        if run is None:
            raise ConformityError(_("Measure first."))
        made = services.gap_to_finding(
            run=run, requirement_id=requirement_id, url=url, actor=scope.user, at=timezone.now()
        )
        return reverse("improvements:finding", args=[scope.brand.key, made.pk])

    return _tried(request, scope, requirement_id, make)


@require_POST
@brand_page("conformity.write")
def exempt(request: HttpRequest, scope: Scope, requirement_id: str) -> HttpResponse:
    """The owner signs; anybody else asks for approval."""
    requirement_asked(requirement_id)
    form = ExemptionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say why it does not apply, and until when."))
        return _back(scope, requirement_id)
    draft = form.draft(requirement_id, _address(scope, requirement_id))
    is_owner = scope.role == Role.OWNER
    act = services.exemption_grant if is_owner else services.exemption_ask

    def make() -> str:
        act(brand=scope.brand, draft=draft, actor=scope.user, at=timezone.now())
        messages.success(request, _("Signed.") if is_owner else _("Asked for approval."))
        return _address(scope, requirement_id)

    return _tried(request, scope, requirement_id, make)


@require_POST
@brand_page("conformity.write")
def exemption_end(request: HttpRequest, scope: Scope, exemption_id: int) -> HttpResponse:
    """It applies again."""
    found = selectors.exemption_of(scope.brand, exemption_id)
    if found is None:
        raise Http404

    def make() -> str:
        services.exemption_end(exemption=found, actor=scope.user, at=timezone.now())
        return _address(scope, found.requirement_id)

    return _tried(request, scope, found.requirement_id, make)


@require_POST
@brand_page("conformity.write")
def sign(request: HttpRequest, scope: Scope, run_id: int) -> HttpResponse:
    """Stand for a run."""
    run, form = run_asked(scope, run_id), SignForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write what you stand for before you sign."))
        return redirect("conformity:run", brand=scope.brand.key, run_id=run_id)
    try:
        services.assessment_sign(
            run=run, statement=form.cleaned_data["statement"], actor=scope.user, at=timezone.now()
        )
        messages.success(request, _("Signed."))
    except ConformityError as error:
        messages.error(request, str(error))
    return redirect("conformity:run", brand=scope.brand.key, run_id=run_id)


@require_POST
@brand_page("conformity.write")
def pack(request: HttpRequest, scope: Scope, run_id: int) -> HttpResponse:
    """Make a pack of a run."""
    run = run_asked(scope, run_id)
    try:
        services.pack_make(
            run=run, language=get_language() or "zh-hans", actor=scope.user, at=timezone.now()
        )
        messages.success(request, _("The pack is made; its hash stands in the trail."))
    except ConformityError as error:
        messages.error(request, str(error))
    return redirect("conformity:run", brand=scope.brand.key, run_id=run_id)


def _gap(scope: Scope, requirement_id: str) -> tuple[ConformityRun | None, str]:
    requirement_asked(requirement_id)
    return latest(scope), _address(scope, requirement_id)


def _address(scope: Scope, requirement_id: str) -> str:
    return reverse("conformity:requirement", args=[scope.brand.key, requirement_id])


def _back(scope: Scope, requirement_id: str) -> HttpResponse:
    return redirect(_address(scope, requirement_id))


def _tried(
    request: HttpRequest, scope: Scope, requirement_id: str, make: Callable[[], str]
) -> HttpResponse:
    """To where `make` leads, or back with what it refuses."""
    try:
        return redirect(make())
    except ConformityError as error:
        messages.error(request, str(error))
        return _back(scope, requirement_id)

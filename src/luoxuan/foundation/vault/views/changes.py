"""What is decided on the pages: settings, purposes, clocks, answers (9.3)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.foundation.vault import books, selectors, services
from luoxuan.foundation.vault.forms import AnswerForm, ClockForm, PurposeForm, SettingsForm
from luoxuan.foundation.vault.models import PersonRequest
from luoxuan.foundation.vault.services import VaultError
from luoxuan.foundation.vault.views.pages import consents_render, home_render, retention_render


@require_POST
@brand_page("persons.manage")
def settings_save(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Keep persons, or no longer."""
    form = SettingsForm(request.POST)
    if form.is_valid():
        try:
            services.settings_save(
                brand=scope.brand, choice=form.choice, actor=scope.user, at=timezone.now()
            )
            messages.success(request, _("The settings are saved."))
            return redirect("vault:home", brand=scope.brand.key)
        except VaultError as error:
            form.add_error("basis", str(error))
    return home_render(request, scope, form=form, status=422)


@require_POST
@brand_page("persons.manage")
def rotate(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Turn the key of the vault; no value is touched."""
    if selectors.key_now(scope.brand) is None:
        raise Http404
    services.vault_rotate(brand=scope.brand, actor=scope.user, at=timezone.now())
    messages.success(request, _("The key is turned; no value was touched."))
    return redirect("vault:home", brand=scope.brand.key)


@require_POST
@brand_page("persons.manage")
def purpose_save(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Put a purpose into the register."""
    form = PurposeForm(request.POST)
    if form.is_valid():
        services.purpose_save(
            brand=scope.brand, key=form.cleaned_data["key"], draft=form.draft, actor=scope.user,
            at=timezone.now(),
        )  # fmt: skip
        messages.success(request, _("The purpose stands in the register."))
        return redirect("vault:consents", brand=scope.brand.key)
    return consents_render(request, scope, form, 422)


@require_POST
@brand_page("persons.manage")
def purpose_retire(request: HttpRequest, scope: Scope, purpose_key: str) -> HttpResponse:
    """Nothing new is agreed to for it."""
    purpose = selectors.purpose_of(scope.brand, purpose_key)
    if purpose is None:
        raise Http404
    services.purpose_retire(purpose=purpose, actor=scope.user, at=timezone.now())
    messages.success(request, _("The purpose is retired."))
    return redirect("vault:consents", brand=scope.brand.key)


@require_POST
@brand_page("persons.manage")
def clock_set(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Change how long a class stays."""
    form = ClockForm(request.POST)
    if form.is_valid():
        try:
            services.clock_set(
                brand=scope.brand, actor=scope.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, _("The time is set."))
            return redirect("vault:retention", brand=scope.brand.key)
        except VaultError as error:
            form.add_error("days", str(error))
    return retention_render(request, scope, form, 422)


@require_POST
@brand_page("persons.manage")
def answer(request: HttpRequest, scope: Scope, request_id: int) -> HttpResponse:
    """Say what was answered, or why it was refused."""
    row, form = _row(scope, request_id), AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say what was answered."))
        return redirect("vault:requests", brand=scope.brand.key)
    words, at = form.cleaned_data["answer"], timezone.now()
    try:
        if request.POST.get("to") == "refused":
            services.request_refuse(request=row, reason=words, actor=scope.user, at=at)
        else:
            services.request_answer(request=row, answer=words, actor=scope.user, at=at)
        messages.success(request, _("The request is answered."))
    except VaultError as error:
        messages.error(request, str(error))
    return redirect("vault:requests", brand=scope.brand.key)


@require_POST
@brand_page("persons.manage")
def erase(request: HttpRequest, scope: Scope, request_id: int) -> HttpResponse:
    """Erase the person of an open request for deletion, and keep the proof with it."""
    row = _row(scope, request_id)
    person = selectors.person_of(scope.brand, row.token)
    if person is None or row.kind != PersonRequest.Kind.DELETION:
        raise Http404
    try:
        services.request_erase(request=row, person=person, actor=scope.user, at=timezone.now())
        messages.success(request, _("The person is erased; the proof stands with the request."))
    except VaultError as error:
        messages.error(request, str(error))
    return redirect("vault:requests", brand=scope.brand.key)


@never_cache
@require_POST
@brand_page("persons.unmask")
def pack(request: HttpRequest, scope: Scope, request_id: int) -> HttpResponse:
    """The copy for the person, made now and kept nowhere."""
    row = _row(scope, request_id)
    person = selectors.person_of(scope.brand, row.token)
    asked = request.POST.get("form", "")
    form = asked if asked in books.FORMS else "json"
    if person is None:
        raise Http404
    try:
        made = services.pack_make(person=person, request=row, actor=scope.user, at=timezone.now())
    except VaultError as error:
        messages.error(request, str(error))
        return redirect("vault:requests", brand=scope.brand.key)
    headers = {"Content-Disposition": f'attachment; filename="request-{row.pk}.{form}"'}
    return HttpResponse(
        books.pack_file(made, form), content_type=books.FORMS[form], headers=headers
    )


def _row(scope: Scope, request_id: int) -> PersonRequest:
    row = selectors.request_of(scope.brand, request_id)
    if row is None:
        raise Http404
    return row

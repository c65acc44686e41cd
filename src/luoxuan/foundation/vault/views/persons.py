"""One person: looked up by a posted phone, read for a purpose, corrected, erased (9.3)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.foundation.vault import selectors, services, tables
from luoxuan.foundation.vault.forms import (
    ConsentForm,
    CorrectForm,
    FindForm,
    RequestForm,
    UnmaskForm,
)
from luoxuan.foundation.vault.models import Person, PersonValue
from luoxuan.foundation.vault.services import Said, VaultError
from luoxuan.foundation.vault.views.pages import home_render

FEW = 50


@require_POST
@brand_page("persons.read")
def find(request: HttpRequest, scope: Scope) -> HttpResponse:
    """To the person of the phone; the phone itself goes nowhere."""
    form = FindForm(request.POST)
    if form.is_valid():
        person = selectors.person_by_phone(scope.brand, form.cleaned_data["phone"])
        if person is not None:
            return redirect("vault:person", brand=scope.brand.key, person_id=person.pk)
    # What was typed is not shown again: the page may stay open.
    blank = FindForm({"phone": ""})
    blank.errors.clear()
    blank.add_error("phone", _("Nothing is kept of a person with this phone."))
    return home_render(request, scope, find=blank, status=422)


@never_cache
@require_safe
@brand_page("persons.read")
def person(request: HttpRequest, scope: Scope, person_id: int) -> HttpResponse:
    """What is kept, masked; what was agreed to; who read it."""
    return _shown(request, scope, _found(scope, person_id))


@never_cache
@require_POST
@brand_page("persons.unmask")
def unmask(request: HttpRequest, scope: Scope, person_id: int) -> HttpResponse:
    """The plain values, once, on a page that is not kept."""
    found = _found(scope, person_id)
    form = UnmaskForm(request.POST)
    if form.is_valid():
        try:
            plain = services.person_unmask(
                person=found, kinds=form.cleaned_data["kinds"], reason=form.reason,
                actor=scope.user, at=timezone.now(),
            )  # fmt: skip
            return _shown(request, scope, found, plain=plain)
        except VaultError as error:
            form.add_error(None, str(error))
    return _shown(request, scope, found, unmask=form)


@require_POST
@brand_page("persons.manage")
def correct(request: HttpRequest, scope: Scope, person_id: int) -> HttpResponse:
    """Put what the person says before what files say."""
    found = _found(scope, person_id)
    form = CorrectForm(request.POST)
    if form.is_valid():
        try:
            services.person_correct(
                person=found, actor=scope.user, at=timezone.now(), **form.cleaned_data
            )
            messages.success(request, _("The value is corrected."))
            return redirect("vault:person", brand=scope.brand.key, person_id=found.pk)
        except VaultError as error:
            form.add_error(None, str(error))
    return _shown(request, scope, found, correct=form)


@require_POST
@brand_page("persons.manage")
def consent(request: HttpRequest, scope: Scope, person_id: int) -> HttpResponse:
    """Record what the person said."""
    found = _found(scope, person_id)
    form = ConsentForm(request.POST, purposes=_purposes(scope))
    if form.is_valid():
        at, said = timezone.now(), form.cleaned_data
        purpose = selectors.purpose_of(scope.brand, said["purpose"])
        if purpose is None:
            raise Http404
        try:
            words = Said(said["word"], at, said["source"], said["evidence"])
            services.consent_record(
                purpose=purpose, token=found.token, said=words, actor=scope.user, at=at
            )
            messages.success(request, _("The consent is recorded."))
            return redirect("vault:person", brand=scope.brand.key, person_id=found.pk)
        except VaultError as error:
            form.add_error(None, str(error))
    return _shown(request, scope, found, consent=form)


@require_POST
@brand_page("persons.manage")
def ask(request: HttpRequest, scope: Scope, person_id: int) -> HttpResponse:
    """Take a request of the person."""
    found = _found(scope, person_id)
    form = RequestForm(request.POST)
    if form.is_valid():
        try:
            services.request_open(
                brand=scope.brand, token=found.token, actor=scope.user, at=timezone.now(),
                **form.cleaned_data,
            )  # fmt: skip
            messages.success(request, _("The request is taken."))
            return redirect("vault:requests", brand=scope.brand.key)
        except VaultError as error:
            form.add_error(None, str(error))
    return _shown(request, scope, found, ask=form)


def _found(scope: Scope, person_id: int) -> Person:
    person = selectors.persons_of(scope.brand).filter(pk=person_id).first()
    if person is None:
        raise Http404
    return person


def _purposes(scope: Scope) -> list[tuple[str, str]]:
    return [
        (each.key, each.name) for each in selectors.purposes_of(scope.brand) if not each.is_retired
    ]


def _shown(
    request: HttpRequest, scope: Scope, found: Person, *, plain: Any = None, **forms: Any
) -> HttpResponse:
    kinds = {key: str(label) for key, label in PersonValue.Kind.choices}
    masked = selectors.masked_of(found)
    readings = list(selectors.unmaskings_of(scope.brand, found.token)[:FEW])
    context: dict[str, Any] = {
        "scope": scope, "person": found, "values": tables.values_table(masked, kinds),
        "plain": [(kinds[each.kind], each.value) for each in plain or ()],
        "imports": len(selectors.imports_of(found)),
        "standings": selectors.standings_of(scope.brand, found.token),
        "readings": tables.readings_table(readings),
        "unmask": UnmaskForm(), "correct": CorrectForm(), "ask": RequestForm(),
        "consent": ConsentForm(purposes=_purposes(scope)), "has_purposes": bool(_purposes(scope)),
    }  # fmt: skip
    status = 422 if forms else 200
    return render(request, "vault/person.html", context | forms, status=status)

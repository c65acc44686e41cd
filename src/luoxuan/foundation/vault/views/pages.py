"""Pages that show: the overview, requests, consents, retention (9.3)."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.foundation.vault import books, selectors, services, tables
from luoxuan.foundation.vault.clocks import BY_KEY
from luoxuan.foundation.vault.forms import (
    AnswerForm,
    ClockForm,
    FindForm,
    PurposeForm,
    SettingsForm,
    settings_initial,
)

LATEST = 200
FEW = 20


@require_safe
@brand_page("persons.read")
def home(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Whether anything is kept, of how many, and what waits."""
    return home_render(request, scope)


def home_render(
    request: HttpRequest,
    scope: Scope,
    *,
    find: FindForm | None = None,
    form: SettingsForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The overview, with the form that was refused where one was."""
    at, brand = timezone.now(), scope.brand
    row = selectors.settings_of(brand)
    waiting = selectors.requests_open(brand)
    key = selectors.key_now(brand)
    persons = selectors.persons_of(brand)
    today = _today(scope)
    context = {
        "scope": scope, "settings": row, "key": key, "sentence": _sentence(row.keeps_personal, persons.count()),
        "key_days": (at - key.created_at).days if key else None,
        "persons": persons.filter(erased_at__isnull=True).count(),
        "erased": persons.filter(erased_at__isnull=False).count(),
        "consents": _given(scope), "due": waiting.count(),
        "late": waiting.filter(due_on__lt=today).count(),
        "reads": selectors.reads_since(brand, services.day_start(brand, at)),
        "waiting": tables.requests_table(list(waiting[:FEW]), today),
        "readings": tables.readings_table(list(selectors.unmaskings_of(brand)[:FEW])),
        "find": find or FindForm(), "form": form or SettingsForm(initial=settings_initial(row)),
        "older": selectors.imports_older(brand), "tabs": tabs(scope, "home"),
    }  # fmt: skip
    return render(request, "vault/home.html", context, status=status)


@require_safe
@brand_page("persons.read")
def request_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """All requests, those due first; open ones can be answered."""
    rows = list(selectors.requests_of(scope.brand)[:LATEST])
    today = _today(scope)
    waiting = [row for row in rows if row.state == row.State.OPEN]
    late = sum(row.due_on < today for row in waiting)
    table = tables.requests_table(
        rows, today, export=reverse("vault:requests_xlsx", args=[scope.brand.key])
    )
    sentence = ngettext(
        "%(n)s request waits for an answer; overdue: %(late)s.",
        "%(n)s requests wait for an answer; overdue: %(late)s.",
        len(waiting),
    ) % {"n": len(waiting), "late": late}
    context = {
        "scope": scope, "sentence": sentence if waiting else _("No request waits for an answer."),
        "waiting": waiting, "table": table, "answer": AnswerForm(), "tabs": tabs(scope, "requests"),
        "persons": _persons_of(scope, {row.token for row in waiting}), "packs": services.PACKS,
    }  # fmt: skip
    return render(request, "vault/requests.html", context)


@require_safe
@brand_page("persons.read")
def requests_xlsx(_request: HttpRequest, scope: Scope) -> HttpResponse:
    """The requests as a workbook."""
    rows = list(selectors.requests_of(scope.brand))
    return _book(tables.requests_table(rows, _today(scope)), "requests")


@require_safe
@brand_page("persons.read")
def consent_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The register of purposes and the ledger."""
    return consents_render(request, scope, PurposeForm())


def consents_render(
    request: HttpRequest, scope: Scope, form: PurposeForm, status: int = 200
) -> HttpResponse:
    """The page, with the form that was refused where one was."""
    purposes = selectors.purposes_of(scope.brand)
    export = reverse("vault:consents_xlsx", args=[scope.brand.key])
    given = _given(scope)
    sentence = ngettext(
        "%(n)s consent stands; purposes in the register: %(purposes)s.",
        "%(n)s consents stand; purposes in the register: %(purposes)s.",
        given,
    ) % {"n": given, "purposes": len(purposes)}
    context = {
        "scope": scope, "sentence": sentence, "purposes": tables.purposes_table(purposes),
        "in_use": [each for each in purposes if not each.is_retired], "form": form,
        "ledger": tables.consents_table(list(selectors.consents_of(scope.brand)[:LATEST]), export=export),
        "tabs": tabs(scope, "consents"),
    }  # fmt: skip
    return render(request, "vault/consents.html", context, status=status)


@require_safe
@brand_page("persons.read")
def consents_xlsx(_request: HttpRequest, scope: Scope) -> HttpResponse:
    """The ledger as a workbook."""
    return _book(tables.consents_table(list(selectors.consents_of(scope.brand))), "consents")


@require_safe
@brand_page("persons.read")
def retention(request: HttpRequest, scope: Scope) -> HttpResponse:
    """How long what stays, why, and what would go now."""
    return retention_render(request, scope, ClockForm())


def retention_render(
    request: HttpRequest, scope: Scope, form: ClockForm, status: int = 200
) -> HttpResponse:
    """The page, with the form that was refused where one was."""
    clocks = selectors.clocks_of(scope.brand, timezone.now())
    over = sum(clock.over for clock in clocks)
    sentence = ngettext(
        "%(n)s record is past its time and goes in the next run, tonight.",
        "%(n)s records are past their time and go in the next run, tonight.",
        over,
    ) % {"n": over}
    context = {
        "scope": scope, "sentence": sentence if over else _("Nothing is kept past its time."),
        "clocks": tables.clocks_table(clocks), "form": form, "runs": [(run.at, _removed(run.removed)) for run in selectors.runs_of(scope.brand)[:FEW]],
        "tabs": tabs(scope, "retention"),
    }  # fmt: skip
    return render(request, "vault/retention.html", context, status=status)


def _removed(counts: dict[str, int]) -> list[tuple[str, int]]:
    return [(str(BY_KEY[key].title), n) for key, n in counts.items() if key in BY_KEY]


def tabs(scope: Scope, here: str) -> list[dict[str, Any]]:
    """The four pages."""
    names = (
        ("home", _("Overview")), ("requests", _("Requests of persons")),
        ("consents", _("Consents")), ("retention", _("Retention")),
    )  # fmt: skip
    return [
        {"label": label, "href": reverse(f"vault:{name}", args=[scope.brand.key]), "is_current": name == here}
        for name, label in names
    ]  # fmt: skip


def _sentence(keeps: bool, persons: int) -> str:
    if not keeps and not persons:
        return _("Nothing is kept of any person: phone, name and address stay out of the system.")
    if not keeps:
        return _("New files bring nobody any more; what was kept before is still here, encrypted.")
    return ngettext(
        "Phone, name and address of %(n)s person are kept, encrypted.",
        "Phone, name and address of %(n)s persons are kept, encrypted.",
        persons,
    ) % {"n": persons}


def _given(scope: Scope) -> int:
    return sum(selectors.given_count(each) for each in selectors.purposes_of(scope.brand))


def _persons_of(scope: Scope, tokens: set[str]) -> dict[str, int]:
    found = selectors.persons_of(scope.brand).filter(token__in=tokens)
    return dict(found.values_list("token", "pk"))


def _today(scope: Scope) -> date:
    return services.day_start(scope.brand, timezone.now()).date()


def _book(table: Any, name: str) -> HttpResponse:
    body = books.table_book(table, stamp=f"{timezone.now():%Y-%m-%d %H:%M} UTC")
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(body, content_type=books.XLSX, headers=headers)

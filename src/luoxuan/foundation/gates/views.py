"""The pages of approvals: what waits, one gate, what was decided (5.4)."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luoxuan.documents.document import Document
from luoxuan.documents.paper import paper
from luoxuan.documents.workbook import workbook
from luoxuan.foundation.gates import pages, selectors, services, tables
from luoxuan.foundation.gates.forms import DecideForm, PeriodForm
from luoxuan.foundation.gates.models import Gate
from luoxuan.foundation.people.access import Scope, brand_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
VIEWS = ("waiting", "asked", "open", "decided")


@require_GET
@brand_page("gates.read")
def gate_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What waits for the person, what they asked for, what waits at all, what was decided."""
    at = timezone.now()
    view = request.GET.get("view", "waiting")
    view = view if view in VIEWS else "waiting"
    form = PeriodForm(request.GET)
    days = form.period(_today(scope, at))
    waiting = selectors.gates_waiting(scope, at)
    gates = waiting if view == "waiting" else pages.gates_shown(scope, view, at, days)
    context = {
        "scope": scope,
        "view": view,
        "tabs": pages.list_tabs(scope, view, len(waiting)),
        "table": tables.gates_table(scope.brand, gates),
        "gates": gates,
        "waiting": waiting,
        "form": PeriodForm(initial={"first": days[0], "last": days[1]}),
        "days": days,
        "share": selectors.gated_share(scope.brand, None, *days) if view == "decided" else None,
    }
    return render(request, "gates/gate_list.html", context)


@require_GET
@brand_page("gates.read")
def gate_page(request: HttpRequest, scope: Scope, gate_id: int) -> HttpResponse:
    """One gate: findings as of now, evidence, what would change, and the decision."""
    return _gate_shown(request, scope, _gate(scope, gate_id), DecideForm())


@require_POST
@brand_page("gates.read")
def gate_decide(request: HttpRequest, scope: Scope, gate_id: int) -> HttpResponse:
    """Approve or refuse; who may is the gate's own matter, a delegate need not hold the right."""
    gate = _gate(scope, gate_id)
    form = DecideForm(request.POST)
    if form.is_valid():
        try:
            decided = services.gate_decide(
                gate=gate, actor=scope.user, at=timezone.now(), **form.cleaned_data
            )
        except services.GateError as error:
            form.add_error(None, str(error))
        else:
            words = {
                "approved": _("Approved."),
                "refused": _("Refused."),
                "open": _("Noted. A second person decides as well."),
            }
            messages.success(request, words[decided.state])
            return redirect("gates:list", brand=scope.brand.key)
    return _gate_shown(request, scope, _gate(scope, gate_id), form)


@require_POST
@brand_page("gates.read")
def gate_withdraw(request: HttpRequest, scope: Scope, gate_id: int) -> HttpResponse:
    """Take the question back."""
    gate = _gate(scope, gate_id)
    try:
        services.gate_withdraw(gate=gate, actor=scope.user, at=timezone.now())
    except services.GateError as error:
        messages.error(request, str(error))
        return redirect("gates:gate", brand=scope.brand.key, gate_id=gate.pk)
    messages.success(request, _("Withdrawn."))
    return redirect("gates:list", brand=scope.brand.key)


@require_GET
@brand_page("gates.read")
def decisions_xlsx(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The decisions of some days as a workbook."""
    document, name = _document(request, scope)
    return _file(workbook(document), XLSX, f"{name}.xlsx")


@require_GET
@brand_page("gates.read")
def decisions_pdf(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The decisions of some days on paper."""
    document, name = _document(request, scope)
    made = paper(document, language=get_language() or "zh-hans")
    return _file(made, "application/pdf", f"{name}.pdf")


def _document(request: HttpRequest, scope: Scope) -> tuple[Document, str]:
    at = timezone.now()
    first, last = PeriodForm(request.GET).period(_today(scope, at))
    gates = pages.gates_shown(scope, "decided", at, (first, last))
    document = tables.decisions_document(scope.brand, gates, first, last)
    return document, f"approvals-{first}-{last}"


def _gate_shown(request: HttpRequest, scope: Scope, gate: Gate, form: DecideForm) -> HttpResponse:
    page = pages.gate_page(scope, gate, timezone.now())
    context = {"scope": scope, "page": page, "gate": gate, "form": form}
    return render(request, "gates/gate.html", context, status=422 if form.errors else 200)


def _gate(scope: Scope, gate_id: int) -> Gate:
    gate = pages.seen(scope, selectors.gate_of(scope.brand, gate_id))
    if gate is None:
        raise Http404
    return gate


def _today(scope: Scope, at: datetime) -> date:
    return at.astimezone(ZoneInfo(scope.brand.zone)).date()


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=kind, headers=headers)

"""Actions: the board, one of them with its effect, and everything that is done to it (12.4)."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoxuan.act.improvements import pages, selectors, services, tables
from luoxuan.act.improvements.forms import (
    ActionForm,
    CloseForm,
    DoneForm,
    MoveForm,
    action_initial,
)
from luoxuan.act.improvements.models import Action
from luoxuan.act.improvements.services.records import today_in
from luoxuan.act.improvements.views.findings import finding_seen, spreadsheet, told
from luoxuan.documents.document import Document
from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.warehouse import engine


@require_GET
@brand_page("improvements.read")
def board(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Every action by state, the earliest due first."""
    context = pages.board_context(scope, request.GET, timezone.now())
    return render(request, "improvements/board.html", context)


@require_GET
@brand_page("improvements.read")
def board_xlsx(_request: HttpRequest, scope: Scope) -> HttpResponse:
    """Every action as a workbook."""
    at = timezone.now()
    actions = selectors.actions_seen(scope)
    document = Document(
        title=f"{scope.brand.name} {_('Actions')}",
        subtitle=f"{at:%Y-%m-%d}",
        sentences=(pages.board_lead(actions, today_in(scope.brand, at)),),
        warnings=(),
        tables=(tables.actions_table(scope.brand, actions, today_in(scope.brand, at)),),
        currency=scope.brand.currency,
        stamp=f"{at:%Y-%m-%d %H:%M} UTC",
        cover=_("Summary"),
    )
    return spreadsheet(document, "actions.xlsx")


@require_http_methods(["GET", "POST"])
@brand_page("improvements.write")
def action_new(request: HttpRequest, scope: Scope, finding_id: int) -> HttpResponse:
    """Plan what is done about a finding."""
    finding = finding_seen(scope, finding_id)
    at = timezone.now()
    initial = action_initial(
        scope, finding, today_in(scope.brand, at), request.GET.get("due_on", "")
    )
    form = ActionForm(request.POST or None, scope=scope, finding=finding, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.action_plan(
                finding=finding, draft=form.draft(), actor=scope.user, at=at
            )
        except services.ImprovementError as error:
            form.add_error(None, str(error))
        else:
            return redirect("improvements:action", scope.brand.key, made.pk)
    context = {"scope": scope, "form": form, "finding": finding}
    return render(
        request, "improvements/action_new.html", context, status=422 if form.errors else 200
    )


@require_GET
@brand_page("improvements.read")
def action_page(request: HttpRequest, scope: Scope, action_id: int) -> HttpResponse:
    """An action, what it should bring and what it brought."""
    action = action_seen(scope, action_id)
    context = pages.action_context(scope, action, timezone.now())
    return render(request, "improvements/action.html", context)


@require_GET
@brand_page("improvements.read")
def effect_xlsx(_request: HttpRequest, scope: Scope, action_id: int) -> HttpResponse:
    """The measured effect with all days as a workbook."""
    document = pages.effect_document(scope, action_seen(scope, action_id))
    return spreadsheet(document, f"effect-{action_id}.xlsx")


@require_POST
@brand_page("improvements.write")
def action_done(request: HttpRequest, scope: Scope, action_id: int) -> HttpResponse:
    """It is in force."""
    return _written(request, scope, action_id, DoneForm(request.POST), services.action_done)


@require_POST
@brand_page("improvements.write")
def action_move(request: HttpRequest, scope: Scope, action_id: int) -> HttpResponse:
    """Other days, with the reason."""
    return _written(request, scope, action_id, MoveForm(request.POST), services.action_move)


@require_POST
@brand_page("improvements.write")
def action_measure(request: HttpRequest, scope: Scope, action_id: int) -> HttpResponse:
    """Measure now, beside what was measured before."""
    action = action_seen(scope, action_id)
    with engine.open_session(intake.snapshot(scope.brand), many_questions=True) as session:
        _tried(
            request,
            lambda: services.action_measure(
                action=action, session=session, actor=scope.user, at=timezone.now()
            ),
        )
    return _back(scope, action_id)


@require_POST
@brand_page("improvements.write")
def action_close(request: HttpRequest, scope: Scope, action_id: int) -> HttpResponse:
    """Keep, do not keep, or close with a reason."""
    return _written(request, scope, action_id, CloseForm(request.POST), services.action_close)


@require_POST
@brand_page("knowledge.write")
def action_sop(request: HttpRequest, scope: Scope, action_id: int) -> HttpResponse:
    """A kept action becomes the draft of an SOP, to be written out."""
    scope.require("improvements.write")
    action = action_seen(scope, action_id)
    try:
        made = services.action_standardise(action=action, actor=scope.user, at=timezone.now())
    except services.ImprovementError as error:
        messages.error(request, str(error))
        return _back(scope, action_id)
    return redirect("knowledge:article_edit", scope.brand.key, made.article_slug)


def action_seen(scope: Scope, action_id: int) -> Action:
    """The action, or 404."""
    found = selectors.action_of(scope, action_id)
    if found is None:
        raise Http404
    return found


def _written(
    request: HttpRequest, scope: Scope, action_id: int, form: Form, write: Callable[..., Action]
) -> HttpResponse:
    """Do with the action what the form says; what cannot be done is a message."""
    action = action_seen(scope, action_id)
    if form.is_valid():
        said = form.cleaned_data
        _tried(request, lambda: write(action=action, actor=scope.user, at=timezone.now(), **said))
    else:
        told(request, form)
    return _back(scope, action_id)


def _tried(request: HttpRequest, write: "pages.Write") -> None:
    try:
        write()
    except services.ImprovementError as error:
        messages.error(request, str(error))


def _back(scope: Scope, action_id: int) -> HttpResponse:
    return redirect("improvements:action", scope.brand.key, action_id)

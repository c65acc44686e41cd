"""Market notes, the watch list, prices of rivals (6.2, 12.7)."""

from datetime import date

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoxuan.charts.table import Table
from luoxuan.documents.document import Document
from luoxuan.documents.workbook import workbook
from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.plan.strategy import figures, price_file, selectors, services, tables
from luoxuan.plan.strategy.forms import (
    REVIEW_AFTER,
    NoteForm,
    RivalForm,
    note_initial,
    rival_initial,
)
from luoxuan.plan.strategy.models import MarketNote, Rival
from luoxuan.plan.strategy.views.objectives import today_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LARGEST = 5 * 1024 * 1024


@require_GET
@brand_page("plan.read")
def note_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What was learnt of the market, the overdue first."""
    today = today_of(scope, timezone.now())
    kind, tag = request.GET.get("kind", ""), request.GET.get("tag", "")
    every = selectors.notes_of(scope.brand)
    context = {
        "scope": scope,
        "notes": selectors.notes_of(scope.brand, kind=kind, tag=tag),
        "total": len(every),
        "stale": selectors.notes_stale(scope.brand, today),
        "kinds": MarketNote.Kind.choices,
        "kind": kind,
        "tag": tag,
        "tags": sorted({tag for note in every for tag in note.tags}),
        "today": today,
        "may_write": scope.may("plan.write"),
    }
    return render(request, "strategy/note_list.html", context)


@require_http_methods(["GET", "POST"])
@brand_page("plan.write")
def note_new(request: HttpRequest, scope: Scope) -> HttpResponse:
    """A new note."""
    return _note_edit(request, scope, None)


@require_GET
@brand_page("plan.read")
def note(request: HttpRequest, scope: Scope, market_note_id: int) -> HttpResponse:
    """One note."""
    found = _note(scope, market_note_id)
    today = today_of(scope, timezone.now())
    context = {
        "scope": scope,
        "note": found,
        "is_stale": found.review_on <= today,
        "next_review": today + REVIEW_AFTER,
        "may_write": scope.may("plan.write"),
    }
    return render(request, "strategy/note.html", context)


@require_http_methods(["GET", "POST"])
@brand_page("plan.write")
def note_edit(request: HttpRequest, scope: Scope, market_note_id: int) -> HttpResponse:
    """Change a note."""
    return _note_edit(request, scope, _note(scope, market_note_id))


@require_POST
@brand_page("plan.write")
def note_review(request: HttpRequest, scope: Scope, market_note_id: int) -> HttpResponse:
    """It still holds; look again later."""
    found = _note(scope, market_note_id)
    at = timezone.now()
    try:
        services.note_review(
            note=found, review_on=date.fromisoformat(request.POST.get("review_on", "")),
            today=today_of(scope, at), actor=scope.user, at=at,
        )  # fmt: skip
    except ValueError:
        messages.error(request, _("Choose a day to come for the next look."))
    except services.StrategyError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Saved."))
    return redirect("strategy:note", brand=scope.brand.key, market_note_id=found.pk)


@require_POST
@brand_page("plan.write")
def note_remove(request: HttpRequest, scope: Scope, market_note_id: int) -> HttpResponse:
    """Remove a note."""
    services.note_remove(note=_note(scope, market_note_id), actor=scope.user, at=timezone.now())
    messages.success(request, _("Removed."))
    return redirect("strategy:note_list", brand=scope.brand.key)


@require_GET
@brand_page("plan.read")
def rival_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The watch list, and their prices beside ours."""
    prices = _prices(scope)
    context = {
        "scope": scope,
        "rivals": selectors.rivals_of(scope.brand),
        "watched": sum(rival.is_watched for rival in selectors.rivals_of(scope.brand)),
        "prices": prices,
        "may_write": scope.may("plan.write"),
    }
    return render(request, "strategy/rival_list.html", context)


@require_http_methods(["GET", "POST"])
@brand_page("plan.write")
def rival_new(request: HttpRequest, scope: Scope) -> HttpResponse:
    """A new rival."""
    return _rival_edit(request, scope, None)


@require_http_methods(["GET", "POST"])
@brand_page("plan.write")
def rival_edit(request: HttpRequest, scope: Scope, rival_id: int) -> HttpResponse:
    """Change a rival, or stop watching it."""
    rival = selectors.rival_of(scope.brand, rival_id)
    if rival is None:
        raise Http404
    return _rival_edit(request, scope, rival)


@require_POST
@brand_page("plan.write")
def prices_import(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Bring prices from a workbook: all rows or none."""
    file = request.FILES.get("file")
    back = redirect("strategy:rival_list", brand=scope.brand.key)
    if not isinstance(file, UploadedFile) or not 0 < (file.size or 0) <= LARGEST:
        messages.error(request, _("Choose a workbook of 5 MB at most."))
        return back
    try:
        seen = price_file.prices_read(file.read(), currency=scope.brand.currency)
        kept = services.rival_prices_save(
            brand=scope.brand, prices=seen, actor=scope.user, at=timezone.now()
        )
    except services.StrategyError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("%(count)s prices are in.") % {"count": kept})
    return back


@require_GET
@brand_page("plan.read")
def prices_xlsx(request: HttpRequest, scope: Scope) -> HttpResponse:  # noqa: ARG001  # a page
    """The prices as a workbook."""
    return _book(scope, _prices(scope), "rival-prices.xlsx")


@require_GET
@brand_page("plan.read")
def prices_template(request: HttpRequest, scope: Scope) -> HttpResponse:  # noqa: ARG001  # a page
    """An empty workbook with the right first row."""
    from io import BytesIO

    import xlsxwriter

    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, column in enumerate(price_file.template().columns):
            sheet.write_string(0, at, column.label)
    return _file(target.getvalue(), "rival-prices-template.xlsx")


def _prices(scope: Scope) -> Table:
    prices = selectors.prices_latest(scope.brand)
    today = today_of(scope, timezone.now())
    own = figures.own_prices(scope, [price.product_id for price in prices], today)
    export = reverse("strategy:prices_xlsx", args=[scope.brand.key]) if prices else ""
    return tables.prices_table(prices, own, export)


def _book(scope: Scope, table: Table, name: str) -> HttpResponse:
    document = Document(
        title=f"{scope.brand.name} {table.caption}", subtitle="", sentences=(), warnings=(),
        tables=(table,), currency=scope.brand.currency, stamp=_("Newest data"), cover=_("Summary"),
    )  # fmt: skip
    return _file(workbook(document), name)


def _file(body: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=XLSX, headers=headers)


def _note_edit(request: HttpRequest, scope: Scope, found: MarketNote | None) -> HttpResponse:
    at = timezone.now()
    form = NoteForm(scope, request.POST or None, initial=note_initial(found, today_of(scope, at)))
    if request.method == "POST" and form.is_valid():
        try:
            saved = services.note_save(
                brand=scope.brand, draft=form.draft(), note=found, actor=scope.user, at=at
            )
        except services.StrategyError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("strategy:note", brand=scope.brand.key, market_note_id=saved.pk)
    context = {"scope": scope, "form": form, "note": found}
    return render(request, "strategy/note_edit.html", context, status=422 if form.errors else 200)


def _rival_edit(request: HttpRequest, scope: Scope, rival: Rival | None) -> HttpResponse:
    form = RivalForm(request.POST or None, initial=rival_initial(rival))
    if request.method == "POST" and form.is_valid():
        try:
            services.rival_save(
                brand=scope.brand, draft=form.draft(), rival=rival,
                actor=scope.user, at=timezone.now(),
            )  # fmt: skip
        except services.StrategyError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("strategy:rival_list", brand=scope.brand.key)
    context = {"scope": scope, "form": form, "rival": rival}
    return render(request, "strategy/rival_edit.html", context, status=422 if form.errors else 200)


def _note(scope: Scope, note_id: int) -> MarketNote:
    found = selectors.note_of(scope.brand, note_id)
    if found is None:
        raise Http404
    return found

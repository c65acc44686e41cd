"""Calendar pages that change something (6.4)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_http_methods, require_POST

from luoxuan.documents.sheets import SheetError
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.plan.calendar import services
from luoxuan.plan.calendar.forms import EntryForm, ImportForm, MoveForm, said_of
from luoxuan.plan.calendar.models import CalendarEntry
from luoxuan.plan.calendar.sheet import SheetReading, read_sheet
from luoxuan.plan.calendar.views.pages import entry_seen

MOST_BYTES = 5 * 1024 * 1024
READERS_WORDS = (
    gettext_noop("This is no workbook: save it as .xlsx and try again."),
    gettext_noop("The text is neither UTF-8 nor GBK: save it as .xlsx."),
)
"""What the reader of sheets may say: it knows no language."""


@require_http_methods(["GET", "POST"])
@brand_page("plan.write")
def entry_new(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Plan something."""
    today = timezone.localdate()
    day = request.GET.get("day") or today.isoformat()
    first = {"starts_on": day, "kind": request.GET.get("kind", "promotion"), "state": "planned"}
    form = EntryForm(request.POST or None, initial=first, scope=scope, year=today.year)
    return _edited(request, scope, form, None)


@require_http_methods(["GET", "POST"])
@brand_page("plan.write")
def entry_edit(request: HttpRequest, scope: Scope, entry_id: int) -> HttpResponse:
    """Change an entry."""
    entry = entry_seen(scope, entry_id)
    year = entry.starts_on.year
    form = EntryForm(request.POST or None, initial=said_of(entry), scope=scope, year=year)
    return _edited(request, scope, form, entry)


def _edited(
    request: HttpRequest, scope: Scope, form: EntryForm, entry: CalendarEntry | None
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            saved = services.entry_save(
                brand=scope.brand,
                draft=form.draft,
                entry=entry,
                actor=scope.user,
                at=timezone.now(),
            )
        except services.CalendarError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The entry is in the calendar."))
            return redirect("calendar:entry", brand=scope.brand.key, entry_id=saved.pk)
    context = {"scope": scope, "form": form, "entry": entry}
    status = 422 if form.is_bound else 200
    return render(request, "calendar/edit.html", context, status=status)


@require_POST
@brand_page("plan.write")
def entry_move(request: HttpRequest, scope: Scope, entry_id: int) -> HttpResponse:
    """Drag an entry to another day, or push it there by a button."""
    entry = entry_seen(scope, entry_id)
    form = MoveForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"error": _("Give the day as YYYY-MM-DD.")}, status=422)
    services.entry_move(
        entry=entry,
        starts_on=form.cleaned_data["starts_on"],
        actor=scope.user,
        at=timezone.now(),
    )
    if request.headers.get("X-Requested-With") == "fetch":
        return JsonResponse({"starts_on": str(form.cleaned_data["starts_on"])})
    messages.success(request, _("The entry is moved."))
    return redirect("calendar:entry", brand=scope.brand.key, entry_id=entry.pk)


@require_POST
@brand_page("plan.write")
def entry_state(request: HttpRequest, scope: Scope, entry_id: int) -> HttpResponse:
    """Confirm, finish or drop an entry."""
    entry = entry_seen(scope, entry_id)
    try:
        services.entry_state_set(
            entry=entry, state=request.POST.get("state", ""), actor=scope.user, at=timezone.now()
        )
    except services.CalendarError as error:
        messages.error(request, str(error))
    return redirect("calendar:entry", brand=scope.brand.key, entry_id=entry.pk)


@require_http_methods(["GET", "POST"])
@brand_page("plan.write")
def entries_import(request: HttpRequest, scope: Scope) -> HttpResponse:
    """A workbook or CSV: everything or nothing; what cannot stand is told row by row."""
    form = ImportForm(request.POST or None, request.FILES or None)
    reading: SheetReading | None = None
    if request.method == "POST" and form.is_valid():
        reading = _read(scope, form)
        if reading is not None and not reading.errors:
            return _imported(request, scope, reading)
    context = {"scope": scope, "form": form, "reading": reading}
    return render(request, "calendar/import.html", context, status=422 if form.is_bound else 200)


def _read(scope: Scope, form: ImportForm) -> SheetReading | None:
    file = form.cleaned_data["file"]
    if file.size > MOST_BYTES:
        form.add_error("file", _("The file is larger than 5 MB: split it."))
        return None
    shops: dict[str, str] = {}
    for shop in people.shops_of(scope.brand):
        if scope.sees_shop(shop.key):
            shops |= {shop.name: shop.key, shop.key: shop.key}
    try:
        return read_sheet(file.read(), name=file.name or "", shops=shops)
    except SheetError as error:
        form.add_error("file", _(str(error)))  # what the reader says is English
        return None


def _imported(request: HttpRequest, scope: Scope, reading: SheetReading) -> HttpResponse:
    drafts = [draft for _row, draft in reading.drafts]
    if scope.shop_keys is not None and any(not draft.shop_key for draft in drafts):
        raise Http404
    n = services.entries_import(
        brand=scope.brand, drafts=drafts, actor=scope.user, at=timezone.now()
    )
    messages.success(request, _("%(n)s entries are in the calendar.") % {"n": n})
    return redirect("calendar:calendar", brand=scope.brand.key)

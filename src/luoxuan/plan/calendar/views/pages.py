"""Calendar pages that show (6.4)."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luoxuan.documents import Document, paper, workbook
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.metrics.period import Period
from luoxuan.plan.calendar import grid, seen, selectors, tables
from luoxuan.plan.calendar.models import CalendarEntry

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@brand_page("plan.read")
def calendar_page(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Month, week or list of what happens when, and what cannot both be."""
    question = seen.question_of(request.GET, timezone.localdate())
    period = question.period
    entries = list(selectors.entries_seen(scope, period.first, period.last, question.wanted))
    found = seen.conflicts_of(scope, period)
    odd = {pk for conflict in found for pk in conflict.entries}
    titles = {entry.pk: entry.title for entry in entries}
    context = {
        "scope": scope,
        "question": question,
        "entries": entries,
        "sentence": seen.sentence(entries, found),
        "conflicts": [seen.conflict_words(each, titles) for each in found],
        "weeks": grid.weeks(
            period,
            entries,
            month=question.day if question.view == "month" else period.last,
            today=timezone.localdate(),
            conflicting=odd,
        )
        if question.view != "list"
        else [],
        "table": tables.entries_table(scope, entries, odd, export=_address(scope, request, "xlsx")),
        "pdf": _address(scope, request, "pdf"),
        "may_write": scope.may("plan.write"),
        "kinds": CalendarEntry.Kind.choices,
        **_navigation(scope, request, question),
    }
    return render(request, "calendar/calendar.html", context)


@require_GET
@brand_page("plan.read")
def calendar_xlsx(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The list as a workbook; the same headings can be imported again."""
    book = workbook(_document(request, scope))
    return _file(book, XLSX, "xlsx")


@require_GET
@brand_page("plan.read")
def calendar_pdf(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The list on paper."""
    language = (get_language() or "zh")[:2]
    return _file(paper(_document(request, scope), language=language), "application/pdf", "pdf")


@require_GET
@brand_page("plan.read")
def entry_page(request: HttpRequest, scope: Scope, entry_id: int) -> HttpResponse:
    """One entry with its conflicts."""
    entry = entry_seen(scope, entry_id)
    span = Period(entry.starts_on, entry.ends_on)
    found = [each for each in seen.conflicts_of(scope, span) if entry.pk in each.entries]
    others = selectors.entries_between(scope.brand, span.first, span.last)
    titles = {each.pk: each.title for each in others}
    shops = {shop.key: shop.name for shop in people.shops_of(scope.brand)}
    context = {
        "scope": scope,
        "entry": entry,
        "shop": shops.get(entry.shop_key, entry.shop_key),
        "conflicts": [seen.conflict_words(each, titles) for each in found],
        "states": CalendarEntry.State.choices,
        "may_write": scope.may("plan.write"),
    }
    return render(request, "calendar/entry.html", context)


def entry_seen(scope: Scope, entry_id: int) -> CalendarEntry:
    """The entry. Raises Http404 where the person sees no such entry."""
    entry = selectors.entry_of(scope, entry_id)
    if entry is None:
        raise Http404
    return entry


def _document(request: HttpRequest, scope: Scope) -> Document:
    question = seen.question_of(request.GET, timezone.localdate())
    period = question.period
    entries = list(selectors.entries_seen(scope, period.first, period.last, question.wanted))
    found = seen.conflicts_of(scope, period)
    odd = {pk for conflict in found for pk in conflict.entries}
    return Document(
        title=_("Calendar"),
        subtitle=f"{period.first} – {period.last}",
        sentences=(seen.sentence(entries, found),),
        warnings=tuple(
            str(seen.conflict_words(each, {e.pk: e.title for e in entries})["text"])
            for each in found
        ),
        tables=(tables.entries_table(scope, entries, odd, export=""),),
        currency=scope.brand.currency,
        stamp=timezone.localtime().strftime("%Y-%m-%d %H:%M"),
        cover=_("Summary"),
    )


def _navigation(scope: Scope, request: HttpRequest, question: seen.Question) -> dict[str, Any]:
    here = reverse("calendar:calendar", args=[scope.brand.key])
    kept = {key: request.GET.getlist(key) for key in ("kind", "shop") if key in request.GET}

    def address(view: str, day: date) -> str:
        return f"{here}?{urlencode({'view': view, 'day': str(day), **kept}, doseq=True)}"

    words = {"month": _("Month"), "week": _("Week"), "list": _("List")}
    return {
        "here": here,
        "before": address(question.view, question.step(-1)),
        "after": address(question.view, question.step(1)),
        "now": address(question.view, timezone.localdate()),
        "grains": [
            {"label": words[v], "href": address(v, question.day), "is_current": v == question.view}
            for v in seen.VIEWS
        ],
        "shops": [
            (shop.key, shop.name)
            for shop in people.shops_of(scope.brand)
            if scope.sees_shop(shop.key)
        ],
    }


def _address(scope: Scope, request: HttpRequest, kind: str) -> str:
    query = request.GET.urlencode()
    return reverse(f"calendar:calendar_{kind}", args=[scope.brand.key]) + (
        f"?{query}" if query else ""
    )


def _file(body: bytes, kind: str, suffix: str) -> HttpResponse:
    name = f"calendar-{timezone.localdate()}.{suffix}"
    return HttpResponse(
        body, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )

"""Import pages that only read (9.1, 9.2)."""

from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from luoxuan.foundation.intake import cards, selectors, spreadsheet, tables, words
from luoxuan.foundation.intake.forms import (
    ImportFilterForm,
    NewShopForm,
    SettingsForm,
    ShopChoiceForm,
    shop_choices,
)
from luoxuan.foundation.intake.models import Import, ImportBatch
from luoxuan.foundation.jobs import selectors as jobs
from luoxuan.foundation.people.access import Scope, brand_page

ROWS_SHOWN = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@brand_page("imports.read")
def import_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Drop zone, what came in, how far the data reaches."""
    form = ImportFilterForm(request.GET or None, scope=scope)
    asked = form.asked()
    found = selectors.imports_recent(
        scope.brand,
        status=asked["status"],
        shop=asked["shop"],
        text=asked["text"],
        shop_keys=scope.shop_keys,
    )
    settings = selectors.settings_of(scope.brand)
    context = may(scope) | {
        "form": form,
        "imports": tables.imports_table(scope.brand, found),
        "freshness": _freshness(scope),
        "settings": settings,
        "settings_form": SettingsForm(
            initial={"retention_days": settings.retention_days, "inbox_on": settings.inbox_on}
        ),
        "shops": shop_choices(scope),
    }
    return render(request, "intake/import_list.html", context)


@require_GET
@brand_page("imports.read")
def batch_page(request: HttpRequest, scope: Scope, batch_id: str) -> HttpResponse:
    """What became of the files dropped together; while it runs the part in the middle renews itself."""
    return render(request, "intake/batch.html", _batch_context(scope, batch_id))


@require_GET
@brand_page("imports.read")
def batch_fragment(request: HttpRequest, scope: Scope, batch_id: str) -> HttpResponse:
    """Progress per file, then the results."""
    return render(request, "intake/_batch.html", _batch_context(scope, batch_id))


@require_GET
@brand_page("imports.read")
def import_page(request: HttpRequest, scope: Scope, import_id: str) -> HttpResponse:
    """One file: what it is, what became of its rows, what is in quarantine, undo."""
    row = import_seen(scope, import_id)
    rejected = selectors.rejected_rows(scope.brand, import_id, limit=ROWS_SHOWN)
    context = may(scope) | {
        "row": row,
        "cards": cards.report_cards(row.reports, selectors.layout_titles(scope.brand)),
        "rejected": tables.rejected_table(rejected),
        "kept": selectors.original_of_import(scope.brand, import_id),
        "can_undo": row.is_live and scope.may("imports.undo"),
    }
    return render(request, "intake/import.html", context)


@require_GET
@brand_page("imports.read")
def rejected_workbook(_request: HttpRequest, scope: Scope, import_id: str) -> HttpResponse:
    """The quarantined rows as a workbook, to be mended and imported again."""
    row = import_seen(scope, import_id)
    body = spreadsheet.rejected_book(selectors.rejected_rows(scope.brand, row.import_id))
    response = HttpResponse(body, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="rejected-{row.import_id[:8]}.xlsx"'
    return response


def may(scope: Scope) -> dict[str, Any]:
    """The scope and what it may, for templates."""
    return {
        "scope": scope,
        "can_write": scope.may("imports.write"),
        "can_map": scope.may("layouts.write"),
        "can_set": scope.may("settings.write"),
        "can_add_shop": scope.may("shops.write") and scope.shop_keys is None,
    }


def import_seen(scope: Scope, import_id: str) -> Import:
    """The import, where the person's scope reaches it."""
    row = selectors.import_detail(scope.brand, import_id)
    if row is None or not scope.sees_shop(row.shop):
        raise Http404
    return row


def _freshness(scope: Scope) -> Any:
    today = timezone.now().astimezone(ZoneInfo(scope.brand.zone)).date()
    rows = [row for row in selectors.freshness(scope.brand) if scope.sees_shop(row.shop)]
    if scope.shop_keys is None:
        rows += selectors.freshness_of_accounts(scope.brand)
    return tables.freshness_table(scope.brand, rows, today)


def _batch_context(scope: Scope, batch_id: str) -> dict[str, Any]:
    batch = selectors.batch_detail(scope.brand, batch_id)
    if batch is None or not _reaches(scope, batch):
        raise Http404
    job = jobs.job_of(brand=scope.brand, job_id=batch.job)
    return may(scope) | {
        "batch": batch,
        "job": job,
        "failed": job is not None and job.is_over and not batch.finished_at,
        "files": [
            {"name": name, "state": words.word(words.PHASES, phase)}
            for name, phase in selectors.batch_files(batch)
        ],
        "results": _results(scope, batch),
        "shop_form": ShopChoiceForm(scope=scope),
        "new_shop_form": NewShopForm(),
    }


def _reaches(scope: Scope, batch: ImportBatch) -> bool:
    return scope.shop_keys is None or batch.requested_by == scope.user


def _results(scope: Scope, batch: ImportBatch) -> list[dict[str, Any]]:
    waiting = {o.original_id: o for o in selectors.originals_waiting(batch)}
    shown = cards.report_cards(batch.outcome, selectors.layout_titles(scope.brand))
    return [
        {"card": card, "original": waiting.get(card.body.get("original_id", ""))} for card in shown
    ]

"""Import pages that only read (9.1, 9.2)."""

from datetime import date
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from luoxuan.foundation.intake import cards, selectors, spreadsheet, words
from luoxuan.foundation.intake.forms import (
    ImportFilterForm,
    NewShopForm,
    SettingsForm,
    ShopChoiceForm,
)
from luoxuan.foundation.intake.models import Import, ImportBatch
from luoxuan.foundation.jobs import selectors as jobs
from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.foundation.people.models import Brand

ROWS_SHOWN = 200
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@brand_page("imports.read")
def import_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Drop zone, what came in, how far the data reaches."""
    form = ImportFilterForm(request.GET or None, brand=scope.brand)
    settings = selectors.settings_of(scope.brand)
    today = timezone.now().astimezone(ZoneInfo(scope.brand.zone)).date()
    context = {
        "scope": scope,
        "form": form,
        "imports": [_row(row) for row in selectors.imports_recent(scope.brand, **form.asked())],
        "freshness": _freshness(scope.brand, today),
        "settings": settings,
        "settings_form": SettingsForm(
            initial={"retention_days": settings.retention_days, "inbox_on": settings.inbox_on}
        ),
        "shops": selectors.shops_of(scope.brand),
    }
    return render(request, "intake/import_list.html", context)


@require_GET
@brand_page("imports.read")
def batch_page(request: HttpRequest, scope: Scope, batch_id: str) -> HttpResponse:
    """What became of the files dropped together; while it runs the part in the middle renews itself."""
    context = _batch_context(scope, _batch(scope, batch_id))
    return render(request, "intake/batch.html", context)


@require_GET
@brand_page("imports.read")
def batch_fragment(request: HttpRequest, scope: Scope, batch_id: str) -> HttpResponse:
    """Progress per file, then the results."""
    context = _batch_context(scope, _batch(scope, batch_id))
    return render(request, "intake/_batch.html", context)


@require_GET
@brand_page("imports.read")
def import_page(request: HttpRequest, scope: Scope, import_id: str) -> HttpResponse:
    """One file: what it is, what became of its rows, what is in quarantine, undo."""
    row = _import(scope, import_id)
    rejected = selectors.rejected_rows(scope.brand, import_id, limit=ROWS_SHOWN)
    context = {
        "scope": scope,
        "row": row,
        "cards": cards.report_cards(row.reports, selectors.layout_titles(scope.brand)),
        "rejected": rejected,
        "original": selectors.original_of_import(scope.brand, import_id),
    }
    return render(request, "intake/import.html", context)


@require_GET
@brand_page("imports.read")
def rejected_workbook(_request: HttpRequest, scope: Scope, import_id: str) -> HttpResponse:
    """The quarantined rows as a workbook, to be mended and imported again."""
    row = _import(scope, import_id)
    body = spreadsheet.rejected_book(selectors.rejected_rows(scope.brand, row.import_id))
    response = HttpResponse(body, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="rejected-{row.import_id[:8]}.xlsx"'
    return response


def _import(scope: Scope, import_id: str) -> Import:
    row = selectors.import_detail(scope.brand, import_id)
    if row is None:
        raise Http404
    return row


def _batch(scope: Scope, batch_id: str) -> ImportBatch:
    batch = selectors.batch_detail(scope.brand, batch_id)
    if batch is None:
        raise Http404
    return batch


def _batch_context(scope: Scope, batch: ImportBatch) -> dict[str, object]:
    titles = selectors.layout_titles(scope.brand)
    job = jobs.job_of(brand=scope.brand, job_id=batch.job)
    originals = list(batch.originals.filter(import_id=""))
    waiting = {original.name: original for original in originals}
    results = [
        {"card": card, "original": waiting.get(card.name)}
        for card in cards.report_cards(batch.outcome, titles)
    ]
    return {
        "scope": scope,
        "batch": batch,
        "job": job,
        "failed": job is not None and job.is_over and not batch.finished_at,
        "files": [
            {"name": name, "state": words.word(words.PHASES, phase)}
            for name, phase in selectors.batch_files(batch)
        ],
        "results": results,
        "shop_form": ShopChoiceForm(brand=scope.brand),
        "new_shop_form": NewShopForm(),
    }


def _row(row: Import) -> dict[str, object]:
    status = "undone" if row.undone_at else row.status
    return {
        "row": row,
        "status_word": words.word(words.STATUSES, status),
        "status_kind": words.STATUS_KINDS[status],
        "platforms": "、".join(
            dict.fromkeys(words.word(words.PLATFORMS, r.get("platform")) for r in row.reports)
        ),
        "rows_kept": sum(report["rows_kept"] for report in row.reports),
        "rows_quarantined": sum(sum(r["quarantined"].values()) for r in row.reports),
    }


def _freshness(brand: Brand, today: date) -> list[dict[str, object]]:
    titles = {key.partition("@")[0]: t for key, t in selectors.layout_titles(brand).items()}
    return [
        {
            "row": row,
            "platform": words.word(words.PLATFORMS, row.platform),
            "title": titles.get(f"{row.platform}/{row.dataset}", row.dataset),
            "days_behind": row.days_behind(today),
        }
        for row in selectors.freshness(brand)
    ]

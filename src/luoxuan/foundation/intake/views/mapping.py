"""The mapping wizard: upload, preview, adjust, try, save (9.1)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoxuan.foundation.intake import cards, selectors, services, tables, words
from luoxuan.foundation.intake.forms import MappingForm
from luoxuan.foundation.intake.models import LayoutDraft, Original
from luoxuan.foundation.intake.spooling import spool
from luoxuan.foundation.intake.views.pages import may
from luoxuan.foundation.people.access import Scope, brand_page


@require_GET
@brand_page("layouts.write")
def layout_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The brand's own layouts."""
    layouts = list(selectors.layouts_of(scope.brand))
    context = may(scope) | {"layouts": layouts, "layouts_table": tables.layouts_table(layouts)}
    return render(request, "intake/layout_list.html", context)


@require_POST
@brand_page("layouts.write")
def layout_retire(request: HttpRequest, scope: Scope, layout_id: int) -> HttpResponse:
    """Stop using a layout."""
    layout = selectors.layouts_of(scope.brand).filter(pk=layout_id).first()
    if layout is None:
        raise Http404
    services.layout_retire(layout=layout, retired_by=scope.user, at=timezone.now())
    messages.success(request, _("The layout is not used any more; what it imported stays."))
    return redirect("intake:layout_list", brand=scope.brand.key)


@require_http_methods(["GET", "POST"])
@brand_page("layouts.write")
def mapping_upload(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Step 1: the file, sealed on arrival."""
    file = request.FILES.get("file")
    if request.method == "GET" or file is None:
        return render(request, "intake/mapping_upload.html", may(scope) | {"step": 1})
    at = timezone.now()
    with services.workdir(scope.brand) as folder:
        name, path = spool(file, folder / "upload")
        original = services.original_keep(brand=scope.brand, path=path, name=name, at=at)
    return _begin(scope, original)


@require_POST
@brand_page("layouts.write")
def mapping_start(_request: HttpRequest, scope: Scope, original_id: str) -> HttpResponse:
    """Step 1 for a file that waits already."""
    original = selectors.original_of(scope.brand, original_id)
    if original is None or original.import_id:
        raise Http404
    return _begin(scope, original)


@require_GET
@brand_page("layouts.write")
def mapping_preview(request: HttpRequest, scope: Scope, draft_id: str) -> HttpResponse:
    """Step 2: is this the table you mean? First rows, personal-looking cells masked."""
    draft = _draft(scope, draft_id)
    preview = services.draft_preview(draft=draft, at=timezone.now())
    first_rows = tables.preview_table(preview.header, preview.rows) if preview.header else None
    context = may(scope) | {
        "draft": draft,
        "preview": preview,
        "first_rows": first_rows,
        "closest": preview.best_layout,
        "message": words.sentence(preview.message),
        "step": 2,
    }
    return render(request, "intake/mapping_preview.html", context)


@require_http_methods(["GET", "POST"])
@brand_page("layouts.write")
def mapping_columns(request: HttpRequest, scope: Scope, draft_id: str) -> HttpResponse:
    """Step 3: what each column is; the proposal is by name and content, the person decides."""
    draft = _draft(scope, draft_id)
    preview = services.draft_preview(draft=draft, at=timezone.now())
    if not preview.header:
        return redirect("intake:mapping_preview", brand=scope.brand.key, draft_id=draft_id)
    proposed = services.layout_propose(draft=draft, preview=preview)
    names = [column.name for column in proposed.columns]
    form = MappingForm(
        request.POST or None, columns=names, initial=MappingForm.initial_of(proposed)
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.layout_build(form.answers())
        except services.LayoutAnswerError as error:
            form.add_error(None, str(error))
        else:
            services.draft_answer(draft=draft, answers=form.answers())
            return redirect("intake:mapping_try", brand=scope.brand.key, draft_id=draft_id)
    context = may(scope) | {"draft": draft, "form": form, "step": 3}
    return render(
        request, "intake/mapping_columns.html", context, status=422 if form.errors else 200
    )


@require_GET
@brand_page("layouts.write")
def mapping_try(request: HttpRequest, scope: Scope, draft_id: str) -> HttpResponse:
    """Step 4: the whole file read as the answers say; nothing is written yet."""
    draft = _draft(scope, draft_id)
    if not draft.answers:
        return redirect("intake:mapping_columns", brand=scope.brand.key, draft_id=draft_id)
    reports = services.draft_try(draft=draft, at=timezone.now())
    bodies = [report.to_json() for report in reports]
    context = may(scope) | {
        "draft": draft,
        "cards": cards.report_cards_tried(bodies, draft.answers["title"]),
        "is_good": all(report.status == "imported" for report in reports),
        "sums_tables": [tables.sums_table(body["sums"]) for body in bodies if body["sums"]],
        "step": 4,
    }
    return render(request, "intake/mapping_try.html", context)


@require_POST
@brand_page("layouts.write")
def mapping_save(_request: HttpRequest, scope: Scope, draft_id: str) -> HttpResponse:
    """Save the layout; the file comes in with it."""
    scope.require("imports.write")
    draft = _draft(scope, draft_id)
    batch = services.draft_save(draft=draft, saved_by=scope.user, at=timezone.now())
    return redirect("intake:batch_page", brand=scope.brand.key, batch_id=batch.batch_id)


def _begin(scope: Scope, original: Original) -> HttpResponse:
    draft = services.draft_open(
        brand=scope.brand, original=original, created_by=scope.user, at=timezone.now()
    )
    return redirect("intake:mapping_preview", brand=scope.brand.key, draft_id=draft.draft_id)


def _draft(scope: Scope, draft_id: str) -> LayoutDraft:
    draft = selectors.draft_of(scope.brand, draft_id)
    if draft is None:
        raise Http404
    return draft

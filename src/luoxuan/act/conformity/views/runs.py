"""Runs, their files, and packs."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from luoxuan.act.conformity import selectors, services, tables
from luoxuan.act.conformity.forms import SignForm
from luoxuan.act.conformity.papers import answer, run_document
from luoxuan.act.conformity.views.asked import XLSX, download, run_asked, to, today
from luoxuan.documents import paper, workbook
from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.standard import edition_of


@require_GET
@brand_page("conformity.read")
def run_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Every run, signature and pack."""
    found = selectors.runs_of(scope.brand)
    context = {
        "scope": scope,
        "table": tables.runs_table(found, to(scope, "run", "run_id")),
        "runs": found,
        "signatures": selectors.signatures_of(scope.brand),
        "packs": selectors.packs_of(scope.brand),
    }
    return render(request, "conformity/runs.html", context)


@require_GET
@brand_page("conformity.read")
def run(request: HttpRequest, scope: Scope, run_id: int) -> HttpResponse:
    """One run as it was, whether it is whole, who signed it."""
    found = run_asked(scope, run_id)
    measured = edition_of(found.edition)
    link = to(scope, "requirement", "requirement_id")
    context = {
        "scope": scope,
        "run": found,
        "answer": answer(found),
        "is_whole": services.run_is_whole(found),
        "chapters": tables.chapters_table(found, measured, today(scope)),
        "requirements": tables.requirements_table(found.results, found.day, link),
        "signatures": [s for s in selectors.signatures_of(scope.brand) if s.run_id == found.pk],
        "packs": [pack for pack in selectors.packs_of(scope.brand) if pack.run_id == found.pk],
        "form": SignForm(),
    }
    return render(request, "conformity/run.html", context)


@require_GET
@brand_page("conformity.read")
def run_xlsx(_request: HttpRequest, scope: Scope, run_id: int) -> HttpResponse:
    """The run as a workbook."""
    found = run_asked(scope, run_id)
    return download(workbook(run_document(found)), XLSX, f"conformity-{found.day}.xlsx")


@require_GET
@brand_page("conformity.read")
def run_pdf(_request: HttpRequest, scope: Scope, run_id: int) -> HttpResponse:
    """The run on paper."""
    found = run_asked(scope, run_id)
    made = paper(run_document(found), language=get_language() or "zh-hans")
    return download(made, "application/pdf", f"conformity-{found.day}.pdf")


@require_GET
@brand_page("conformity.read")
def pack_zip(_request: HttpRequest, scope: Scope, pack_id: int) -> HttpResponse:
    """A pack as it was made. It holds every row: who sees only some shops, or no budgets, has no use of it."""
    found = selectors.pack_of(scope.brand, pack_id)
    if found is None:
        raise Http404
    if scope.shop_keys is not None or not scope.may("budgets.read"):
        raise PermissionDenied
    return download(bytes(found.body), "application/zip", f"conformity-{found.at:%Y-%m-%d}.zip")

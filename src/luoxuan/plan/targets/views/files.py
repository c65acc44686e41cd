"""The tree and the grid as files, and the grid read back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luoxuan.charts import Table
from luoxuan.documents.document import Document
from luoxuan.documents.paper import paper
from luoxuan.documents.workbook import workbook
from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.plan.targets import selectors, services, sheets, tables, words
from luoxuan.plan.targets.models import TargetTree
from luoxuan.plan.targets.seen import desk_of, tree_seen, when_of, whole_brand
from luoxuan.plan.targets.standing import standing_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@brand_page("plan.read")
def grid_xlsx(_request: HttpRequest, scope: Scope, tree_id: int) -> HttpResponse:
    """Nodes by months; changed numbers can be imported again."""
    whole_brand(scope)
    tree = tree_seen(scope, tree_id)
    table = tables.grid_table(selectors.planned_of(tree))
    return _file(workbook(_document(scope, tree, table, "")), XLSX, f"targets-{tree.year}.xlsx")


@require_GET
@brand_page("plan.read")
def tree_xlsx(request: HttpRequest, scope: Scope, tree_id: int) -> HttpResponse:
    """The month as a workbook."""
    tree, document, month = _standing(request, scope, tree_id)
    return _file(workbook(document), XLSX, f"targets-{tree.year}-{month}.xlsx")


@require_GET
@brand_page("plan.read")
def tree_pdf(request: HttpRequest, scope: Scope, tree_id: int) -> HttpResponse:
    """The month on paper."""
    tree, document, month = _standing(request, scope, tree_id)
    made = paper(document, language=words.language())
    return _file(made, "application/pdf", f"targets-{tree.year}-{month}.pdf")


@require_POST
@brand_page("plan.write")
def grid_import(request: HttpRequest, scope: Scope, tree_id: int) -> HttpResponse:
    """Write the numbers that were changed in the workbook; all or none."""
    whole_brand(scope)
    tree = tree_seen(scope, tree_id)
    there = redirect("targets:grid", brand=scope.brand.key, tree_id=tree.pk)
    planned = selectors.planned_of(tree)
    try:
        cells = sheets.grid_read(planned, sheets.upload_of(request.FILES))
        count = services.grid_set(
            tree=tree, cells=cells, basis=services.Basis("imported"), actor=scope.user,
            at=timezone.now(),
        )  # fmt: skip
    except services.TargetError as error:
        messages.error(request, str(error))
        return there
    messages.success(request, _("%(n)d targets are saved.") % {"n": count})
    return there


def _standing(request: HttpRequest, scope: Scope, tree_id: int) -> tuple[TargetTree, Document, str]:
    tree = tree_seen(scope, tree_id)
    when = when_of(scope, tree.year, request.GET.get("month", ""), timezone.now())
    with desk_of(scope, when.day) as desk:
        rows = standing_of(scope, day=when.day, session=desk.session, tree=tree)
    table = tables.standing_table(rows, scope.brand.key)
    return tree, _document(scope, tree, table, f"{when.month:%Y-%m}"), f"{when.month:%m}"


def _document(scope: Scope, tree: TargetTree, table: Table, month: str) -> Document:
    return Document(
        title=f"{scope.brand.name} {tree}",
        subtitle=month or str(tree.year),
        sentences=(_("State: %(state)s") % {"state": tree.get_state_display()},),
        warnings=(),
        tables=(table,),
        currency=scope.brand.currency,
        stamp=_("Newest data"),
        cover=_("Summary"),
    )


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    headers: dict[str, Any] = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=kind, headers=headers)

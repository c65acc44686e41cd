"""Quarantined rows set right on the page (9.2)."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luoxuan.foundation.intake import selectors, services
from luoxuan.foundation.intake.selectors import RejectedRow
from luoxuan.foundation.intake.views.pages import import_seen, may
from luoxuan.foundation.people.access import Scope, brand_page

ROWS = 30
"""Rows on one page: who has more of them mends the file itself."""


@dataclass(frozen=True)
class CellField:
    """One cell as an input; what the reason names stands first."""

    name: str
    column: str
    text: str
    is_at_fault: bool


@dataclass(frozen=True)
class RowForm:
    """One quarantined row as a form."""

    row: RejectedRow
    at_fault: tuple[CellField, ...]
    others: tuple[CellField, ...]


@require_http_methods(["GET", "POST"])
@brand_page("imports.write")
def mend(request: HttpRequest, scope: Scope, import_id: str) -> HttpResponse:
    """The rows with their cells; POST reads the file again with what was changed."""
    row = import_seen(scope, import_id)
    found = selectors.rejected_rows(scope.brand, import_id, limit=ROWS)
    if request.method == "POST":
        try:
            mended = services.rows_mend(
                brand=scope.brand,
                import_id=import_id,
                corrections=_changed(request, found),
                actor=scope.user,
                at=timezone.now(),
            )
        except services.IntakeError as error:
            messages.error(request, str(error))
        else:
            messages.success(
                request,
                _("The file was read again with the cells set right; the old import is undone."),
            )
            return redirect("intake:import_page", scope.brand.key, mended.import_id)
    context = may(scope) | {
        "row": row,
        "forms": [_form(number, one) for number, one in enumerate(found)],
        "kept": selectors.original_of_import(scope.brand, import_id),
        "rows_shown": ROWS,
    }
    return render(request, "intake/mend.html", context)


def _form(number: int, row: RejectedRow) -> RowForm:
    fields = [
        CellField(f"cell-{number}-{place}", column, text, column in row.detail)
        for place, (column, text) in enumerate(row.cells.items())
    ]
    return RowForm(
        row,
        tuple(field for field in fields if field.is_at_fault),
        tuple(field for field in fields if not field.is_at_fault),
    )


def _changed(request: HttpRequest, rows: list[RejectedRow]) -> list[services.CellCorrection]:
    made = []
    for number, row in enumerate(rows):
        for place, (column, text) in enumerate(row.cells.items()):
            said = request.POST.get(f"cell-{number}-{place}")
            if said is not None and said.strip() != text.strip():
                made.append(services.CellCorrection(row.part, row.row_no, column, said.strip()))
    return made

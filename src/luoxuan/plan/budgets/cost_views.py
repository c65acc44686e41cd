"""Own costs from a workbook (11.10)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from luoxuan.documents.document import Document
from luoxuan.documents.workbook import workbook
from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.plan.budgets import costs_file, selectors, services
from luoxuan.plan.budgets.forms import FileForm
from luoxuan.plan.budgets.views import XLSX, budget_or_404, file_answer

MOST_BYTES = 10 * 1024 * 1024


@require_http_methods(["GET", "POST"])
@brand_page("budgets.write")
def costs_import(request: HttpRequest, scope: Scope, year: int) -> HttpResponse:
    """Book the rows of a workbook, all or none; every row that is wrong is named."""
    budget = budget_or_404(scope, year)
    form = FileForm(request.POST or None, request.FILES or None)
    rows: list[tuple[int, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            booked = _booked(scope, year, form)
        except services.CostRowsError as error:
            form.add_error("file", str(error))
            rows = error.rows
        except services.BudgetError as error:
            form.add_error("file", str(error))
        else:
            messages.success(request, _("%(n)s costs were booked.") % {"n": booked})
            return redirect("budgets:year", brand=scope.brand.key, year=year)
    context = {"scope": scope, "budget": budget, "form": form, "rows": rows[:200], "all": len(rows)}
    return render(request, "budgets/costs.html", context, status=422 if form.errors else 200)


@require_GET
@brand_page("budgets.write")
def costs_template(request: HttpRequest, scope: Scope, year: int) -> HttpResponse:  # noqa: ARG001
    """A workbook with the right columns and the lines' names."""
    budget_or_404(scope, year)
    table = costs_file.template(selectors.lines_of(scope.brand, year))
    document = Document(
        title=_("Costs %(year)s") % {"year": year},
        subtitle=scope.brand.name,
        sentences=(
            _("One row per cost on the next sheet; rows without an amount are passed over."),
        ),
        warnings=(),
        tables=(table,),
        currency=scope.brand.currency,
        stamp="",
        cover=_("Summary"),
    )
    return file_answer(workbook(document), XLSX, f"costs-{year}.xlsx")


def _booked(scope: Scope, year: int, form: FileForm) -> int:
    file = form.cleaned_data["file"]
    if file.size > MOST_BYTES:
        raise services.BudgetError(_("The file is larger than 10 MB."))
    drafts = costs_file.costs_read(file.read(), selectors.lines_of(scope.brand, year))
    entries = services.costs_add(
        brand=scope.brand, drafts=drafts, source=str(file.name)[:100], actor=scope.user,
        at=timezone.now(),
    )  # fmt: skip
    return len(entries)

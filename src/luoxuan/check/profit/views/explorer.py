"""Pages about profit that only read (6.6, 7.8)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luoxuan.charts import Table
from luoxuan.check.profit import asking, pages, tables
from luoxuan.check.profit.book import book
from luoxuan.check.profit.pages import ProfitPage
from luoxuan.foundation.people.access import Scope, brand_page


@require_GET
@brand_page("profit.read")
def home(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The explorer: the bridge, and profit by whatever one likes to cut it by."""
    page = ProfitPage.of(scope, request.GET, timezone.now())
    try:
        return render(request, "profit/home.html", page.context())
    except asking.ProfitAskError as error:
        context = {"page": page, "scope": scope, "refusal": str(error)}
        return render(request, "profit/refused.html", context, status=422)


@require_GET
@brand_page("profit.read")
def xlsx(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The bridge and all rows as a workbook."""
    page = ProfitPage.of(scope, request.GET, timezone.now())
    answer = page.answer()
    found = [
        tables.bridge_table(answer.total, answer.question.currency),
        tables.rows_table(answer, href=lambda _row: ""),
    ]
    if answer.estimates:
        found.append(tables.estimates_table(answer.estimates, answer.question.currency))
    return _book(page, _("Profit"), *found)


@require_GET
@brand_page("profit.read")
def losses(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What loses money, and why."""
    page = ProfitPage.of(scope, request.GET, timezone.now())
    found = asking.losses_answer(brand=scope.brand, asked=page.asked)
    context = {
        "page": page,
        "scope": scope,
        "count": len(found),
        "lost": -sum(one.profit for one in found if one.dimension == "sku"),
        "skus": sum(1 for one in found if one.dimension == "sku"),
        "table": tables.losses_table(found, scope.brand.currency, "losses.xlsx" + page.query()),
    }
    return render(request, "profit/losses.html", context)


@require_GET
@brand_page("profit.read")
def losses_xlsx(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The loss list as a workbook."""
    page = ProfitPage.of(scope, request.GET, timezone.now())
    found = asking.losses_answer(brand=scope.brand, asked=page.asked)
    return _book(page, _("Loss list"), tables.losses_table(found, scope.brand.currency))


@require_GET
@brand_page("profit.read")
def floors(request: HttpRequest, scope: Scope) -> HttpResponse:
    """How low each price may go, and from which ROI on advertising pays."""
    page = ProfitPage.of(scope, request.GET, timezone.now())
    found = asking.floors_answer(brand=scope.brand, asked=page.asked)
    below = [f for f in found if f.price_floor and f.price_now and f.price_now < f.price_floor]
    context = {
        "page": page,
        "scope": scope,
        "count": len(found),
        "below": len(below),
        "table": tables.floors_table(
            found[: pages.MOST_ROWS], scope.brand, "floors.xlsx" + page.query()
        ),
    }
    return render(request, "profit/floors.html", context)


@require_GET
@brand_page("profit.read")
def floors_xlsx(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The price floors as a workbook."""
    page = ProfitPage.of(scope, request.GET, timezone.now())
    found = asking.floors_answer(brand=scope.brand, asked=page.asked)
    return _book(page, _("Price floors"), tables.floors_table(found, scope.brand))


def _book(page: ProfitPage, title: str, *found: Table) -> HttpResponse:
    return book(page.scope.brand, title, f"{page.asked.first} – {page.asked.last}", *found)

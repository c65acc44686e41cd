"""The pages of budgets."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from luoxuan.foundation.people.access import Scope, brand_page


@brand_page("budgets.read")
def home(request: HttpRequest, scope: Scope) -> HttpResponse:
    """To come."""
    return render(request, "web/plain.html", {"scope": scope})


@brand_page("budgets.read")
def year_page(request: HttpRequest, scope: Scope, year: int) -> HttpResponse:
    """To come."""
    return render(request, "web/plain.html", {"scope": scope, "year": year})


@brand_page("budgets.read")
def line_page(request: HttpRequest, scope: Scope, line_id: int) -> HttpResponse:
    """To come."""
    return render(request, "web/plain.html", {"scope": scope, "line": line_id})

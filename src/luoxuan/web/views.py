"""The door, the home page of a brand, search, language and look."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from luoxuan.check.dashboards import summary
from luoxuan.foundation.people import selectors
from luoxuan.foundation.people.access import Scope, account_page, brand_page
from luoxuan.foundation.people.models import User
from luoxuan.web import context as shell
from luoxuan.web import pace, today, work
from luoxuan.web import search as searching

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

YEAR = 365 * 24 * 3600


@require_GET
@account_page
def home(request: HttpRequest) -> HttpResponse:
    """To the person's brand; a person of no brand is told whom to ask."""
    brands = selectors.brands_of(_person(request.user))
    if not brands:
        return render(request, "web/no_brand.html")
    last = request.COOKIES.get("lx_brand", "")
    keys = [brand.key for brand in sorted(brands, key=lambda brand: brand.pk)]
    return redirect("brand_home", brand=last if last in keys else keys[0])


@require_GET
@brand_page("reports.read")
def brand_home(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Today: where the brand stands, and what to do next."""
    now = timezone.now()
    answer = today.today_of(scope, at=now)
    report = None if answer.is_empty else summary.summary_of(scope, at=now)
    context = {
        "scope": scope,
        "today": answer,
        "summary": report,
        "work": work.work_of(scope, at=now),
        "has_targets": pace.has_targets(scope, day=answer.light.last_day or answer.day),
    }
    response = render(request, "web/today.html", context)
    response.set_cookie("lx_brand", scope.brand.key, max_age=YEAR, httponly=True, samesite="Lax")
    return response


@require_GET
@brand_page("plan.read")
def brand_pace(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The pace of the main target: a fragment that comes after the page, because it asks the warehouse."""
    found = pace.pace_of(scope, at=timezone.now())
    return render(request, "web/_pace.html", {"scope": scope, "pace": found})


@require_GET
@brand_page("reports.read")
def search(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Pages, shops and imports by name; a fragment while typing, a page without script."""
    text = request.GET.get("q", "")[:100]
    found = searching.found(scope, text)
    name = "web/_found.html" if request.headers.get("HX-Request") else "web/search.html"
    return render(request, name, {"scope": scope, "found": found, "text": text})


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Remember the language in a cookie and come back."""
    asked = request.POST.get("language", "")
    response = _back(request)
    if translation.check_for_language(asked) and asked in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, asked, max_age=YEAR, samesite="Lax")
    return response


@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """Remember brightness and the colour of a rise in cookies and come back."""
    wanted = shell.Look.of({f"lx_{name}": request.POST.get(name, "") for name in ("theme", "rise")})
    response = _back(request)
    response.set_cookie("lx_theme", wanted.theme, max_age=YEAR, samesite="Lax")
    response.set_cookie("lx_rise", wanted.rise, max_age=YEAR, samesite="Lax")
    return response


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """To the page the form stood on; never to another site."""
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        target, {request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(target if is_ours else "/")


def _person(user: "User | AnonymousUser") -> User:
    if not isinstance(user, User):
        raise TypeError("The page is behind the log-in.")
    return user

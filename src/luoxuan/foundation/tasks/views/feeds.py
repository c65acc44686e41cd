"""A person's tasks in their calendar program (7.6)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoxuan.foundation.people.access import Scope, brand_page, scope_of
from luoxuan.foundation.tasks import calendar, selectors, services


@require_http_methods(["GET", "POST"])
@brand_page("tasks.work")
def feed_page(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Make an address, shown on this one answer and never again."""
    address = ""
    if request.method == "POST":
        secret = services.feed_make(brand=scope.brand, user=scope.user, at=timezone.now())
        address = request.build_absolute_uri(reverse("task_feed", args=[secret]))
    has_feed = selectors.has_feed(brand=scope.brand, user=scope.user)
    context = {"scope": scope, "address": address, "has_feed": has_feed}
    return render(request, "tasks/feed.html", context)


@require_POST
@brand_page("tasks.work")
def feed_end(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The address opens nothing any more."""
    services.feed_revoke(brand=scope.brand, user=scope.user, at=timezone.now())
    messages.success(request, _("The address opens nothing any more."))
    return redirect("tasks:feed_page", brand=scope.brand.key)


@require_GET
def task_feed(request: HttpRequest, secret: str) -> HttpResponse:
    """The person's own tasks with a due moment; 404 for an address that was ended, a person who left, or a right that is gone."""
    feed = selectors.feed_by_digest(services.digest_of(secret))
    scope = scope_of(user=feed.user, brand_key=feed.brand.key) if feed else None
    if scope is None or not scope.may("tasks.work"):
        return _nothing()
    at = timezone.now()
    tasks = selectors.tasks_in_feed(selectors.tasks_of(scope, at=at))
    with translation.override(scope.user.language or None):
        body = calendar.calendar_of(scope, tasks, root=request.build_absolute_uri("/"))
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="tasks.ics"'
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _nothing() -> HttpResponse:
    """404; the framework's warning would write the secret into the log, so it counts as told."""
    answer = HttpResponse(status=404)
    answer._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001
    return answer

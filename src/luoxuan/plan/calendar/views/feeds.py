"""The calendar for other programs: a secret address per person (6.4)."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoxuan.foundation.people.access import Scope, brand_page, scope_of
from luoxuan.plan.calendar import selectors, services
from luoxuan.plan.calendar.feed import feed_document, window
from luoxuan.plan.calendar.forms import FeedForm


@require_http_methods(["GET", "POST"])
@brand_page("plan.read")
def feed_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The person's own feeds; a new one shows its address once."""
    form = FeedForm(request.POST or None)
    address = ""
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        _feed, token = services.feed_issue(
            brand=scope.brand, user=scope.user, name=said["name"], kinds=said["kinds"],
            at=timezone.now(),
        )  # fmt: skip
        address = request.build_absolute_uri(reverse("calendar_feed", args=[token]))
        form = FeedForm()
    context = {
        "scope": scope,
        "form": form,
        "address": address,
        "feeds": selectors.feeds_of(scope.brand, scope.user),
    }
    return render(request, "calendar/feeds.html", context)


@require_POST
@brand_page("plan.read")
def feed_revoke(request: HttpRequest, scope: Scope, feed_id: int) -> HttpResponse:
    """End one of the person's own feeds."""
    own = [feed for feed in selectors.feeds_of(scope.brand, scope.user) if feed.pk == feed_id]
    if not own:
        raise Http404
    services.feed_revoke(feed=own[0], actor=scope.user, at=timezone.now())
    messages.success(request, _("The address answers no more."))
    return redirect("calendar:feed_list", brand=scope.brand.key)


@require_GET
def feed_answer(request: HttpRequest, token: str) -> HttpResponse:
    """The entries the feed's owner may see now; nothing for a secret that is not known."""
    feed = selectors.feed_by_token(token)
    scope = scope_of(user=feed.user, brand_key=feed.brand.key) if feed else None
    if feed is None or scope is None or not scope.may("plan.read"):
        raise Http404
    first, last = window(timezone.localdate())
    wanted = selectors.Wanted(kinds=tuple(feed.kinds))
    body = feed_document(
        selectors.entries_seen(scope, first, last, wanted),
        name=f"{feed.brand.name} · {feed.name}",
        host=request.get_host().partition(":")[0],
        at=timezone.now(),
    )
    return HttpResponse(body, content_type="text/calendar; charset=utf-8")


feed_answer.permission = "public"  # type: ignore[attr-defined]

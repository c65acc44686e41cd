"""The person's own inbox, and where else they want to be told (9.15)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.foundation.signals import selectors, services
from luoxuan.foundation.signals.errors import ChannelError
from luoxuan.foundation.signals.forms.notices import ChannelForm

PAGE = 50


@require_GET
@brand_page("monitors.read")
def notice_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """What the person was told, newest first."""
    only_unread = request.GET.get("unread") == "1"
    found = selectors.notices_of(scope, only_unread=only_unread)
    context = {
        "scope": scope,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "unread": selectors.notices_unread(scope),
        "only_unread": only_unread,
    }
    return render(request, "signals/notice_list.html", context)


@require_POST
@brand_page("monitors.read")
def notice_open(request: HttpRequest, scope: Scope, notice_id: int) -> HttpResponse:  # noqa: ARG001
    """Go where it leads; it is read then."""
    notice = selectors.notice_of(scope, notice_id)
    if notice is None:
        raise Http404
    services.notices_read(notices=[notice], at=timezone.now())
    is_ours = notice.url.startswith("/") and not notice.url.startswith("//")
    if is_ours:
        return redirect(notice.url)
    return redirect("monitors:notice_list", brand=scope.brand.key)


@require_POST
@brand_page("monitors.read")
def notices_read(request: HttpRequest, scope: Scope) -> HttpResponse:
    """All of them are read."""
    unread = list(selectors.notices_of(scope, only_unread=True))
    services.notices_read(notices=unread, at=timezone.now())
    messages.success(request, _("All read."))
    return redirect("monitors:notice_list", brand=scope.brand.key)


@require_http_methods(["GET", "POST"])
@brand_page("monitors.read")
def channels(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Where else the person wants to be told."""
    form = ChannelForm(
        request.POST or None, initial={"kind": "email", "about": "all", "is_live": True}
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.channel_save(
                brand=scope.brand, user=scope.user, plan=form.plan(), at=timezone.now()
            )
        except ChannelError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("monitors:channels", brand=scope.brand.key)
    context = {"scope": scope, "form": form, "channels": selectors.channels_of(scope)}
    return render(request, "signals/channels.html", context, status=422 if form.errors else 200)


@require_POST
@brand_page("monitors.read")
def channel_remove(request: HttpRequest, scope: Scope, channel_id: int) -> HttpResponse:
    """The person is no longer told over it."""
    channel = selectors.channel_of(scope, channel_id)
    if channel is None:
        raise Http404
    services.channel_remove(channel=channel, at=timezone.now())
    messages.success(request, _("Removed."))
    return redirect("monitors:channels", brand=scope.brand.key)

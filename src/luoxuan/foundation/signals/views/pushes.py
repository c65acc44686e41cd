"""The pages where pushes are set up and tried."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.foundation.signals import delivery, selectors, services
from luoxuan.foundation.signals.forms.pushes import PushTargetForm

if TYPE_CHECKING:
    from luoxuan.foundation.signals.models import PushTarget


@require_GET
@brand_page("push.manage")
def push_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Where reports go, and what arrived."""
    context = {
        "scope": scope,
        "targets": list(selectors.push_targets(brand=scope.brand)),
        "deliveries": selectors.push_deliveries(brand=scope.brand),
    }
    return render(request, "signals/push_list.html", context)


@require_http_methods(["GET", "POST"])
@brand_page("push.manage")
def push_new(request: HttpRequest, scope: Scope) -> HttpResponse:
    """A new target."""
    return _edit(request, scope, None)


@require_http_methods(["GET", "POST"])
@brand_page("push.manage")
def push_edit(request: HttpRequest, scope: Scope, target_id: int) -> HttpResponse:
    """An existing target."""
    return _edit(request, scope, _target(scope, target_id))


@require_POST
@brand_page("push.manage")
def push_remove(request: HttpRequest, scope: Scope, target_id: int) -> HttpResponse:
    """Remove a target."""
    target = _target(scope, target_id)
    services.push_target_remove(target=target, actor=scope.user, at=timezone.now())
    messages.success(request, _("Removed."))
    return redirect("signals:push_list", brand=scope.brand.key)


@require_POST
@brand_page("push.manage")
def push_try(request: HttpRequest, scope: Scope, target_id: int) -> HttpResponse:
    """Send a short test message now."""
    target = _target(scope, target_id)
    at = timezone.now()
    message = delivery.Message(
        title=_("Luoxuan: test message"),
        body=_("Reports of %(brand)s will arrive here.") % {"brand": scope.brand.name},
    )
    attempt = services.push_send(
        target=target, subject=f"test:{at:%Y%m%dT%H%M%S}", message=message, at=at
    )
    if attempt.state == attempt.State.SENT:
        messages.success(request, _("The test message was sent."))
    else:
        messages.error(request, attempt.reason)
    return redirect("signals:push_list", brand=scope.brand.key)


def _edit(request: HttpRequest, scope: Scope, target: "PushTarget | None") -> HttpResponse:
    names = ("name", "kind", "secret_name", "report", "send_at", "is_live")
    initial = {name: getattr(target, name) for name in names} if target else {"send_at": "08:30"}
    form = PushTargetForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.push_target_save(
            brand=scope.brand, plan=form.plan(), target=target, actor=scope.user, at=timezone.now()
        )
        messages.success(request, _("Saved."))
        return redirect("signals:push_list", brand=scope.brand.key)
    context = {"scope": scope, "form": form, "target": target}
    return render(request, "signals/push_edit.html", context, status=422 if form.errors else 200)


def _target(scope: Scope, target_id: int) -> "PushTarget":
    target = selectors.push_target(brand=scope.brand, target_id=target_id)
    if target is None:
        raise Http404
    return target

"""The pages of monitors: the list with their precision, and the form with its preview (9.15)."""

from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.foundation.signals import registry, selectors, services, tables
from luoxuan.foundation.signals.errors import MonitorError
from luoxuan.foundation.signals.forms.monitors import MonitorForm, initial_new, initial_of
from luoxuan.foundation.signals.models import Monitor
from luoxuan.foundation.signals.previewing import Preview, monitor_preview
from luoxuan.metrics.question import QuestionError


@require_GET
@brand_page("monitors.read")
def monitor_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Every monitor, its state, its alerts, its precision so far."""
    monitors = list(selectors.monitors_of(scope.brand))
    whole = selectors.precision_of(scope.brand).values()
    total = selectors.Precision(sum(p.true for p in whole), sum(p.false for p in whole))
    context = {
        "scope": scope,
        "monitors": monitors,
        "table": tables.monitors_table(scope, monitors),
        "live": sum(1 for monitor in monitors if monitor.is_live),
        "total": total,
        "between": tables.between(total),
        "can_write": scope.may("monitors.write"),
    }
    return render(request, "signals/monitor_list.html", context)


@require_http_methods(["GET", "POST"])
@brand_page("monitors.write")
def monitor_new(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Choose a kind, then say what is watched."""
    kind = request.GET.get("kind", "")
    if kind not in Monitor.Kind.values:
        kinds = [(key, word, KIND_WORDS[key]()) for key, word in Monitor.Kind.choices]
        if not registry.checks():
            kinds = [each for each in kinds if each[0] != Monitor.Kind.TABLE]
        return render(request, "signals/monitor_kinds.html", {"scope": scope, "kinds": kinds})
    form = MonitorForm(request.POST or None, initial=initial_new(kind), scope=scope, kind=kind)
    return _edit(request, scope, form, None)


@require_http_methods(["GET", "POST"])
@brand_page("monitors.write")
def monitor(request: HttpRequest, scope: Scope, monitor_id: int) -> HttpResponse:
    """Change a monitor."""
    found = _monitor(scope, monitor_id)
    form = MonitorForm(
        request.POST or None, initial=initial_of(found), scope=scope, kind=found.kind
    )
    return _edit(request, scope, form, found)


@require_POST
@brand_page("monitors.write")
def monitor_remove(request: HttpRequest, scope: Scope, monitor_id: int) -> HttpResponse:
    """Remove a monitor with its alerts."""
    found = _monitor(scope, monitor_id)
    services.monitor_remove(monitor=found, actor=scope.user, at=timezone.now())
    messages.success(request, _("Removed."))
    return redirect("monitors:monitor_list", brand=scope.brand.key)


@require_POST
@brand_page("monitors.write")
def monitors_start(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Begin with the usual monitors."""
    if scope.shop_keys is not None:
        raise Http404  # the usual monitors watch every shop
    made = services.monitors_start(brand=scope.brand, actor=scope.user, at=timezone.now())
    messages.success(request, _("%(n)d monitors are active from now on.") % {"n": len(made)})
    return redirect("monitors:monitor_list", brand=scope.brand.key)


def _edit(
    request: HttpRequest, scope: Scope, form: MonitorForm, found: Monitor | None
) -> HttpResponse:
    preview: Preview | None = None
    at = timezone.now()
    if request.method == "POST" and form.is_valid():
        try:
            if "preview" in request.POST:
                today = at.astimezone(ZoneInfo(scope.brand.zone)).date()
                preview = monitor_preview(brand=scope.brand, plan=form.plan(), today=today)
            else:
                services.monitor_save(
                    brand=scope.brand, plan=form.plan(), monitor=found, actor=scope.user, at=at
                )
                messages.success(request, _("Saved."))
                return redirect("monitors:monitor_list", brand=scope.brand.key)
        except (MonitorError, QuestionError) as error:
            form.add_error(None, str(error))
    context = {
        "scope": scope,
        "form": form,
        "monitor": found,
        "preview": preview,
        "kind": Monitor.Kind(form.kind).label,
    }
    return render(request, "signals/monitor_edit.html", context, status=422 if form.errors else 200)


def _monitor(scope: Scope, monitor_id: int) -> Monitor:
    """One the person may change: who is limited to some shops changes none that watches others."""
    found = selectors.monitor_of(scope.brand, monitor_id)
    if found is None:
        raise Http404
    if scope.shop_keys is not None and (not found.shops or not set(found.shops) <= scope.shop_keys):
        raise Http404
    return found


KIND_WORDS = {
    "threshold": lambda: _(
        "A metric beyond a limit, for some days in a row: ROI below 1 for a week."
    ),
    "change": lambda: _("A metric that moved by a share against the same weekday before."),
    "anomaly": lambda: _("A metric out of the ordinary for its weekday, season and size."),
    "pace": lambda: _("A goal that falls behind what is due by now."),
    "freshness": lambda: _("A shop whose files are some days behind."),
    "table": lambda: _("A check of records that a part of the system offers."),
}

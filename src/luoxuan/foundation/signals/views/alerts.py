"""The pages of alerts: the list, one alert, and what people say of them (9.15)."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from luoxuan.charts.table import Table
from luoxuan.documents import Document, workbook
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.foundation.signals import pages, selectors, services, tables, words
from luoxuan.foundation.signals.errors import AlertError
from luoxuan.foundation.signals.forms.monitors import AlertFilter
from luoxuan.foundation.signals.models import Alert

PAGE = 50
MOST = 10_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@brand_page("monitors.read")
def alert_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Every alert the person may see, newest first."""
    form = AlertFilter(request.GET or None, scope=scope)
    asked = form.asked() if request.GET else selectors.AlertsAsked()
    found = Paginator(selectors.alerts_of(scope, asked), PAGE)
    page = found.get_page(request.GET.get("page"))
    names = {shop.key: shop.name for shop in people.shops_of(scope.brand)}
    rows = [
        (
            alert,
            words.sentence(alert),
            words.SEVERITY_COLOURS[alert.monitor.severity],
            words.STATE_COLOURS[Alert.State(alert.state)],
            names.get(alert.shop_key, alert.shop_key),
        )
        for alert in page.object_list
    ]
    context = {
        "scope": scope,
        "form": form,
        "page": page,
        "rows": rows,
        "open": selectors.alerts_of(scope, selectors.AlertsAsked(state="open")).count(),
        "has_monitors": selectors.monitors_of(scope.brand).exists(),
        "is_filtered": bool(request.GET),
        "can_answer": scope.may("tasks.work"),
    }
    return render(request, "signals/alert_list.html", context)


@require_GET
@brand_page("monitors.read")
def alerts_xlsx(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Exactly the alerts the list would show, over all its pages."""
    asked = AlertFilter(request.GET or None, scope=scope).asked() if request.GET else None
    table = tables.alerts_table(scope, selectors.alerts_of(scope, asked)[:MOST])
    return _workbook(scope, _("Alerts"), "alerts", (table,))


@require_GET
@brand_page("monitors.read")
def alert(request: HttpRequest, scope: Scope, alert_id: int) -> HttpResponse:
    """One alert with its evidence."""
    found = _alert(scope, alert_id)
    context = {
        "scope": scope,
        "page": pages.alert_page(scope, found),
        "alert": found,
        "severity": words.SEVERITY_COLOURS[found.monitor.severity],
        "state": words.STATE_COLOURS[Alert.State(found.state)],
        "can_answer": scope.may("tasks.work"),
    }
    return render(request, "signals/alert.html", context)


@require_GET
@brand_page("monitors.read")
def alert_rows_xlsx(request: HttpRequest, scope: Scope, alert_id: int) -> HttpResponse:  # noqa: ARG001
    """The rows behind one alert, else its days."""
    found = _alert(scope, alert_id)
    table = pages.alert_rows(found) or tables.days_table(found, selectors.alert_days(found))
    title = words.sentence(found)
    return _workbook(scope, found.monitor.name, f"alert-{found.pk}", (table,), (title,))


@require_POST
@brand_page("tasks.work")
def alert_acknowledge(request: HttpRequest, scope: Scope, alert_id: int) -> HttpResponse:
    """Say that somebody looks after it."""
    found = _alert(scope, alert_id)
    try:
        services.alert_acknowledge(
            alert=found, reason=request.POST.get("reason", ""), actor=scope.user, at=timezone.now()
        )
    except AlertError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Acknowledged."))
    return redirect("monitors:alert", brand=scope.brand.key, alert_id=alert_id)


@require_POST
@brand_page("tasks.work")
def alert_judge(request: HttpRequest, scope: Scope, alert_id: int) -> HttpResponse:
    """Say whether the alarm was true."""
    found = _alert(scope, alert_id)
    answer = services.AlertAnswer(
        is_true=request.POST.get("verdict") == "true", reason=request.POST.get("reason", "")
    )
    if request.POST.get("verdict") in {"true", "false"}:
        services.alert_judge(alert=found, answer=answer, actor=scope.user, at=timezone.now())
        messages.success(request, _("Noted: the monitor's precision counts it."))
    return redirect("monitors:alert", brand=scope.brand.key, alert_id=alert_id)


@require_POST
@brand_page("tasks.work")
def alerts_acknowledge(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Acknowledge those that were chosen."""
    chosen = [key for key in request.POST.getlist("alert") if key.isdigit()]
    found = list(selectors.alerts_of(scope).filter(pk__in=chosen))
    try:
        count = services.alerts_acknowledge(
            alerts=found, reason=request.POST.get("reason", ""), actor=scope.user, at=timezone.now()
        )
    except AlertError as error:
        messages.error(request, str(error))
    else:
        said = ngettext("%(n)d alert acknowledged.", "%(n)d alerts acknowledged.", count)
        messages.success(request, said % {"n": count})
    return redirect("monitors:alert_list", brand=scope.brand.key)


def _workbook(
    scope: Scope, title: str, name: str, sheets: tuple[Table, ...], said: tuple[str, ...] = ()
) -> HttpResponse:
    at = timezone.now()
    document = Document(
        title=title,
        subtitle=scope.brand.name,
        sentences=said,
        warnings=(),
        tables=sheets,
        currency=scope.brand.currency,
        stamp=f"{at:%Y-%m-%d %H:%M} UTC",
        cover=_("Summary"),
    )
    headers = {"Content-Disposition": f'attachment; filename="{name}-{at:%Y-%m-%d}.xlsx"'}
    return HttpResponse(workbook(document), content_type=XLSX, headers=headers)


def _alert(scope: Scope, alert_id: int) -> Alert:
    found = selectors.alert_of(scope, alert_id)
    if found is None:
        raise Http404
    return found

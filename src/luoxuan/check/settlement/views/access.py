"""Finding things by brand and id, the month of an address, people of the brand."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from luoxuan.check.settlement import months, selectors
from luoxuan.check.settlement.models import DifferenceRecord, MonthClose
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.access import Scope
from luoxuan.foundation.people.models import User
from luoxuan.metrics.period import PeriodError


def month_of(request: HttpRequest, scope: Scope) -> str:
    """The month of the address; else the oldest open one that was reconciled, else the last whole month."""
    text = request.GET.get("month", "") or request.POST.get("month", "")
    if text:
        try:
            months.period_of(text)
        except PeriodError:
            raise Http404 from None
        return text
    return month_now(scope)


def month_now(scope: Scope) -> str:
    """The newest reconciled month whose days are over, else the newest, else the month before this one."""
    this = months.named(months.today(scope.brand.zone, timezone.now()))
    known = selectors.months_of(scope.brand)
    over = [month for month in known if month < this]
    return (over or known or [months.shifted(this, -1)])[0]


def difference_or_404(scope: Scope, difference_id: int) -> DifferenceRecord:
    """The difference of the person's brand."""
    found = selectors.difference_of(scope.brand, difference_id)
    if found is None:
        raise Http404
    return found


def closing_or_404(scope: Scope, closing_id: int) -> MonthClose:
    """The closing of the person's brand."""
    found = selectors.closing_by_id(scope.brand, closing_id)
    if found is None:
        raise Http404
    return found


def colleagues(scope: Scope) -> list[User]:
    """Everybody in the brand who may log in."""
    rows = people.memberships_of(scope.brand).select_related("user")
    return [row.user for row in rows if row.user.is_active]


def file_answer(body: bytes, kind: str, name: str) -> HttpResponse:
    """A file to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=kind, headers=headers)


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"

"""Closed months."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from luoxuan.check.settlement.models import Adjustment, MonthClose

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand

NAMED = ("asked_by", "closed_by", "reopened_by")


def closings_of(brand: "Brand", month: str = "") -> QuerySet[MonthClose]:
    """Every closing, of one month or of all, newest first; without the frozen differences."""
    found = MonthClose.objects.filter(brand=brand).select_related("brand", *NAMED)
    return (found.filter(month=month) if month else found).defer("differences")


def closing_of(brand: "Brand", month: str) -> MonthClose | None:
    """The month's last closing, whatever its state; None where nobody ever asked."""
    found = MonthClose.objects.filter(brand=brand, month=month).select_related("brand", *NAMED)
    return found.order_by("-number").first()


def closing_by_id(brand: "Brand", closing_id: int) -> MonthClose | None:
    """One closing of the brand."""
    found = MonthClose.objects.filter(brand=brand, pk=closing_id)
    return found.select_related("brand", *NAMED).first()


def closed_months(brand: "Brand") -> list[str]:
    """Months that are closed now, the oldest first."""
    closed = MonthClose.objects.filter(brand=brand, state=MonthClose.State.CLOSED)
    return list(closed.order_by("month").values_list("month", flat=True))


def is_closed(brand: "Brand", month: str) -> bool:
    """Whether the month is closed now."""
    return MonthClose.objects.filter(
        brand=brand, month=month, state=MonthClose.State.CLOSED
    ).exists()


def adjustments_of(brand: "Brand", month: str) -> list[Adjustment]:
    """What was left to the month, and what the month left to others."""
    found = Adjustment.objects.filter(brand=brand).select_related("closing")
    return list((found.filter(month=month) | found.filter(closing__month=month)).distinct())

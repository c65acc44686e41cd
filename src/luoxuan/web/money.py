"""Money that waits for finance: months with unexplained differences, months that can be signed (11.12)."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from luoxuan.check.settlement import months, selectors
from luoxuan.check.settlement.pages.tables import amount as amount_said

if TYPE_CHECKING:
    from luoxuan.foundation.people.access import Scope

MONTHS = 3
"""The newest open months; an older one is opened from the month's own page."""


@dataclass(frozen=True)
class MoneyLine:
    """One month, what it waits for, and where that is done."""

    text: str
    href: str
    label: str


def money_of(scope: "Scope", *, at: datetime) -> tuple[MoneyLine, ...]:
    """For those who work on differences or close months; nothing where no month was reconciled."""
    if not (scope.may("settlement.write") or scope.may("settlement.close")):
        return ()
    brand = scope.brand
    today = months.today(brand.zone, at)
    lines = []
    for month in selectors.months_open(brand)[:MONTHS]:
        amount = selectors.open_amount(brand, month)
        if amount:
            here = reverse("settlement:home", args=[brand.key])
            told = {"month": month, "amount": amount_said(amount, brand.currency)}
            text = _("%(month)s: %(amount)s is unexplained.") % told
            lines.append(MoneyLine(text, f"{here}?month={month}", _("Work on it")))
        elif months.period_of(month).last < today:
            here = reverse("settlement:close", args=[brand.key])
            text = _("%(month)s is reconciled and not closed yet.") % {"month": month}
            lines.append(MoneyLine(text, f"{here}?month={month}", _("Close the month")))
    return tuple(lines)

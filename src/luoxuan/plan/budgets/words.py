"""Money inside sentences, as people say it."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from luoxuan.charts.frame import SIGNS
from luoxuan.metrics import Template

if TYPE_CHECKING:
    from luoxuan.plan.budgets.selectors import LineStanding

_AMOUNT = Template("budgets.amount", "{amount:money}", "{amount:money}")


def amount_words(amount: Decimal, currency: str) -> str:
    """¥38.42 万, in the reader's language."""
    language = "zh" if (get_language() or "zh").startswith("zh") else "en"
    told = _AMOUNT.fill(amount=abs(amount)).text(language)  # type: ignore[arg-type]
    sign = SIGNS.get(currency, f"{currency} ")
    return f"{'−' if amount < 0 else ''}{sign}{told}"


def over_sentence(one: "LineStanding") -> str:
    """By how much the line is over in the year, else in which months."""
    if one.left < 0:
        told = {"line": one.line.name, "amount": amount_words(-one.left, one.line.brand.currency)}
        return _("%(line)s is %(amount)s over its budget of the year.") % told
    months = ", ".join(f"{one.line.budget.year}-{month:02d}" for month in one.months_over)
    return _("%(line)s is over its budget in %(months)s.") % {
        "line": one.line.name,
        "months": months,
    }

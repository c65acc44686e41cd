"""Tolerance rules as rows of a page."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from luoxuan.check.settlement import selectors, words
from luoxuan.check.settlement.pages import tables
from luoxuan.foundation.people.platforms import platform_word

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand


def lead(brand: "Brand") -> str:
    """What holds where nothing more exact is said."""
    general = selectors.rules_of(brand).general
    told = {
        "amount": tables.amount(general.amount, brand.currency),
        "rate": tables.percent(general.rate),
    }
    if general.rate:
        return _("A difference up to %(amount)s or %(rate)s of what was expected counts as explained.") % told  # fmt: skip
    return _("A difference up to %(amount)s counts as explained.") % told


def rule_rows(brand: "Brand") -> list[dict[str, Any]]:
    """Kind, platform, amount, share, and the rule's number."""
    return [
        {
            "id": rule.pk,
            "kind": words.kind(rule.kind) if rule.kind else _("Any"),
            "platform": platform_word(rule.platform) if rule.platform else _("Any"),
            "amount": rule.amount,
            "rate": tables.percent(rule.rate) if rule.rate > Decimal(0) else "",
        }
        for rule in selectors.tolerances_of(brand)
    ]

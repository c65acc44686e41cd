"""Tolerances and the limit of a month, kept with the trail (11.12)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.check.settlement import words
from luoxuan.check.settlement.models import SettlementSettings, ToleranceRule
from luoxuan.check.settlement.services.errors import SettlementError
from luoxuan.check.settlement.services.records import brand_trailed
from luoxuan.foundation.people.platforms import PLATFORMS

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User


@dataclass(frozen=True)
class RuleDraft:
    """For which kind and platform (empty: any), and how much."""

    amount: Decimal
    rate: Decimal = Decimal(0)
    kind: str = ""
    platform: str = ""


@transaction.atomic
def tolerance_save(
    *, brand: "Brand", draft: RuleDraft, actor: "User", at: datetime
) -> ToleranceRule:
    """Set or change the rule; it holds from the next run. Raises SettlementError."""
    if draft.kind and draft.kind not in words.KINDS:
        raise SettlementError(_("There is no kind %(word)s.") % {"word": draft.kind})
    if draft.platform and draft.platform not in PLATFORMS:
        raise SettlementError(_("There is no platform %(word)s.") % {"word": draft.platform})
    if draft.amount < 0 or not 0 <= draft.rate < 1:
        raise SettlementError(_("A tolerance is zero or more; a rate is below 100 %."))
    rule, _is_new = ToleranceRule.objects.update_or_create(
        brand=brand, kind=draft.kind, platform=draft.platform,
        defaults={"amount": draft.amount, "rate": draft.rate},
    )  # fmt: skip
    brand_trailed(brand, "tolerance.set", actor, at, **_told(rule))
    return rule


@transaction.atomic
def tolerance_remove(*, rule: ToleranceRule, actor: "User", at: datetime) -> None:
    """No rule of its own any more: the next more general one holds."""
    brand_trailed(rule.brand, "tolerance.removed", actor, at, **_told(rule))
    rule.delete()


@transaction.atomic
def limits_save(
    *, brand: "Brand", unexplained: Decimal, oldest_days: int, actor: "User", at: datetime
) -> None:
    """How much may be unexplained when a month is closed, how old a difference grows unnoticed. Raises SettlementError."""
    if unexplained < 0 or not 1 <= oldest_days <= 3650:
        raise SettlementError(_("A limit is zero or more; an age is at least one day."))
    SettlementSettings.objects.update_or_create(
        brand=brand, defaults={"unexplained_limit": unexplained, "oldest_days": oldest_days}
    )
    told = {"unexplained": format(unexplained, "f"), "oldest_days": oldest_days}
    brand_trailed(brand, "settlement_limits.set", actor, at, **told)


def _told(rule: ToleranceRule) -> dict[str, str]:
    return {
        "kind": rule.kind, "platform": rule.platform,
        "amount": format(rule.amount, "f"), "rate": format(rule.rate, "f"),
    }  # fmt: skip

"""Tolerances and limits of a brand."""

from typing import TYPE_CHECKING

from luoxuan.check.settlement.models import SettlementSettings, ToleranceRule
from luoxuan.check.settlement.tolerances import Rules, rules_made
from luoxuan.foundation.people import selectors as people

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand


def tolerances_of(brand: "Brand") -> list[ToleranceRule]:
    """Every rule, the most general first."""
    return list(ToleranceRule.objects.filter(brand=brand))


def rule_of(brand: "Brand", rule_id: int) -> ToleranceRule | None:
    """One rule of the brand."""
    return ToleranceRule.objects.filter(brand=brand, pk=rule_id).first()


def rules_of(brand: "Brand") -> Rules:
    """The rules as they hold: one cent where nothing is said."""
    names = ("kind", "platform", "amount", "rate")
    return rules_made(ToleranceRule.objects.filter(brand=brand).values_list(*names))


def settings_of(brand: "Brand") -> SettlementSettings:
    """What the brand asks of a month, or the defaults."""
    return SettlementSettings.objects.filter(brand=brand).first() or SettlementSettings(brand=brand)


def shop_names(brand: "Brand") -> dict[str, str]:
    """Shop key to name."""
    return {shop.key: shop.name for shop in people.shops_of(brand)}

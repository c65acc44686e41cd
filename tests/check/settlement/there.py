"""What an address of settlement can name, made without a lake."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from luoxuan.check.settlement import services
from luoxuan.check.settlement.models import DifferenceRecord, MonthClose, Reconciliation
from luoxuan.foundation.people.models import Brand, User
from tests.people_there import AT

MONTH = "2026-09"
EMPTY: dict[str, Any] = {
    "versions": {}, "accounts": [], "shops": [], "causes": [], "next_dues": [],
}  # fmt: skip


def run_there(brand: Brand, month: str = MONTH, **more: Any) -> Reconciliation:
    """A whole run that found nothing."""
    usual = {"as_of": date(2026, 10, 1), "data_version": 1, "at": AT, "standing": EMPTY}
    return Reconciliation.objects.create(brand=brand, month=month, is_whole=True, **(usual | more))


def difference_there(brand: Brand, key: str = "k1", **more: Any) -> DifferenceRecord:
    """A difference nobody has explained."""
    usual: dict[str, Any] = {
        "month": MONTH, "kind": "short_paid", "side": "money_account", "platform": "taobao",
        "amount": Decimal("-12.00"), "currency": "CNY", "occurred_on": date(2026, 9, 6),
        "age_days": 25, "first_seen_on": date(2026, 10, 1), "seen_last": date(2026, 10, 1),
        "run_id": 1, "changed_at": AT, "order_id": "A2",
    }  # fmt: skip
    return DifferenceRecord.objects.create(brand=brand, key=key, **(usual | more))


def closing_there(brand: Brand, user: User) -> MonthClose:
    """A month somebody asked to close; made once."""
    known = MonthClose.objects.filter(brand=brand, month=MONTH).first()
    if known is not None:
        return known
    run_there(brand)
    return services.close_ask(brand=brand, month=MONTH, actor=user, at=AT)


def settlement_objects(brand: Brand, user: User) -> dict[str, Callable[[], str]]:
    """What names a difference, a closing, a rule in an address."""

    def rule() -> str:
        draft = services.RuleDraft(Decimal("0.05"))
        return str(services.tolerance_save(brand=brand, draft=draft, actor=user, at=AT).pk)

    def difference() -> str:
        known = DifferenceRecord.objects.filter(brand=brand).first()
        return str((known or difference_there(brand)).pk)

    return {
        "difference_id": difference,
        "closing_id": lambda: str(closing_there(brand, user).pk),
        "rule_id": rule,
    }

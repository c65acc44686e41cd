"""Facts of a plan: what other parts of the house say of its period, as plain values that can be frozen and compared (6.3)."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from luoxuan.foundation.people.access import Scope

Language = Literal["zh", "en"]
NEEDS = {"budgets": "budgets.read"}
TOTALS = frozenset({"targets", "channel_targets", "budgets"})


@dataclass(frozen=True)
class Fact:
    """One fact: `key` names the same thing in every version and in the plan above."""

    source: str
    key: str
    zh: str
    en: str
    value: str = ""
    """Decimal text, a day, or words."""
    unit: str = "text"
    """money count share ratio text."""
    first: date | None = None
    last: date | None = None
    href: str = ""
    shop_key: str = ""

    def label(self, language: Language) -> str:
        """What it is about."""
        return self.zh if language == "zh" else self.en

    @property
    def amount(self) -> Decimal | None:
        """The value as a number, None for words."""
        return Decimal(self.value) if self.unit != "text" and self.value else None

    def touches(self, first: date, last: date) -> bool:
        """Whether some day of it is among these; without days it touches any."""
        begins, ends = self.first or self.last, self.last or self.first
        return begins is None or ends is None or (begins <= last and ends >= first)

    def to_json(self) -> dict[str, Any]:
        """JSON values."""
        told = asdict(self)
        told["first"] = self.first.isoformat() if self.first else None
        told["last"] = self.last.isoformat() if self.last else None
        return told


def fact_from(told: dict[str, Any]) -> Fact:
    """The fact as it was frozen."""
    days = {
        name: date.fromisoformat(told[name]) if told[name] else None for name in ("first", "last")
    }
    return Fact(**{**told, **days})


def plain(value: Decimal | int | None) -> str:
    """A number as decimal text, so that 1.0 and 1.00 are the same."""
    if value is None:
        return ""
    told = f"{Decimal(value):f}"
    return told.rstrip("0").rstrip(".") if "." in told else told


def seen(facts: Iterable[Fact], scope: "Scope") -> list[Fact]:
    """What the person may see: of their shops, and money only with the right to read budgets."""
    return [fact for fact in facts if _is_seen(fact, scope)]


def _is_seen(fact: Fact, scope: "Scope") -> bool:
    if fact.source in NEEDS and not scope.may(NEEDS[fact.source]):
        return False
    if fact.shop_key:
        return scope.sees_shop(fact.shop_key)
    # A total of all shops tells of shops the person may not see.
    return scope.shop_keys is None or fact.source not in TOTALS

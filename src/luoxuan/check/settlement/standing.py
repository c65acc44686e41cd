"""What the analysis answers, as JSON that is kept and read back (11.12)."""

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any


def to_json(value: Any) -> Any:
    """Dataclasses as objects, amounts as decimal text, days as ISO."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): to_json(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [to_json(one) for one in value]
    return value


def money(text: str | None) -> Decimal | None:
    """The amount again; None stays None."""
    return None if text is None else Decimal(text)


def account_key(account: dict[str, Any]) -> str:
    """provider|account|ledger|currency: names one account in every run."""
    return "|".join(str(account[name]) for name in ("provider", "account", "ledger", "currency"))

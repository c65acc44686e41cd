"""What is asked: one kind of trouble, a day, a limit (11.8)."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

Kind = Literal["stuck", "late_pickup", "oversold", "below_safety", "sold_out", "slow_answers"]
LIMITS: dict[Kind, Decimal] = {
    "stuck": Decimal(48),
    "late_pickup": Decimal(0),
    "oversold": Decimal(0),
    "below_safety": Decimal(1),
    "sold_out": Decimal(1),
    "slow_answers": Decimal(30),
}
"""Hours without a trace; hours past the hour due; pieces below; share of the safety stock; pieces sold in 28 days;
seconds to the first answer (10.6)."""
KINDS: tuple[Kind, ...] = tuple(LIMITS)


@dataclass(frozen=True)
class FulfilmentQuestion:
    """One kind of trouble as it stood at the end of a day."""

    kind: Kind
    day: date
    limit: Decimal | None = None
    """None: the usual one."""
    zone: str = "Asia/Shanghai"
    parcels_back: int = 30
    """Parcels sent in so many days before: older ones are no news."""
    stock_back: int = 14
    """How old the newest stock may be."""
    answers_back: int = 7
    """How old the newest customer service report may be."""

    @property
    def asked(self) -> Decimal:
        """The limit that holds."""
        return LIMITS[self.kind] if self.limit is None else self.limit

    @property
    def end(self) -> datetime:
        """When the day is over, in UTC."""
        midnight = datetime.combine(self.day + timedelta(days=1), time(), ZoneInfo(self.zone))
        return midnight.astimezone(UTC)

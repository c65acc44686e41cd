"""Where the next yuan of advertising works best: the answer (12.3)."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from luoxuan.analysis.allocation.question import AllocationQuestion
from luoxuan.metrics.question import plain
from luoxuan.metrics.sentences import Sentence


@dataclass(frozen=True)
class Return:
    """One campaign: what it spends and brings a day, and what the next yuan brings, or why that is not known."""

    shop: str
    campaign: str
    label: str
    spend: Decimal
    """A day, at present."""
    value: Decimal | None
    roi: Decimal | None
    exponent: Decimal | None
    marginal: Decimal | None
    low: Decimal | None
    high: Decimal | None
    """90 % of what the marginal return may be."""
    proposed: Decimal | None
    reason: Sentence | None = None

    def to_json(self) -> dict[str, Any]:
        """JSON values; numbers as decimal text."""
        names = ("spend", "value", "roi", "exponent", "marginal", "low", "high", "proposed")
        return {
            "shop": self.shop,
            "campaign": self.campaign,
            "label": self.label,
            **{name: plain(getattr(self, name)) for name in names},
            "reason": self.reason.to_json() if self.reason else None,
        }


@dataclass(frozen=True)
class Shift:
    """Money from one campaign to another, a day, and what it is expected to bring."""

    giver: Return
    taker: Return
    amount: Decimal
    gain: Decimal
    low: Decimal
    high: Decimal
    sentence: Sentence

    @property
    def key(self) -> str:
        """Names the shift within its answer."""
        parts = (self.giver.shop, self.giver.campaign, self.taker.shop, self.taker.campaign)
        return ":".join(parts)


@dataclass(frozen=True)
class AllocationAnswer:
    """Every campaign's return, the shifts proposed, and in a sentence what they bring or why there are none."""

    question: AllocationQuestion
    returns: tuple[Return, ...]
    shifts: tuple[Shift, ...]
    moved: Decimal
    gain: Decimal | None
    low: Decimal | None
    high: Decimal | None
    sentence: Sentence

    def to_json(self) -> dict[str, Any]:
        """JSON values; numbers as decimal text."""
        return {
            "period": str(self.question.period),
            "by": self.question.by,
            "returns": [row.to_json() for row in self.returns],
            "shifts": [
                {
                    "key": shift.key,
                    "giver": shift.giver.label,
                    "taker": shift.taker.label,
                    "giver_shop": shift.giver.shop,
                    "taker_shop": shift.taker.shop,
                    **{n: plain(getattr(shift, n)) for n in ("amount", "gain", "low", "high")},
                    "sentence": shift.sentence.to_json(),
                }
                for shift in self.shifts
            ],
            **{name: plain(getattr(self, name)) for name in ("moved", "gain", "low", "high")},
            "sentence": self.sentence.to_json(),
        }

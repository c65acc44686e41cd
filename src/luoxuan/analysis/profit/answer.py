"""What is left of a sale after every cost: the answer (6.6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from luoxuan.analysis.profit.question import ProfitQuestion
from luoxuan.metrics.question import plain
from luoxuan.metrics.sentences import Sentence

Reason = Literal["price_below_cost", "discount", "fees", "refunds", "freight", "ad_spend", "gifts"]


@dataclass(frozen=True)
class ProfitRow:
    """The bridge of some members; subtotals are the sums of the steps above them, to the cent."""

    members: tuple[str, ...]
    """One per dimension asked, in that order; empty of the total; empty text where not told."""
    labels: tuple[str, ...]
    orders: int
    """Orders with such a line: by product they do not add up."""
    units: int
    steps: Mapping[str, Decimal]
    gross_margin: Decimal | None
    contribution_margin: Decimal | None
    net_margin: Decimal | None
    """Over the net revenue of lines whose cost is known; None where there is none."""
    cost_coverage: Decimal | None
    """Share of net revenue whose cost is known; None where nothing was sold."""
    settled_share: Decimal | None
    """Share of net revenue of lines already settled."""

    def to_json(self) -> dict[str, Any]:
        """JSON values; numbers as decimal text."""
        shares = (
            "gross_margin",
            "contribution_margin",
            "net_margin",
            "cost_coverage",
            "settled_share",
        )
        return {
            "members": list(self.members),
            "labels": list(self.labels),
            "orders": self.orders,
            "units": self.units,
            "steps": {key: plain(value) for key, value in self.steps.items()},
            **{name: plain(getattr(self, name)) for name in shares},
        }  # fmt: skip


@dataclass(frozen=True)
class EstimateError:
    """How far past estimates were from what was billed, on lines where both are known."""

    lines: int
    estimated: Decimal
    actual: Decimal
    """Costs, positive."""
    error: Decimal | None
    """(estimated - actual) over actual: above 0, costs were estimated too high."""
    wape: Decimal | None
    """Sum of absolute differences of lines over actual."""
    fee: str = ""
    """Empty: all fees together."""
    platform: str = ""

    def to_json(self) -> dict[str, Any]:
        """JSON values; numbers as decimal text."""
        names = ("estimated", "actual", "error", "wape")
        numbers = {name: plain(getattr(self, name)) for name in names}
        return {"fee": self.fee, "platform": self.platform, "lines": self.lines, **numbers}


@dataclass(frozen=True)
class ProfitAnswer:
    """The bridge in total and by member: the rows add up to the total to the cent."""

    question: ProfitQuestion
    total: ProfitRow
    rows: tuple[ProfitRow, ...]
    """The most operating profit first; by day and month in their order."""
    ad_spend_unallocated: Decimal
    """Part of the total's ad spend that no line bears: it stands in rows of its shop and day, without product or SKU."""
    estimate: EstimateError
    estimates: tuple[EstimateError, ...] = ()
    """By fee and platform."""
    sentences: tuple[Sentence, ...] = ()
    """The first is the answer."""
    ad_spend_waiting: Decimal = Decimal(0)
    """Of the actual basis: spend on lines not settled yet, which is not in the total. With it, the total is what was spent."""

    def row(self, *members: str) -> ProfitRow:
        """The row of these members. Raises KeyError where there is none."""
        for row in self.rows:
            if row.members == members:
                return row
        raise KeyError(f"No profit of {members}.")

    def to_json(self) -> dict[str, Any]:
        """JSON values; numbers as decimal text."""
        asked = self.question
        return {
            "first": str(asked.first),
            "last": str(asked.last),
            "by": list(asked.by),
            "basis": asked.basis,
            "ad_rule": asked.ad_rule,
            "currency": asked.currency,
            "total": self.total.to_json(),
            "rows": [row.to_json() for row in self.rows],
            "ad_spend_unallocated": plain(self.ad_spend_unallocated),
            "ad_spend_waiting": plain(self.ad_spend_waiting),
            "estimate": self.estimate.to_json(),
            "estimates": [one.to_json() for one in self.estimates],
            "sentences": [sentence.to_json() for sentence in self.sentences],
        }


@dataclass(frozen=True)
class Loss:
    """Something that loses money, and what most."""

    dimension: str
    members: tuple[str, ...]
    labels: tuple[str, ...]
    profit: Decimal
    """Operating profit, negative."""
    contribution: Decimal
    reason: Reason
    amount: Decimal
    """What the reason costs, positive."""
    sentence: Sentence
    row: ProfitRow | None = None
    """None of a campaign: orders do not name theirs."""

    def to_json(self) -> dict[str, Any]:
        """JSON values; numbers as decimal text."""
        return {
            "dimension": self.dimension,
            "members": list(self.members),
            "labels": list(self.labels),
            "profit": plain(self.profit),
            "contribution": plain(self.contribution),
            "reason": self.reason,
            "amount": plain(self.amount),
            "sentence": self.sentence.to_json(),
        }


@dataclass(frozen=True)
class Floor:
    """The lowest price of a SKU that loses nothing, per piece."""

    sku: str
    label: str
    shop: str
    platform: str
    units: int
    unit_cost: Decimal | None
    """Goods cost on the last day."""
    unit_packaging: Decimal
    unit_freight: Decimal
    """Freight and insurance."""
    unit_other: Decimal
    """Refund loss, samples and gifts."""
    fee_rate: Decimal | None
    """Fees and tax that go with the price, over net revenue."""
    price_now: Decimal | None
    """Net revenue per piece."""
    price_floor: Decimal | None
    """The price at which contribution is 0; None where the cost is unknown or fees eat everything."""
    break_even_roi: Decimal | None
    """1 / contribution margin before ads; None where there is none."""

    def to_json(self) -> dict[str, Any]:
        """JSON values; numbers as decimal text."""
        texts = ("sku", "label", "shop", "platform", "units")
        numbers = (
            "unit_cost",
            "unit_packaging",
            "unit_freight",
            "unit_other",
            "fee_rate",
            "price_now",
            "price_floor",
            "break_even_roi",
        )
        return {name: getattr(self, name) for name in texts} | {
            name: plain(getattr(self, name)) for name in numbers
        }

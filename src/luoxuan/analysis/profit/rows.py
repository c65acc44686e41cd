"""Rows of the answer out of sums (6.6)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from luoxuan.analysis.profit.answer import EstimateError, ProfitRow
from luoxuan.analysis.profit.bridge import PARTS, bridged
from luoxuan.analysis.profit.estimate import over


def row(sums: Mapping[str, Any], members: tuple[str, ...], labels: tuple[str, ...]) -> ProfitRow:
    """The bridge of sums over lines; margins over the net revenue whose cost is known."""
    steps = bridged({key: Decimal(sums.get(key) or 0) for key in PARTS})
    known = Decimal(sums.get("revenue_known") or 0)
    # Shares go by what was sold before refunds: it is never negative.
    sold = Decimal(sums.get("sold") or 0)
    return ProfitRow(
        members,
        labels,
        int(sums.get("orders") or 0),
        int(sums.get("units") or 0),
        steps,
        over(steps["gross_profit"], known),
        over(steps["contribution"], known),
        over(steps["operating_profit"], known),
        over(Decimal(sums.get("sold_known") or 0), sold),
        over(Decimal(sums.get("sold_settled") or 0), sold),
    )


def error_of(sums: Mapping[str, Any], fee: str = "", platform: str = "") -> EstimateError:
    """Bias and weighted absolute error of estimates; costs are positive here."""
    estimated = -Decimal(sums.get("estimated") or 0)
    actual = -Decimal(sums.get("actual") or 0)
    apart = Decimal(sums.get("apart") or 0)
    return EstimateError(
        int(sums.get("lines") or 0),
        estimated,
        actual,
        over(estimated - actual, abs(actual)),
        over(apart, abs(actual)),
        fee,
        platform,
    )

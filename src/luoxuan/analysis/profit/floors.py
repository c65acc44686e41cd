"""价格底线: the lowest price of a SKU that loses nothing, and the ROI its ads need (6.6)."""

from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_HALF_EVEN, Decimal

from luoxuan.analysis.profit import query
from luoxuan.analysis.profit.answer import Floor, ProfitRow
from luoxuan.analysis.profit.ask import ask
from luoxuan.analysis.profit.estimate import over
from luoxuan.analysis.profit.query.campaigns import unit_costs
from luoxuan.analysis.profit.question import ProfitQuestion

CENT = Decimal("0.01")
WITH_PRICE = ("platform_fee", "commission", "influencer_fee", "payment_fee", "tax")


def floors(question: ProfitQuestion, session: query.Session) -> tuple[Floor, ...]:
    """Of each SKU and shop with sales in the days, at the cost of the last day."""
    asked = replace(question, by=("sku", "shop", "platform"))
    costs = unit_costs(question, session)
    rows = [row for row in ask(asked, session).rows if row.members[0] and row.units]
    found = [floor_of(row, costs.get(row.members[0])) for row in rows]
    return tuple(sorted(found, key=lambda floor: (floor.sku, floor.shop)))


def floor_of(row: ProfitRow, unit_cost: Decimal | None) -> Floor:
    """The price p at which (p + freight charged) x kept x (1 - fees) is what the piece costs.

    kept: the share of money that is not paid back; goods paid back for are not paid for either, what is lost by that
    stands in refund loss.
    """
    steps = row.steps
    gross = steps["net_revenue"] - steps["refunds"]
    kept = over(steps["net_revenue"], gross)
    fees = over(-sum((steps[key] for key in WITH_PRICE), Decimal(0)), steps["net_revenue"])
    freight = _per_piece(row, "freight", "freight_insurance")
    packaging, other = _per_piece(row, "packaging"), _per_piece(row, "refund_loss", "samples_gifts")
    charged = steps["freight_charged"] / row.units
    floor = None
    if unit_cost is not None and kept and fees is not None and fees < 1:
        costs = unit_cost * kept + freight + packaging + other
        floor = costs / (kept * (1 - fees)) - charged
    margin = row.contribution_margin
    is_earning = margin is not None and margin > 0
    return Floor(
        row.members[0],
        row.labels[0],
        row.members[1],
        row.members[2],
        row.units,
        unit_cost,
        packaging.quantize(CENT, ROUND_HALF_EVEN),
        freight.quantize(CENT, ROUND_HALF_EVEN),
        other.quantize(CENT, ROUND_HALF_EVEN),
        fees,
        ((gross - steps["freight_charged"]) / row.units).quantize(CENT, ROUND_HALF_EVEN),
        None if floor is None else max(floor, Decimal(0)).quantize(CENT, ROUND_CEILING),
        (1 / margin).quantize(CENT, ROUND_CEILING) if margin is not None and is_earning else None,
    )


def _per_piece(row: ProfitRow, *steps: str) -> Decimal:
    return -sum((row.steps[step] for step in steps), Decimal(0)) / row.units

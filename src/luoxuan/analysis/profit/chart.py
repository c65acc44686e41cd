"""The bridge as a waterfall, with its table (6.6)."""

from typing import Any

from luoxuan import charts
from luoxuan.analysis.profit.answer import ProfitAnswer, ProfitRow
from luoxuan.analysis.profit.bridge import STEPS, Step


def draw(answer: ProfitAnswer, row: ProfitRow | None = None) -> dict[str, Any]:
    """From list value to operating profit; steps of nothing are left out. Of the total unless a row is given."""
    steps = (row or answer.total).steps
    first, *rest = (step for step in STEPS if not step.is_subtotal)
    bars = [charts.Bar(_words(step), steps[step.key]) for step in rest if steps[step.key]]
    ends = charts.Ends(
        steps[first.key], steps["operating_profit"], _words(first), _words(STEPS[-1])
    )
    return charts.waterfall(ends, bars, charts.Measure("money", answer.question.currency))


def table(answer: ProfitAnswer, row: ProfitRow | None = None, language: str = "zh") -> charts.Table:
    """Every step with its amount and its share of net revenue, subtotals included."""
    steps = (row or answer.total).steps
    net = steps["net_revenue"]
    heads = (
        ("步骤", "金额", "占净收入") if language == "zh" else ("Step", "Amount", "Of net revenue")
    )
    columns = (
        charts.Column("step", heads[0]),
        charts.Column("amount", heads[1], "money", currency=answer.question.currency),
        charts.Column("share", heads[2], "share"),
    )
    rows = tuple(
        charts.Row(
            (
                step.name.zh if language == "zh" else step.name.en,
                steps[step.key],
                steps[step.key] / net if net else None,
            )
        )
        for step in STEPS
    )
    return charts.Table(columns, rows)


def _words(step: Step) -> charts.Words:
    return {"zh": step.name.zh, "en": step.name.en}

"""The page about the metrics, made from the registry: `python -m luoxuan.metrics.document` (6.6)."""

import sys

from luoxuan.metrics.model import Metric
from luoxuan.metrics.registry import FACTS, METRICS, measures_for, source_for

PAGE = "docs/users/metrics.md"
HEAD = """# The metrics 指标

Made from the registry by `python -m luoxuan.metrics.document`; a test keeps it current. Every page, report, export and API answer takes
its numbers from here: a number has one definition.

- A number nobody can have is empty with a reason, never 0. A day counts as covered when an imported report covers it: an order report that
  covers a day without orders makes 0, no order report makes nothing.
- Visitors and buyers are distinct people: they are never added over days or shops. What may be added is `visitor_days`, which says so.
- A rate of several days or shops is computed again from sums, only of rows that have both sides.
- Currencies are never added: a total is in the brand's currency, what else there is stands beside.
- Test orders and roll-up rows count nowhere; a row of a longer period never stands for a day; gifts count in pieces, not in money.
- By product, an order amount the file gives only per order is shared by the value of the goods; freight belongs to no product.

"""
TIME = {
    "created": "the day the order was placed 下单日",
    "paid": "the day it was paid 付款日",
    "refunded": "the day the money went back 退款日",
    "paid_cohort": "the day the order was paid, whenever the refund came 付款日（批次）",
    "fact": "the day of the platform's report 报表日",
    "spent": "the day of the spend 花费日",
    "shipped": "the day the parcel was sent 发货日",
}
UNIT = {
    "money": "money",
    "count": "a count",
    "share": "a share, 0 to 1",
    "ratio": "a ratio",
    "days": "days",
}
GOOD = {"up": "a rise is good", "down": "a fall is good", "neutral": "neither is good by itself"}
ADDING = {
    "additive": "parts add up",
    "ratio": "recomputed from sums, never averaged",
    "distinct": "people: never added",
    "state": "a state: adds over SKUs, never over days",
}


def page() -> str:
    """The whole page."""
    return HEAD + "\n".join(_section(metric) for metric in METRICS.values())


def _section(metric: Metric) -> str:
    formula = metric.formula
    sign = {"of": "", "minus": " − ", "over": " ÷ ", "either": ", else "}[formula.how]
    reports = list(dict.fromkeys(_report(name) for name in measures_for(metric, ())))
    identity = [
        "- Needs buyers whose identity the platform gives; the covered share stands beside it."
    ]
    lines = [
        f"## `{metric.id}` {metric.name.zh} · {metric.name.en}",
        "",
        metric.meaning.zh,
        "",
        metric.meaning.en,
        "",
        f"- Formula: `{sign.join(formula.measures)}`. {_capital(UNIT[metric.unit])}; {GOOD[metric.direction]}; {ADDING[metric.additivity]}.",
        f"- A {metric.kind} metric of the {metric.level}. Day: {TIME[metric.time]}.",
        f"- Cut by: {', '.join(metric.dimensions)}.",
        f"- From: {', '.join(f'`{column}`' for column in metric.lineage)}. Covered by: {', '.join(reports)}.",
        *(identity if metric.needs_identity else []),
        f"- Clauses: {', '.join(metric.clauses)}.",
        "",
    ]
    return "\n".join(lines)


def _report(measure: str) -> str:
    source = source_for(measure, ())
    return FACTS[source.fact].report if source else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


if __name__ == "__main__":
    sys.stdout.write(page())

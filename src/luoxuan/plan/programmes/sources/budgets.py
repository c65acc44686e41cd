"""What the budget lines hold for the period's months (6.3, 11.10)."""

from datetime import date

from django.urls import reverse

from luoxuan.metrics.period import month_of
from luoxuan.plan.budgets import selectors as budgets
from luoxuan.plan.programmes.facts import Fact, plain
from luoxuan.plan.programmes.sources.asked import Asked


def lines(asked: Asked) -> list[Fact]:
    """Each line and month with money in it."""
    period = asked.period
    return [
        Fact(
            "budgets", f"budget:{line.pk}:{month:02d}", f"{line.name} {period.first.year}-{month:02d}",
            f"{line.name} {period.first.year}-{month:02d}", value=plain(planned), unit="money",
            first=(first := date(period.first.year, month, 1)), last=month_of(first).last,
            shop_key=line.shop_key,
            href=reverse("budgets:line", args=[asked.brand.key, line.pk]),
        )
        for line in budgets.lines_of(asked.brand, period.first.year)
        for month, planned in enumerate(budgets.months_of(line), start=1)
        if planned and period.first.month <= month <= period.last.month
    ]  # fmt: skip

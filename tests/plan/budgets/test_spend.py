"""Ad spend of the data goes to the nearest line, and every yuan of it goes somewhere (11.10)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from luoxuan.foundation.people.models import Brand, User
from luoxuan.plan.budgets import selectors
from luoxuan.plan.budgets.models import Budget, BudgetLine
from luoxuan.plan.budgets.spend import actuals_measured, spent_in
from tests.metrics.tiny import TinySession, file, spend
from tests.people_there import shop_there
from tests.plan.budgets.worlds import line_there


def ad(day: date, shop: str, campaign: str, spent: str, value: str | None) -> dict[str, Any]:
    """One row of a campaign report."""
    total = None if value is None else Decimal(value)
    return spend(
        spent, day=day, shop_key=shop, account_id=shop, campaign_id=campaign, total_value=total
    )


@pytest.fixture
def session() -> TinySession:
    return TinySession(
        ad_spend_daily=[
            ad(date(2026, 3, 1), "tb", "c1", "10.00", "40.00"),
            ad(date(2026, 3, 2), "tb", "c2", "20.00", "30.00"),
            ad(date(2026, 4, 1), "tb2", "c3", "5.50", None),
            ad(date(2026, 3, 3), "dy", "c1", "7.00", "7.00"),
            ad(date(2025, 3, 3), "tb", "c1", "99.00", "99.00"),
        ],
        source_files=[
            file("ads", date(2026, 3, 1), date(2026, 3, 9), shop_key="tb"),
            file("ads", date(2026, 4, 1), date(2026, 4, 1), shop_key="tb2"),
        ],
    )


def matched(
    brand: Brand, session: TinySession
) -> tuple[dict[tuple[str, int], Decimal], list[tuple[str, str, int, Decimal]]]:
    lines = list(selectors.lines_of(brand, 2026))
    names = {line.pk: line.name for line in lines}
    platforms = {"tb": "taobao", "tb2": "taobao", "dy": "douyin"}
    found = actuals_measured(lines, session, platforms=platforms, year=2026)  # type: ignore[arg-type]
    actuals = {(names[one.line_id], one.month): one.spend for one in found.actuals}
    return actuals, [(one.shop, one.campaign, one.month, one.spend) for one in found.unplanned]


def ad_line(budget: Budget, keeper: User, name: str, **place: str) -> BudgetLine:
    return line_there(budget, keeper, name, cost_kind="advertising", **place)


@pytest.mark.clause("11.10")
def test_campaign_before_shop_before_platform_before_brand(
    brand: Brand, budget: Budget, keeper: User, session: TinySession
) -> None:
    shop_there(brand, "tb")
    ad_line(budget, keeper, "计划", campaign_id="c1", shop_key="tb")
    assert matched(brand, session) == (
        {("计划", 3): Decimal(10)},
        [
            ("dy", "c1", 3, Decimal(7)),
            ("tb", "c2", 3, Decimal(20)),
            ("tb2", "c3", 4, Decimal("5.5")),
        ],
    )
    ad_line(budget, keeper, "店铺", shop_key="tb")
    ad_line(budget, keeper, "平台", channel="taobao")
    ad_line(budget, keeper, "全品牌")
    line_there(budget, keeper, "样品")
    assert matched(brand, session) == (
        {
            ("计划", 3): Decimal(10), ("店铺", 3): Decimal(20), ("平台", 4): Decimal("5.5"),
            ("全品牌", 3): Decimal(7),
        },
        [],
    )  # fmt: skip


def test_all_that_was_spent_in_the_year_is_told_once(session: TinySession) -> None:
    spent = spent_in(2026, session)  # type: ignore[arg-type]
    assert sum(one.spend for one in spent) == Decimal("42.50")
    assert {one.campaign: one.value for one in spent if one.shop == "tb2"} == {"c3": None}


def test_the_standing_of_a_line_reads_the_data(
    budget: Budget, keeper: User, session: TinySession
) -> None:
    line = ad_line(budget, keeper, "全品牌")
    standing = selectors.line_standing(line, date(2026, 4, 15), session)  # type: ignore[arg-type]
    assert (standing.actual, standing.roi) == (Decimal("42.5"), Decimal(77) / Decimal(37))
    assert selectors.line_standing(line, date(2026, 4, 15)).actual == 0

"""Evidence shows what a figure is at present, of the shops a person may see (6.2)."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from luoxuan.foundation.intake import services as intake
from luoxuan.foundation.people import services as people
from luoxuan.foundation.people.access import Scope, scope_of
from luoxuan.foundation.people.models import Brand
from luoxuan.plan.strategy import figures
from tests.check.dashboards.conftest import AT, orders_file
from tests.people_there import brand_there, member_there, shop_there

ASKED = figures.FigureAsked("gmv_paid", date(2026, 9, 1), date(2026, 9, 30))


@pytest.fixture
def brand(own_home: None, db: None, tmp_path: Path) -> Brand:
    """Three days of orders, 450 yuan."""
    made = brand_there()
    path = orders_file(tmp_path)
    intake.files_import(brand=made, files=[intake.IncomingFile(path, path.name)], at=AT)
    return made


def entered(brand: Brand, role: str = "owner") -> Scope:
    found = scope_of(user=member_there(brand, role), brand_key=brand.key)
    assert found is not None
    return found


def test_a_figure_is_measured_and_leads_to_its_rows(brand: Brand) -> None:
    found = figures.figures_now(entered(brand), [ASKED, ASKED])
    assert found[ASKED].value == Decimal(450)
    assert figures.drill_href(brand, ASKED) == "/b/yanshi/check/monthly/2026-09/figure/gmv_paid/"


def test_who_sees_another_shop_only_sees_no_figure_of_this_one(brand: Brand) -> None:
    other = shop_there(brand, "other")
    user = member_there(brand, "channel_operator")
    people.membership_set(brand=brand, user=user, role="channel_operator", shops=[other])
    scope = scope_of(user=user, brand_key=brand.key)
    assert scope is not None
    assert figures.figures_now(scope, [ASKED])[ASKED].value is None
    mine = figures.FigureAsked("gmv_paid", ASKED.first, ASKED.last, "taobao")
    assert mine not in figures.figures_now(scope, [mine])


@pytest.mark.parametrize(
    ("first", "last", "report"),
    [
        (date(2026, 9, 2), date(2026, 9, 2), "daily/2026-09-02"),
        (date(2026, 8, 31), date(2026, 9, 6), "weekly/2026-W36"),
        (date(2026, 7, 1), date(2026, 9, 30), "monthly/2026-09"),
    ],
)
def test_the_way_to_the_rows_fits_the_days(first: date, last: date, report: str) -> None:
    asked = figures.FigureAsked("aov", first, last, "taobao")
    href = figures.drill_href(Brand(key="yanshi"), asked)
    assert href == f"/b/yanshi/check/{report}/figure/aov/?of=taobao"


def test_an_own_price_nobody_paid_is_not_there(brand: Brand) -> None:
    assert figures.own_prices(entered(brand), ["1", ""], date(2026, 9, 30)) == {}

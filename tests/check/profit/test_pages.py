"""The profit pages, the interface and the command: one answer, four doors."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from typer.testing import CliRunner

from luoxuan.check.profit import asking, services
from luoxuan.cli.main import app
from luoxuan.foundation.people import services as people
from luoxuan.foundation.people.models import Brand
from tests.check.profit.test_keeping import kept
from tests.foundation.intake.conftest import AT
from tests.foundation.intake.test_pages import person, signed_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("6.6")]

ROOT = "/b/yanshi/check/profit/"
DAYS = "first=2026-09-01&last=2026-09-30"
SEPTEMBER = asking.ProfitAsked(date(2026, 9, 1), date(2026, 9, 30), ("sku",))


@pytest.fixture
def costed(sold: Brand) -> Brand:
    """Everything sold has a cost of ten."""
    rows = [
        {"merchant_sku": one.merchant_sku, "valid_from": "2026-08-01", "unit_cost": "10"}
        for one in kept(sold).uncosted
    ]
    services.rows_keep(brand=sold, table="costs", rows=rows, actor=None, at=AT)
    return sold


def test_page_interface_and_command_say_the_same(costed: Brand, finance: Client) -> None:
    answer = asking.profit_answer(brand=costed, asked=SEPTEMBER)
    profit = answer.total.steps["operating_profit"]
    assert answer.total.orders > 0
    assert sum(row.steps["operating_profit"] for row in answer.rows) == profit
    page = finance.get(f"{ROOT}?{DAYS}&by=sku").content.decode()
    assert f"{profit:,.2f}" in page
    said = finance.get(f"/api/v1/b/yanshi/profit/?{DAYS}&by=sku").json()
    assert Decimal(said["total"]["steps"]["operating_profit"]) == profit
    wish = [
        "profit",
        "--brand",
        "yanshi",
        "--by",
        "sku",
        "--from",
        "2026-09-01",
        "--to",
        "2026-09-30",
    ]
    told = CliRunner().invoke(app, [*wish, "--json"])
    assert Decimal(json.loads(told.output)["total"]["steps"]["operating_profit"]) == profit
    assert "合计" in CliRunner().invoke(app, wish).output


def test_every_cut_opens_and_adds_up(costed: Brand, finance: Client) -> None:
    for by in asking.profit.DIMENSIONS:
        asked = asking.ProfitAsked(SEPTEMBER.first, SEPTEMBER.last, (by,))
        answer = asking.profit_answer(brand=costed, asked=asked)
        for step, amount in answer.total.steps.items():
            assert sum(row.steps[step] for row in answer.rows) == amount, (by, step)
        assert finance.get(f"{ROOT}?{DAYS}&by={by}").status_code == 200, by


def test_losses_and_floors_open_with_their_workbooks(costed: Brand, finance: Client) -> None:
    for place in ("losses", "floors"):
        assert finance.get(f"{ROOT}{place}?{DAYS}").status_code == 200
        assert finance.get(f"{ROOT}{place}.xlsx?{DAYS}").content[:2] == b"PK"
        assert finance.get(f"/api/v1/b/yanshi/profit/{place}?{DAYS}").status_code == 200


def test_workbooks_come_down(costed: Brand, finance: Client) -> None:
    for place in ("profit.xlsx", "tables/costs.xlsx", "tables/fees.xlsx", "costs/bundles.xlsx"):
        assert finance.get(f"{ROOT}{place}?{DAYS}").content[:2] == b"PK", place


def test_days_without_sales_say_what_to_do(costed: Brand, finance: Client) -> None:
    page = finance.get(f"{ROOT}?first=2020-01-01&last=2020-01-31").content.decode()
    assert "No sales in these days" in page
    assert finance.get(f"{ROOT}losses?first=2020-01-01&last=2020-01-31").status_code == 200


def test_nonsense_in_the_address_falls_back_to_what_is_usual(
    costed: Brand, finance: Client
) -> None:
    assert finance.get(ROOT).status_code == 200
    assert finance.get(f"{ROOT}?first=neulich&by=haus&basis=x&shop=nope").status_code == 200


def test_too_long_a_period_is_refused_with_words(costed: Brand, finance: Client) -> None:
    answer = finance.get(f"{ROOT}?first=2020-01-01&last=2026-09-30")
    assert answer.status_code == 422
    assert "400" in answer.content.decode()
    assert (
        finance.get("/api/v1/b/yanshi/profit/?first=2020-01-01&last=2026-09-30").status_code == 422
    )


def test_a_person_of_some_shops_sees_their_profit_only(costed: Brand) -> None:
    people.shop_register(
        brand=costed, key="leer", platform="jd", name="演示空店", zone="Asia/Shanghai", currency="CNY",
        platform_shop_id="",
    )  # fmt: skip
    limited = signed_in(person(costed, "data_analyst", "leer"))
    page = limited.get(f"{ROOT}?{DAYS}").content.decode()
    assert "No sales in these days" in page
    said = limited.get(f"/api/v1/b/yanshi/profit/?{DAYS}&by=shop&shop=taobao").json()
    assert said["total"]["orders"] == 0


@pytest.mark.slow
def test_what_is_opened_first_is_worked_out_once_per_version_of_the_data(costed: Brand) -> None:
    assert asking.profit_prepare(brand=costed, at=AT) == 2 * 6
    assert asking.profit_prepare(brand=costed, at=AT) == 0
    row = {"merchant_sku": "QH-9", "unit_cost": "1"}
    services.rows_keep(brand=costed, table="costs", rows=[row], actor=None, at=AT)
    assert asking.profit_prepare(brand=costed, at=AT) == 2 * 6

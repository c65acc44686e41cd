"""Which bill reaches to which day: of each shop, and of the accounts of the whole brand."""

from datetime import date
from pathlib import Path

import pytest

from luoxuan.foundation.intake import selectors
from luoxuan.foundation.people.models import Brand
from tests.foundation.intake.conftest import Importing
from tests.foundation.intake.test_pages import person, signed_in

pytestmark = pytest.mark.django_db(transaction=True)
ALIPAY = "alipay/20889990001110156_202609_账务明细.zip"
PDD = "pdd/pdd-mall-bill-detail-2026-09.csv"


@pytest.fixture
def brought(brand: Brand, bring: Importing, samples: Path) -> Brand:
    bring(samples / ALIPAY, samples / PDD)
    return brand


def test_a_bill_of_a_shop_and_an_account_of_the_brand_each_say_how_far_they_reach(
    brought: Brand,
) -> None:
    (bill,) = selectors.freshness(brought)
    assert (bill.shop, bill.platform, bill.dataset) == ("pdd", "pdd", "account_flow_csv")
    assert (bill.first_day, bill.last_day) == (date(2026, 9, 9), date(2026, 9, 30))
    (account,) = selectors.freshness_of_accounts(brought)
    assert (account.shop, account.platform) == ("", "alipay")
    assert account.last_day.month == 9
    assert bill.is_book
    assert account.is_book


def test_the_page_shows_both_to_whom_sees_all_shops(brought: Brand) -> None:
    shown = signed_in(person(brought, "owner")).get("/b/yanshi/data/imports/").content.decode()
    assert "拼多多账务明细" in shown
    assert "全品牌" in shown or "The whole brand" in shown


def test_a_quiet_week_between_two_bills_is_no_gap(
    brand: Brand, bring: Importing, tmp_path: Path
) -> None:
    head = "商户订单号,发生时间,收入金额（+元）,支出金额（-元）,账务类型,备注,业务描述\n"
    line = "260901-100000000000001,2026-{day} 04:18:55,84.55,0.00,交易收入,,0010002|交易收入-订单收入\n"
    for name, day in (("a.csv", "09-01"), ("b.csv", "09-09"), ("c.csv", "09-18")):
        (tmp_path / name).write_text(head + line.format(day=day), encoding="utf-8")
        bring(tmp_path / name)
    (bill,) = selectors.freshness(brand)
    assert bill.gaps == ((date(2026, 9, 10), date(2026, 9, 17)),)

"""Costs and agreed fees: typed, brought, refused; one source of truth that can be undone."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.test import Client

from luoxuan.check.profit import selectors, services
from luoxuan.foundation.intake import services as intake
from luoxuan.foundation.intake.models import Import
from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.trail import selectors as trail
from tests.foundation.intake.conftest import AT
from tests.foundation.intake.test_pages import person, signed_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("6.6")]

TODAY = date(2026, 10, 1)
ROOT = "/b/yanshi/check/profit/"
COST = {"merchant_sku": "QH-1", "valid_from": "2026-09-01", "unit_cost": "35.50", "tax_rate": "1%"}


def keep(brand: Brand, table: str, *rows: dict[str, str]) -> None:
    services.rows_keep(brand=brand, table=table, rows=rows, actor=None, at=AT)  # type: ignore[arg-type]


def kept(brand: Brand) -> selectors.Kept:
    return selectors.kept_tables(brand, today=TODAY)


def verbs(brand: Brand) -> list[str]:
    return [e.verb for e in trail.trail_entries(brand=brand, question=trail.TrailQuestion())]


def test_a_typed_cost_is_an_import_that_can_be_undone(brand: Brand) -> None:
    keep(brand, "costs", COST)
    (cost,) = kept(brand).costs
    assert (cost.merchant_sku, cost.valid_from) == ("QH-1", date(2026, 9, 1))
    assert (cost.unit_cost, cost.tax_rate) == (Decimal("35.5"), Decimal("0.01"))
    assert "costs.kept" in verbs(brand)
    intake.import_undo(brand=brand, import_id=cost.import_id, requested_by=None, at=AT)
    assert kept(brand).costs == ()


def test_a_newer_row_of_the_same_day_takes_the_place_of_the_old(brand: Brand) -> None:
    keep(brand, "costs", COST)
    keep(brand, "costs", COST | {"unit_cost": "36"})
    assert [cost.unit_cost for cost in kept(brand).costs] == [Decimal(36)]


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("costs", COST | {"unit_cost": "viel"}),
        ("costs", COST | {"valid_from": "neulich"}),
        ("costs", COST | {"farbe": "rot"}),
        ("fee_terms", {"platform": "Marsmarkt", "fee_type": "佣金", "rate": "5%"}),
        ("fee_terms", {"platform": "京东", "fee_type": "Wegzoll", "rate": "5%"}),
    ],
)
def test_what_cannot_be_read_is_refused_whole(
    brand: Brand, table: str, row: dict[str, str]
) -> None:
    good = COST | {"merchant_sku": "QH-2"}
    rows = (good, row) if table == "costs" else (row,)
    with pytest.raises(services.CostError):
        keep(brand, table, *rows)
    assert kept(brand).costs == ()
    assert kept(brand).terms == ()
    assert not Import.objects.exists()
    assert "costs.kept" not in verbs(brand)


def test_agreed_fees_and_bundles_are_kept_with_their_words(brand: Brand) -> None:
    keep(
        brand,
        "fee_terms",
        {
            "platform": "jd",
            "fee_type": "commission",
            "valid_from": "2026-09-01",
            "rate": "5%",
            "settle_days": "7",
        },
    )
    keep(
        brand,
        "bundles",
        {"bundle_sku": "SET", "part_sku": "QH-1", "pieces": "2", "valid_from": "2026-09-01"},
    )
    (term,), (part,) = kept(brand).terms, kept(brand).bundles
    assert (term.platform, term.fee_type, term.rate, term.settle_days) == (
        "jd",
        "commission",
        Decimal("0.05"),
        7,
    )
    assert (part.bundle_sku, part.part_sku, part.pieces) == ("SET", "QH-1", 2)


def test_the_template_lists_what_was_sold_without_a_cost_and_comes_back_filled(
    sold: Brand, finance: Client
) -> None:
    missing = kept(sold).uncosted
    assert missing
    body = finance.get(f"{ROOT}costs/costs.xlsx").content
    sheet = openpyxl.load_workbook(BytesIO(body)).active
    assert sheet is not None
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == [one.merchant_sku for one in missing]
    filled = [
        {"merchant_sku": one.merchant_sku, "valid_from": "2026-08-01", "unit_cost": "10"}
        for one in missing
    ]
    keep(sold, "costs", *filled)
    assert kept(sold).uncosted == ()


def test_the_page_keeps_one_cost_and_says_what_is_missing(sold: Brand, finance: Client) -> None:
    page = finance.get(f"{ROOT}costs").content.decode()
    assert "have none" in page
    said = {
        "merchant_sku": "QH-1",
        "valid_from": "2026-09-01",
        "unit_cost": "12.5",
        "tax_rate": "1",
    }
    assert finance.post(f"{ROOT}costs/keep", said).status_code == 302
    assert [cost.tax_rate for cost in kept(sold).costs] == [Decimal("0.01")]
    wrong = finance.post(f"{ROOT}costs/keep", said | {"unit_cost": "-1"})
    assert wrong.status_code == 422
    assert len(kept(sold).costs) == 1


def test_a_fee_is_typed_on_its_page(sold: Brand, finance: Client) -> None:
    said = {"platform": "taobao", "fee_type": "commission", "valid_from": "2026-09-01", "rate": "2"}
    assert finance.post(f"{ROOT}fees/keep", said).status_code == 302
    assert [term.rate for term in kept(sold).terms] == [Decimal("0.02")]
    assert "2.0 %" in finance.get(f"{ROOT}fees").content.decode().replace("\xa0", " ")


def test_who_may_only_read_profit_may_not_keep_costs(sold: Brand) -> None:
    analyst = signed_in(person(sold, "data_analyst"))
    assert analyst.get(f"{ROOT}costs").status_code == 200
    assert analyst.post(f"{ROOT}costs/keep", {"merchant_sku": "X"}).status_code == 403
    operator = signed_in(person(sold, "channel_operator"))
    assert operator.get(f"{ROOT}costs").status_code == 403

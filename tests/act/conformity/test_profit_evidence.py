"""Input and output of channels (7.8): told where costs are known, and never more than partly lived."""

from datetime import timedelta
from pathlib import Path

import pytest

from luoxuan.check.profit import services
from luoxuan.foundation.intake import services as intake
from luoxuan.foundation.people import services as people
from luoxuan.foundation.people.models import Brand
from tests.act.conformity.test_evidence import measured
from tests.check.profit.test_keeping import kept
from tests.foundation.intake.conftest import AT
from tests.shared_material import shared

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.clause("7.8")]
ORDERS = "taobao/ExportOrderList202609301015.csv"
LINES = "taobao/ExportOrderDetailList202609301016.csv"


@pytest.fixture
def brand(own_home: None, db: None) -> Brand:
    """Sales of September."""
    made = people.brand_create(key="yanshi", name="演示品牌", at=AT)
    samples: Path = shared("platforms/samples")
    files = [intake.IncomingFile(samples / name, (samples / name).name) for name in (ORDERS, LINES)]
    intake.files_import(brand=made, files=files, at=AT)
    return made


def result(brand: Brand) -> dict[str, object]:
    return measured(brand)["7.8"]


def test_without_costs_input_and_output_are_not_told(brand: Brand) -> None:
    found = result(brand)
    assert (found["state"], found["value"]) == ("not", "0")


def test_with_costs_it_is_lived_in_part(brand: Brand) -> None:
    rows = [
        {"merchant_sku": one.merchant_sku, "valid_from": "2026-01-01", "unit_cost": "10"}
        for one in kept(brand).uncosted
    ]
    services.rows_keep(
        brand=brand, table="costs", rows=rows, actor=None, at=AT + timedelta(hours=1)
    )
    found = result(brand)
    assert (found["state"], found["value"]) == ("partly", "1")

"""The calendar goes by the newest stock of the house (6.4, 11.8)."""

from datetime import date
from pathlib import Path

import pytest

from luoxuan.foundation.people.models import Brand
from luoxuan.plan.calendar.stock import stock_of
from tests.check.dashboards.conftest import AT, orders_file
from tests.foundation.signals.operations_there import STOCK, brought, written
from tests.people_there import brand_there

pytestmark = pytest.mark.django_db


@pytest.fixture
def brand(own_home: None) -> Brand:
    """A brand without data."""
    return brand_there("yanshi")


def test_the_newest_stock_is_on_the_shelves(brand: Brand, tmp_path: Path) -> None:
    assert stock_of(brand) is None
    path = orders_file(tmp_path)
    brought(brand, tmp_path, path.name, path.read_text(encoding="gb18030"), AT)
    found = stock_of(brand)
    assert found is not None
    assert (found.day, dict(found.shelves)) == (date(2026, 9, 3), {})
    for day, pieces in (("20260902", 9), ("20260903", 4)):
        row = [("K1", "A103", "演示商品", "红", pieces, 1, 5, pieces - 1)]
        brought(brand, tmp_path, f"商品库存_{day}.csv", written(STOCK, row), AT)
    found = stock_of(brand)
    assert found is not None
    assert {sku: shelf.available for sku, shelf in found.shelves.items()} == {"A103": 3}

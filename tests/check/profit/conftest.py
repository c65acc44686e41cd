"""A brand with a few Taobao orders, and people who may look."""

from pathlib import Path

import pytest
from django.test import Client

from luoxuan.foundation.intake import services as intake
from luoxuan.foundation.people import services as people
from luoxuan.foundation.people.models import Brand
from tests.foundation.intake.conftest import AT
from tests.foundation.intake.test_pages import person, signed_in
from tests.shared_material import shared

SAMPLES = ("taobao/ExportOrderList202609301015.csv", "taobao/ExportOrderDetailList202609301016.csv")


@pytest.fixture
def brand(own_home: None, db: None) -> Brand:
    return people.brand_create(key="yanshi", name="演示品牌", at=AT)


@pytest.fixture
def sold(brand: Brand) -> Brand:
    """The sample's orders and lines of September 2026."""
    samples: Path = shared("platforms/samples")
    files = [intake.IncomingFile(samples / name, (samples / name).name) for name in SAMPLES]
    reports = intake.files_import(brand=brand, files=files, at=AT)
    assert {report.status for report in reports} == {"imported"}
    return brand


@pytest.fixture
def finance(brand: Brand) -> Client:
    return signed_in(person(brand, "finance"))

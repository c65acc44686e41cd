"""A home of its own and a brand for every test."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from luoxuan.foundation.intake import services
from luoxuan.foundation.people import services as people
from luoxuan.foundation.people.models import Brand
from luoxuan.warehouse.sources.report import FileReport
from tests.shared_material import shared

AT = datetime(2026, 10, 1, 2, 0, tzinfo=UTC)
Importing = Callable[..., list[FileReport]]


@pytest.fixture
def brand(own_home: None, db: None) -> Brand:
    """A brand that has nothing yet."""
    return people.brand_create(key="yanshi", name="演示品牌", at=AT)


@pytest.fixture
def bring(brand: Brand) -> Importing:
    """Import paths into the brand, as the doors do."""

    def run(*paths: Path, **wishes: object) -> list[FileReport]:
        files = [services.IncomingFile(path, path.name) for path in paths]
        return services.files_import(brand=brand, files=files, **({"at": AT} | wishes))

    return run


@pytest.fixture
def samples() -> Path:
    """The sample exports."""
    return shared("platforms/samples")

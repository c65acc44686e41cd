"""A brand with a few days of orders, measured."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from luoxuan.foundation.intake import services as intake
from luoxuan.foundation.people.models import Brand, User
from tests.check.dashboards.conftest import orders_file
from tests.people_there import PASSWORD, brand_there, member_there

AT = datetime(2026, 9, 4, 2, 0, tzinfo=UTC)


@pytest.fixture
def bare(own_home: None, db: None) -> Brand:
    """A brand without anything."""
    return brand_there()


@pytest.fixture
def owner(bare: Brand) -> User:
    """Its owner."""
    return member_there(bare, "owner", "laoban")


@pytest.fixture
def brand(bare: Brand, tmp_path: Path) -> Brand:
    """The brand with four orders of one shop."""
    path = orders_file(tmp_path)
    intake.files_import(brand=bare, files=[intake.IncomingFile(path, path.name)], at=AT)
    return bare


@pytest.fixture
def reader(owner: User, client: Client) -> Client:
    """The owner, logged in."""
    assert client.login(username="laoban", password=PASSWORD)
    return client

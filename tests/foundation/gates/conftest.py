"""A brand with people who ask and people who decide."""

from collections.abc import Iterator

import pytest

from luoxuan.foundation.people.models import Brand, User
from tests.foundation.gates.kinds import World, kinds_there
from tests.people_there import brand_there, member_there


@pytest.fixture
def world() -> Iterator[World]:
    made = World()
    with kinds_there(made):
        yield made


@pytest.fixture
def brand(db: None, world: World) -> Brand:
    return brand_there()


@pytest.fixture
def author(brand: Brand) -> User:
    return member_there(brand, "channel_operator")


@pytest.fixture
def owner(brand: Brand) -> User:
    return member_there(brand, "owner")


@pytest.fixture
def manager(brand: Brand) -> User:
    return member_there(brand, "operations_manager")


@pytest.fixture
def finance(brand: Brand) -> User:
    return member_there(brand, "finance")

"""A brand with people, and everything told of its tasks."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.tasks import events
from tests.people_there import brand_there, member_there


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """What a service says, as the tests read it; pages choose their own language."""
    with translation.override("en"):
        yield


@pytest.fixture
def brand(db: None) -> Brand:
    return brand_there()


@pytest.fixture
def owner(brand: Brand) -> User:
    return member_there(brand, "owner")


@pytest.fixture
def manager(brand: Brand) -> User:
    return member_there(brand, "operations_manager", "jingli")


@pytest.fixture
def operator(brand: Brand) -> User:
    return member_there(brand, "channel_operator", "yunying1")


@pytest.fixture
def told() -> Iterator[list[events.TaskEvent]]:
    """What was told, in order; others who listen are left out."""
    heard: list[events.TaskEvent] = []
    before = list(events._listeners)
    events._listeners[:] = [heard.append]
    yield heard
    events._listeners[:] = before

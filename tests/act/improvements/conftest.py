"""A brand with three shops, a finding, and eight weeks of orders in which one shop gains from a day on."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from django.test import Client

from luoxuan.act.improvements import services
from luoxuan.act.improvements.models import Action, Finding
from luoxuan.foundation.people.models import Brand, User
from tests.metrics.tiny import TinySession, file, order
from tests.people_there import PASSWORD, brand_there, member_there, shop_there

START = date(2026, 8, 2)
"""Six weeks after 21 June: no festival before, none in the two weeks after."""
FIRST = START - timedelta(days=42)
AFTER = 14
AT = datetime(2026, 7, 20, 2, 0, tzinfo=UTC)
CHECKED = datetime(2026, 8, 16, 2, 0, tzinfo=UTC)


@pytest.fixture
def brand(db: None) -> Brand:
    """A brand with three shops."""
    made = brand_there("yanshi")
    for key in "abc":
        shop_there(made, key)
    return made


@pytest.fixture
def owner(brand: Brand) -> User:
    """Who looks after findings."""
    return member_there(brand, "owner", "laoban")


@pytest.fixture
def operator(brand: Brand) -> User:
    """Who carries actions out."""
    return member_there(brand, "channel_operator", "yunying1")


@pytest.fixture
def finding(brand: Brand, owner: User) -> Finding:
    """An open finding."""
    draft = services.FindingDraft("店铺 a 转化偏低", metric="gmv_paid", shop_key="a")
    return services.finding_open(brand=brand, draft=draft, actor=owner, at=AT)


def draft_of(operator: User, **more: Any) -> services.ActionDraft:
    """An action in shop a that should bring 500 a day, compared with b and c."""
    return services.ActionDraft(
        **{
            "title": "重做首图",
            "owner": operator,
            "due_on": START,
            "check_on": START + timedelta(days=AFTER),
            "metric": "gmv_paid",
            "expected": Decimal(500),
            "shops": ("a",),
            "controls": ("b", "c"),
            **more,
        }
    )


@pytest.fixture
def action(finding: Finding, operator: User, owner: User) -> Action:
    """A planned action."""
    return services.action_plan(finding=finding, draft=draft_of(operator), actor=owner, at=AT)


@pytest.fixture
def done(action: Action, operator: User) -> Action:
    """The action, in force since its due day."""
    at = datetime(2026, 8, 2, 6, 0, tzinfo=UTC)
    return services.action_done(action=action, started_on=START, actor=operator, at=at)


@pytest.fixture
def session() -> TinySession:
    """Orders in which shop a gains 800 a day."""
    return session_of(800)


def session_of(gain: int) -> TinySession:
    """One order a day and shop; shop a gains from the start on."""
    draw = np.random.default_rng(4)
    rows = []
    for at in range(42 + AFTER):
        day = FIRST + timedelta(days=at)
        usual = 3000 + 300 * (at % 7) + int(draw.integers(-250, 250))
        for shop in "abc":
            more = gain if shop == "a" and day >= START else 0
            worth = usual + int(draw.integers(-90, 90)) + more
            rows.append(order(f"{shop}{at}", str(worth), shop_key=shop, day=day))
    last = START + timedelta(days=AFTER - 1)
    files = [file("orders", FIRST, last, shop_key=shop) for shop in "abc"]
    return TinySession(orders=rows, source_files=files)


@pytest.fixture
def logged_in(client: Client) -> Callable[[User], Client]:
    """The client, logged in as somebody."""

    def enter(user: User) -> Client:
        assert client.login(username=user.username, password=PASSWORD)
        return client

    return enter

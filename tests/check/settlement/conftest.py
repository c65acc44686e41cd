"""A brand with a September of three orders and an Alipay book."""

import pytest
from django.test import Client

from luoxuan.check.settlement import services
from luoxuan.check.settlement.models import Reconciliation
from luoxuan.foundation.people.models import Brand, User
from tests.check.settlement.books import AT, MONTH, bring, september
from tests.people_there import PASSWORD, brand_there, member_there, shop_there


@pytest.fixture
def brand(own_home: None, db: None) -> Brand:
    """The brand, its rows in the lake."""
    made = brand_there("yanshi")
    shop_there(made, "demo")
    bring(made, "september", september())
    return made


@pytest.fixture
def owner(brand: Brand) -> User:
    """Who may everything."""
    return member_there(brand, "owner", "laoban")


@pytest.fixture
def finance(brand: Brand) -> User:
    """Who works on differences and signs."""
    return member_there(brand, "finance", "caiwu")


@pytest.fixture
def run(brand: Brand, finance: User) -> Reconciliation:
    """September, reconciled."""
    return services.month_reconcile(brand=brand, month=MONTH, actor=finance, at=AT)


@pytest.fixture
def reader(owner: User, client: Client) -> Client:
    """The owner, logged in."""
    assert client.login(username="laoban", password=PASSWORD)
    return client

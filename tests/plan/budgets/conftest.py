"""A brand, who keeps its budget, who decides, and an approved year with one line of 100 a month."""

import pytest

from luoxuan.foundation.people.models import Brand, User
from luoxuan.plan.budgets import services
from luoxuan.plan.budgets.models import Budget, BudgetLine
from tests.people_there import brand_there, member_there
from tests.plan.budgets.worlds import AT, approved_there, line_there


@pytest.fixture
def brand(db: None) -> Brand:
    return brand_there()


@pytest.fixture
def keeper(brand: Brand) -> User:
    return member_there(brand, "campaign_operator")


@pytest.fixture
def owner(brand: Brand) -> User:
    return member_there(brand, "owner")


@pytest.fixture
def budget(brand: Brand, keeper: User) -> Budget:
    return services.budget_open(brand=brand, year=2026, actor=keeper, at=AT)


@pytest.fixture
def line(budget: Budget, keeper: User, owner: User) -> BudgetLine:
    made = line_there(budget, keeper)
    approved_there(budget, keeper, owner)
    made.refresh_from_db()
    return made

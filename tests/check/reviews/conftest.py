"""A brand whose September was missed: half of the orders from the tenth on, after three even months."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from luoxuan.foundation.intake import services as intake
from luoxuan.foundation.people.models import Brand, User
from luoxuan.plan.targets.models import TargetNode, TargetTree, TargetValue
from tests.check.dashboards.conftest import orders_file
from tests.people_there import PASSWORD, brand_there, member_there

AT = datetime(2026, 10, 1, 2, 0, tzinfo=UTC)
FIRST, BREAK, LAST = date(2026, 6, 1), date(2026, 9, 10), date(2026, 9, 30)


def days(first: date, last: date) -> Iterator[date]:
    """Each day."""
    while first <= last:
        yield first
        first += timedelta(days=1)


def orders(first: date = FIRST, last: date = LAST) -> tuple[tuple[str, str, str], ...]:
    """Four orders of 100 a day, two from the break on."""
    return tuple(
        (f"{day:%y%m%d}{n:012d}1", f"{day} 10:0{n}:00", "100.00")
        for day in days(first, last)
        for n in range(2 if day >= BREAK else 4)
    )


def imported(brand: Brand, folder: Path, rows: tuple[tuple[str, str, str], ...]) -> None:
    """The orders, through the engine."""
    path = orders_file(folder, rows)
    (report,) = intake.files_import(
        brand=brand, files=[intake.IncomingFile(path, path.name)], at=AT
    )
    assert (report.status, report.rows_kept) == ("imported", len(rows))


@pytest.fixture
def brand(own_home: None, db: None, tmp_path: Path) -> Brand:
    """The brand with its orders."""
    made = brand_there("yanshi")
    imported(made, tmp_path, orders())
    return made


@pytest.fixture
def owner(brand: Brand) -> User:
    """Who may everything."""
    return member_there(brand, "owner", "laoban")


@pytest.fixture
def reader(owner: User, client: Client) -> Client:
    """The owner, logged in."""
    assert client.login(username="laoban", password=PASSWORD)
    return client


def tree_there(brand: Brand, owner: User) -> TargetTree:
    """Approved targets of 2026: 12,000 a month for the brand and the same for its shop."""
    tree = TargetTree.objects.create(
        brand=brand, year=2026, title="目标", state="approved", created_at=AT, approved_at=AT
    )
    company = node_there(tree, "公司成交额", "12000", owner=owner)
    node_there(tree, "店铺成交额", "12000", parent=company, level="shop", shop_key="taobao")
    return tree


def node_there(tree: TargetTree, title: str, value: str, **more: object) -> TargetNode:
    """A node of paid sales with the same target every month."""
    fresh: dict[str, object] = {
        "level": "company", "metric": "gmv_paid", "unit": "money", "title": title, **more,
    }  # fmt: skip
    node = TargetNode.objects.create(tree=tree, **fresh)
    TargetValue.objects.bulk_create(
        TargetValue(node=node, month=date(2026, month, 1), value=Decimal(value))
        for month in range(1, 13)
    )
    return node


@pytest.fixture
def tree(brand: Brand, owner: User) -> TargetTree:
    """The approved targets."""
    return tree_there(brand, owner)

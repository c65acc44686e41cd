"""A brand with two shops, its owner, and a small tree."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from luoxuan.foundation.people.models import Brand, User
from luoxuan.plan.targets import services
from luoxuan.plan.targets.models import TargetNode, TargetTree
from tests.people_there import brand_there, member_there, shop_there

AT = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def day(text: str) -> date:
    """2026-11 or 2026-11-20 as a day."""
    return date.fromisoformat(text if len(text) > 7 else f"{text}-01")


@pytest.fixture
def brand(db: None) -> Brand:
    """The brand with two shops."""
    made = brand_there("yanshi")
    shop_there(made, "tm1")
    shop_there(made, "tm2")
    return made


@pytest.fixture
def owner(brand: Brand) -> User:
    """Its owner."""
    return member_there(brand, "owner", "laoban")


@pytest.fixture
def tree(brand: Brand, owner: User) -> TargetTree:
    """A draft of 2026."""
    draft = services.TreeDraft(year=2026, title="2026 目标")
    return services.tree_create(brand=brand, draft=draft, actor=owner, at=AT)


def node_there(
    tree: TargetTree, title: str, parent: TargetNode | None = None, **more: object
) -> TargetNode:
    """A node of the draft."""
    said: dict[str, object] = {"level": "company", "metric": "gmv_paid", **more}
    draft = services.NodeDraft(title=title, parent_id=parent.pk if parent else None, **said)  # type: ignore[arg-type]
    return services.node_set(tree=tree, draft=draft, actor=None, at=AT)


def year_there(node: TargetNode, value: str) -> None:
    """A year's target split over its months."""
    basis = services.Basis("typed", note="测试")
    services.year_set(node=node, value=Decimal(value), basis=basis, actor=None, at=AT)


@pytest.fixture
def shops_tree(tree: TargetTree) -> tuple[TargetTree, TargetNode, TargetNode, TargetNode]:
    """GMV of the company as the sum of two shops, every month set and in agreement."""
    top = node_there(tree, "全公司成交", formula="sum")
    one = node_there(tree, "一店", top, level="shop", shop_key="tm1")
    two = node_there(tree, "二店", top, level="shop", shop_key="tm2")
    year_there(one, "1200.00")
    year_there(two, "2400.00")
    services.months_take_over(node=top, actor=None, at=AT)
    return tree, top, one, two

"""One approved target of the running year, for the walk over all addresses."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from luoxuan.foundation.people.models import Brand
from luoxuan.plan.targets.models import TargetNode, TargetTree, TargetValue
from tests.people_there import AT


def loop_objects(brand: Brand) -> dict[str, Callable[[], str]]:
    """How to make the goal a loop's address names."""

    def goal() -> TargetNode:
        year = (timezone.now() - timedelta(days=1)).year
        tree = TargetTree.objects.create(
            brand=brand, year=year, title="x", state="approved", created_at=AT, approved_at=AT
        )
        node = TargetNode.objects.create(
            tree=tree, level="company", title="x", metric="gmv_paid", unit="money"
        )
        TargetValue.objects.create(
            node=node, month=AT.date().replace(year=year, day=1), value=Decimal(1)
        )
        return node

    return {"goal_id": lambda: str(goal().pk)}

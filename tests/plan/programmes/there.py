"""Plans for tests."""

from datetime import date
from typing import Any

from luoxuan.foundation.people.models import Brand
from luoxuan.plan.programmes import services
from luoxuan.plan.programmes.models import Programme
from luoxuan.plan.programmes.words import parts_of
from tests.people_there import AT

TEXT = "第四季度以双11为主战场，先拉新后转化，预算向高回报的渠道倾斜，库存提前三周到仓，客服排班同步加密。"


def plan_there(brand: Brand, kind: Any = "month", day: date = date(2026, 10, 1)) -> Programme:
    """A plan with every part written."""
    plan = services.programme_open(brand=brand, kind=kind, day=day, actor=None, at=AT)
    for word in parts_of(kind):
        services.part_write(programme=plan, key=word.key, text=TEXT, actor=None, at=AT)
    return plan

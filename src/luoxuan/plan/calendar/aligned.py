"""What of the calendar serves an objective (5.1)."""

from typing import TYPE_CHECKING

from django.urls import reverse

from luoxuan.plan.calendar import selectors
from luoxuan.plan.strategy.alignment import AlignedThing

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand
    from luoxuan.plan.strategy.models import Objective


def aligned_things(brand: "Brand", objective: "Objective | None") -> list[AlignedThing]:
    """Promotions, content and ad flights of the objective; with None, those of no objective."""
    found = selectors.campaigns_of(brand, objective.pk if objective else None)
    return [
        AlignedThing(
            kind="calendar_entry",
            kind_zh="日历",
            kind_en="Calendar",
            title=entry.title,
            url=reverse("calendar:entry", args=[brand.key, entry.pk]),
            amount=entry.amount,
            shop_key=entry.shop_key,
        )
        for entry in found
    ]

"""The pace of every target, for monitors (9.15)."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from luoxuan.foundation.signals.registry import PaceReading
from luoxuan.metrics.scope import Session
from luoxuan.plan.targets.standing import standing_of

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand


def pace_readings(brand: "Brand", day: date, session: Session) -> Iterable[PaceReading]:
    """How each metric of the approved tree stands on the day; what nobody knows is left out."""
    for one in standing_of(brand, day=day, session=session):
        if one.actual is None or one.due is None or not one.node.metric:
            continue
        members = {"shop": one.node.shop_key} if one.node.shop_key else {}
        yield PaceReading(
            {**members, "target": str(one.node.pk)},
            one.node.metric, one.actual, one.due, one.node.title, one.node.title,
            reverse("targets:node", args=[brand.key, one.node.pk]),
        )  # fmt: skip

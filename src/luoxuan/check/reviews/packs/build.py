"""Building a pack, step by step (12.1)."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from luoxuan.check.reviews import periods, sections
from luoxuan.check.reviews.sections import PackContext
from luoxuan.foundation.intake import selectors as intake
from luoxuan.warehouse.engine import open_session

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand
    from luoxuan.metrics.period import Period

Progress = Callable[[int, int, str], None]


def silent(_done: int, _total: int, _note: str) -> None:
    """Nobody listens."""


@dataclass(frozen=True)
class Pack:
    """What is stored: the body, the scores apart, the version of the data, a first agenda."""

    body: dict[str, Any]
    scores: list[dict[str, Any]] = field(default_factory=list)
    data_version: int = 0
    agenda: tuple[tuple[str, int], ...] = ()


def build(
    *, brand: "Brand", kind: str, period: "Period", at: datetime, progress: Progress = silent
) -> Pack:
    """The pack from the data as they are now."""
    last = intake.catalogue_last(brand)
    with open_session(intake.snapshot(brand)) as session:
        before = periods.period_before(kind, period)
        context = PackContext(brand, kind, period, before, session, at)
        progress(1, 2, "")
        body = {
            "kind": kind,
            "first": str(period.first),
            "last": str(period.last),
            "currency": brand.currency,
            "misses": [],
            "overs": [],
            "sections": sections.built(context),
        }
    progress(2, 2, "")
    return Pack(body, [], last.seq if last else 0, ())

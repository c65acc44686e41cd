"""Figures of the trade, each with its source (6.7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.trail.services import trail_record
from luoxuan.metrics import METRICS
from luoxuan.plan.targets.models import BenchmarkFigure
from luoxuan.plan.targets.services.errors import TargetError

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User


@dataclass(frozen=True)
class BenchmarkDraft:
    """What somebody published."""

    metric: str
    value: Decimal
    year: int
    source: str
    scope: str = ""
    source_url: str = ""


@transaction.atomic
def benchmark_save(
    *, brand: "Brand", draft: BenchmarkDraft, actor: "User | None", at: datetime
) -> BenchmarkFigure:
    """Keep a figure; the same metric, year, scope and source again changes it. Raises TargetError."""
    if draft.metric not in METRICS:
        raise TargetError(_("There is no figure %(metric)s.") % {"metric": draft.metric})
    if not draft.source.strip():
        raise TargetError(_("Say who published the figure, and where."))
    if not draft.value.is_finite():
        raise TargetError(_("%(value)s is no number.") % {"value": str(draft.value)})
    figure, _made = BenchmarkFigure.objects.update_or_create(
        brand=brand, metric=draft.metric, year=draft.year, scope=draft.scope.strip(),
        source=draft.source.strip(),
        defaults={
            "value": draft.value, "source_url": draft.source_url, "author": actor, "created_at": at
        },
    )  # fmt: skip
    _told(figure, "benchmark.saved", actor, at)
    return figure


@transaction.atomic
def benchmarks_save(
    *, brand: "Brand", drafts: Iterable[BenchmarkDraft], actor: "User | None", at: datetime
) -> int:
    """Keep all of them or none. How many. Raises TargetError."""
    return len([benchmark_save(brand=brand, draft=one, actor=actor, at=at) for one in drafts])


@transaction.atomic
def benchmark_remove(*, figure: BenchmarkFigure, actor: "User | None", at: datetime) -> None:
    """Take a figure out; targets that rest on it keep their basis."""
    _told(figure, "benchmark.removed", actor, at)
    figure.delete()


def _told(figure: BenchmarkFigure, verb: str, actor: "User | None", at: datetime) -> None:
    detail = {"metric": figure.metric, "year": figure.year, "source": figure.source}
    trail_record(
        brand=figure.brand, actor=actor, verb=verb, subject_type="benchmark",
        subject_id=str(figure.pk), detail=detail, at=at,
    )  # fmt: skip

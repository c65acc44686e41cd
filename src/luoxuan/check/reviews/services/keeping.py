"""Settings of the reviews, the weights of the scores, and the note that data changed since (12.1, 12.3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from luoxuan.check.reviews import packs, selectors
from luoxuan.check.reviews.models import LateNote, Review, ReviewSettings, ScoreWeight
from luoxuan.check.reviews.services.errors import ReviewError
from luoxuan.check.reviews.services.records import recorded
from luoxuan.foundation.trail.services import trail_record

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

LATEST = 90
HIGHEST = Decimal(5)


@dataclass(frozen=True)
class Rules:
    """Due days after the end, the most a proposal moves, the bounds of a score."""

    month_days: int
    quarter_days: int
    year_days: int
    most_moved: Decimal
    score_cap: Decimal
    score_floor: Decimal


@transaction.atomic
def settings_save(*, brand: "Brand", rules: Rules, actor: "User", at: datetime) -> ReviewSettings:
    """Keep the rules. Raises ReviewError where they make no sense."""
    days = (rules.month_days, rules.quarter_days, rules.year_days)
    if not all(1 <= each <= LATEST for each in days):
        raise ReviewError(f"A review is due 1 to {LATEST} days after its period.")
    if not 0 < rules.most_moved <= 1:
        raise ReviewError("A proposal moves more than nothing and at most everything.")
    if not 0 <= rules.score_floor < rules.score_cap <= HIGHEST:
        raise ReviewError(
            f"The floor of a score lies below its cap, and the cap at most at {HIGHEST}."
        )
    kept, _created = ReviewSettings.objects.update_or_create(brand=brand, defaults=vars(rules))
    _settings_recorded(brand, actor, at, {name: str(value) for name, value in vars(rules).items()})
    return kept


@transaction.atomic
def rules_save(
    *,
    brand: "Brand",
    rules: Rules,
    weights: Mapping[str, Decimal],
    actor: "User",
    at: datetime,
) -> None:
    """Rules and weights together, or neither. Raises ReviewError."""
    settings_save(brand=brand, rules=rules, actor=actor, at=at)
    if weights:
        weights_save(brand=brand, weights=weights, actor=actor, at=at)


@transaction.atomic
def weights_save(
    *, brand: "Brand", weights: Mapping[str, Decimal], actor: "User", at: datetime
) -> None:
    """Keep what the targets count; a negative weight is refused. Raises ReviewError."""
    if any(weight < 0 for weight in weights.values()):
        raise ReviewError("A weight is 0 or more.")
    for node_id, weight in weights.items():
        ScoreWeight.objects.update_or_create(
            brand=brand, node_id=node_id, defaults={"weight": weight}
        )
    _settings_recorded(brand, actor, at, {name: str(value) for name, value in weights.items()})


def _settings_recorded(brand: "Brand", actor: "User", at: datetime, detail: dict[str, str]) -> None:
    trail_record(
        brand=brand, actor=actor, verb="review_settings.saved", subject_type="review_settings",
        subject_id=brand.key, detail=detail, at=at,
    )  # fmt: skip


def late_note(*, review: Review, at: datetime) -> LateNote | None:
    """Note what the data say differently since the review was held; None where nothing differs."""
    if review.state not in selectors.DONE:
        return None
    version, differences = packs.differences(review=review, at=at)
    if not differences or review.late_notes.filter(data_version=version).exists():
        return None
    return _noted(review, version, differences, at)


@transaction.atomic
def _noted(
    review: Review, version: int, differences: list[dict[str, str]], at: datetime
) -> LateNote | None:
    last = review.late_notes.first()
    if last is not None and last.differences == differences:
        return None
    note, is_new = LateNote.objects.get_or_create(
        review=review,
        data_version=version,
        defaults={"differences": differences, "noticed_at": at},
    )
    if is_new:
        recorded(
            review, "review.data_changed", actor=None, at=at,
            data_version=version, figures=len(differences),
        )  # fmt: skip
    return note

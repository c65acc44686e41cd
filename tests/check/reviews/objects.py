"""Reviews as tests need them: one that is ready, with a pack nobody computed."""

from collections.abc import Callable
from datetime import date
from typing import Any

from luoxuan.check.reviews import services
from luoxuan.check.reviews.models import Review
from luoxuan.foundation.people.models import Brand, User
from luoxuan.metrics.period import month_named
from tests.people_there import AT

PACK: dict[str, Any] = {
    "headline": [{"zh": "九月：1 个目标中 0 个达成。", "en": "September: 0 of 1 targets met."}],
    "standings": [],
    "misses": [],
    "overs": [],
    "sections": [],
    "proposal": {
        "text_zh": "每天挪动 10 元。",
        "text_en": "Move 10 a day.",
        "shifts": [{"key": "shift-1", "text_zh": "从甲挪到乙。", "text_en": "From A to B."}],
        "returns": [],
    },
}

SHEET: dict[str, Any] = {
    "owner_id": None, "name": "演示一号", "role": "", "weight": "1", "points": "0.9000", "score": "0.9000",
    "cap": "1.20", "floor": "0.00",
    "steps": [
        {
            "node_id": "1", "title": "成交额", "unit": "money", "direction": "up", "target": "100",
            "actual": "90", "reached": "0.9000", "counted": "0.9000", "weight": "1",
            "points": "0.9000",
        }
    ],
}  # fmt: skip


def review_there(brand: Brand, when: str = "2026-09", **more: Any) -> Review:
    """A review that is ready to be held; made once."""
    period = month_named(when)
    review = services.review_open(brand=brand, kind="month", period=period, at=AT)
    if not review.pack_hash:
        fresh = {"pack": PACK, "state": Review.State.READY, "prepared_at": AT, **more}
        fresh["pack_hash"] = services.pack_hash(fresh["pack"], fresh.get("scores", []))
        Review.objects.filter(pk=review.pk).update(**fresh)
        review.refresh_from_db()
    return review


def review_objects(brand: Brand, user: User) -> dict[str, Callable[[], str]]:
    """What names a review and a decision in an address."""

    def decision() -> str:
        draft = services.DecisionDraft("x", due_on=date(2026, 12, 1))
        made = services.decision_add(
            review=review_there(brand, scores=[SHEET]), draft=draft, actor=user, at=AT
        )
        return str(made.pk)

    return {
        "review_id": lambda: str(review_there(brand, scores=[SHEET]).pk),
        "decision_id": decision,
    }

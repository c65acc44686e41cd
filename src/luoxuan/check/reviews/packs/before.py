"""What the review before decided, and how far it is (12.1, 12.4)."""

from typing import Any

from luoxuan.check.reviews import periods, selectors
from luoxuan.check.reviews.sections import PackContext
from luoxuan.foundation.tasks import selectors as tasks

SOURCE = "review_decision"


def decisions_before(context: PackContext) -> list[dict[str, Any]]:
    """Each decision with the state of what followed of it."""
    before = periods.period_before(context.kind, context.period)
    review = selectors.review_for(context.brand, context.kind, before.first)
    if review is None:
        return []
    return [
        {
            "when": review.when,
            "text": decision.text,
            "owner": str(decision.owner) if decision.owner else "",
            "due_on": str(decision.due_on) if decision.due_on else "",
            "follow": decision.follow,
            "url": decision.follow_url,
            "state": _state(context, str(decision.pk)),
            "shop_key": "",
        }
        for decision in selectors.decisions_of(review)
    ]


def _state(context: PackContext, decision_id: str) -> str:
    """open, doing, done or cancelled; empty where no task followed."""
    found = tasks.tasks_by_source(context.brand, SOURCE, decision_id)
    return str(found[0].state) if found else ""

"""A kept action becomes the draft of an SOP: what works is done so from now on (12.6)."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.act.improvements.models import Action
from luoxuan.act.improvements.services.errors import ImprovementError
from luoxuan.act.improvements.services.records import action_locked, recorded
from luoxuan.act.knowledge import services as knowledge

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import User


@transaction.atomic
def action_standardise(*, action: Action, actor: "User", at: datetime) -> Action:
    """Write the draft of an SOP, once, with why, what and the measured effect. Raises ImprovementError."""
    row = action_locked(action)
    if row.state != Action.State.KEPT:
        raise ImprovementError(_("Only a kept action becomes an SOP."))
    if row.article_slug:
        return row
    draft = knowledge.ArticleDraft(
        kind="sop", title=row.title, body=_body(row), owner=row.owner,
        review_on=at.date() + knowledge.REVIEW_AFTER, source=f"action:{row.pk}",
    )  # fmt: skip
    try:
        article = knowledge.article_save(brand=row.brand, draft=draft, actor=actor, at=at)
    except knowledge.KnowledgeError as error:
        raise ImprovementError(str(error)) from error
    row.article_slug = article.slug
    row.save(update_fields=["article_slug"])
    recorded(row, "standardised", actor=actor, at=at, slug=article.slug)
    return row


def _body(action: Action) -> str:
    """Markdown: why, what, what it brought. A person turns it into steps."""
    causes = [cause for cause in action.finding.causes.all() if cause.is_root]
    effect = action.closing_effect
    said = [one["zh"] for one in effect.answer["sentences"]] if effect else []
    parts = [
        f"## {_('Why')}",
        action.finding.title,
        *(f"- {' → '.join([cause.statement, *cause.whys])}" for cause in causes),
        f"## {_('What is done')}",
        action.title,
        action.detail,
        action.outcome,
        f"## {_('Measured effect')}",
        *said,
    ]
    return "\n\n".join(part for part in parts if part)

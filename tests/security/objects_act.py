"""One object of each kind of the knowledge base and of the ideas."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from luoxuan.act.ideas import services as ideas
from luoxuan.act.knowledge import services as knowledge
from luoxuan.foundation.people.models import Brand, User
from tests.people_there import AT


def article_there(brand: Brand) -> str:
    """A published article's slug."""
    draft = knowledge.ArticleDraft("sop", "x", "x", AT.date() + timedelta(days=9))
    article = knowledge.article_save(brand=brand, draft=draft, actor=None, at=AT)
    article.state = article.State.PUBLISHED
    article.save(update_fields=["state"])
    return article.slug


def trial_there(brand: Brand, user: User) -> str:
    """A trial's draft."""
    day = AT.date()
    draft = ideas.TrialDraft("x", "x", "gmv_paid", Decimal(1), "x", day, day)
    return str(ideas.trial_save(brand=brand, draft=draft, actor=user, at=AT).pk)


def knowledge_objects(brand: Brand, user: User) -> dict[str, Callable[[], str]]:
    """By the part of the address that names it."""
    return {
        "slug": lambda: article_there(brand),
        "trial_id": lambda: trial_there(brand, user),
        "suggestion_id": lambda: str(
            ideas.suggestion_make(brand=brand, title="x", body="", author=user, at=AT).pk
        ),
    }

"""The team as it is and is planned (6.1, 6.3)."""

from django.utils.translation import override

from luoxuan.plan.programmes.facts import Fact, plain
from luoxuan.plan.programmes.periods import period_of
from luoxuan.plan.programmes.sources.asked import Asked
from luoxuan.plan.teams import selectors as teams
from luoxuan.plan.teams.words import party_word


def posts(asked: Asked) -> list[Fact]:
    """Posts, and how many people each quarter should have."""
    now = [
        Fact(
            "posts", f"post:{post.pk}", post.title, post.title,
            value=plain(post.headcount), unit="count",
        )
        for post in teams.posts_of(asked.brand)
    ]  # fmt: skip
    planned = [
        Fact(
            "posts", f"team_plan:{plan.pk}", _planned(plan.post.title, plan.training),
            _planned(plan.post.title, plan.training), value=plain(plan.headcount), unit="count",
            first=plan.quarter, last=period_of("quarter", plan.quarter).last,
        )
        for plan in teams.plans_of(
            asked.brand, period_of("quarter", asked.period.first).first, asked.period.last
        )
    ]  # fmt: skip
    return now + planned


def roles(asked: Asked) -> list[Fact]:
    """The six core roles and who holds them."""
    return [
        Fact(
            "roles", f"role:{core.role}", _said("zh-hans", core.role), _said("en", core.role),
            value=plain(len(core.members) or len(core.posts)),
            unit="count",
        )
        for core in teams.core_roles_held(asked.brand)
        if core.is_held
    ]  # fmt: skip


def _said(language: str, role: str) -> str:
    """The role's name in one language, whoever asks: a version keeps both."""
    with override(language):
        return party_word(f"role:{role}")


def _planned(title: str, training: str) -> str:
    return " · ".join(filter(None, (title, training)))

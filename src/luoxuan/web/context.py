"""What the shell around every page needs to know (a context processor)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from luoxuan.act.knowledge import selectors as knowledge
from luoxuan.foundation.people import selectors
from luoxuan.foundation.people.access import Scope
from luoxuan.foundation.people.models import Brand, User
from luoxuan.foundation.people.roles import Role
from luoxuan.foundation.tasks import selectors as tasks
from luoxuan.web import alarm, freshness, markup, navigation

if TYPE_CHECKING:
    from luoxuan.act.knowledge.models import Article

THEMES = ("auto", "light", "dark")
RISES = ("red", "green")
RAILS = ("wide", "narrow")


@dataclass(frozen=True)
class Look:
    """How the person wants pages to look; each is a cookie."""

    theme: str
    rise: str
    """The colour of a rise: red as Chinese users read it, or green."""
    rail: str

    @classmethod
    def of(cls, cookies: Mapping[str, str]) -> "Look":
        """From the cookies; anything unknown is the default."""
        return cls(
            _one_of(THEMES, cookies.get("lx_theme")),
            _one_of(RISES, cookies.get("lx_rise")),
            _one_of(RAILS, cookies.get("lx_rail")),
        )


@dataclass(frozen=True)
class Shell:
    """The frame: where one is, where one may go, how it looks."""

    look: Look
    lang: str
    user: User | None
    scope: Scope | None
    brands: tuple[Brand, ...]
    sections: tuple[navigation.Section, ...]
    light: freshness.Light | None
    bell: alarm.Bell | None
    guides: "tuple[Article, ...]" = ()
    """What was learnt for this page: SOPs first."""

    @property
    def role(self) -> str:
        """What the person is in this brand, in words."""
        return str(Role(self.scope.role).label) if self.scope else ""

    @property
    def section(self) -> navigation.Section | None:
        """The section the page is in."""
        return next((section for section in self.sections if section.is_current), None)


def shell(request: HttpRequest) -> dict[str, Any]:
    """`shell`, made only where a template asks."""
    return {"shell": SimpleLazyObject(lambda: _shell(request))}


def _shell(request: HttpRequest) -> Shell:
    user = getattr(request, "user", None)
    person = user if isinstance(user, User) else None
    scope: Scope | None = getattr(request, "scope", None)
    return Shell(
        look=Look.of(request.COOKIES),
        lang="en" if markup.language() == "en" else "zh-Hans",
        user=person,
        scope=scope,
        brands=tuple(selectors.brands_of(person)) if person else (),
        sections=navigation.sections_of(scope, request.path) if scope else (),
        light=freshness.light_of(scope) if scope else None,
        bell=alarm.bell_of(scope) if scope else None,
        guides=_guides(request, scope),
    )


def _guides(request: HttpRequest, scope: Scope | None) -> "tuple[Article, ...]":
    page = request.resolver_match
    if scope is None or page is None or not scope.may("knowledge.read"):
        return ()
    found = knowledge.articles_for(scope.brand, subject_id=page.view_name)
    task_id = page.kwargs.get("task_id")
    task = tasks.task_of(scope, task_id) if task_id else None
    if task is not None:
        found += knowledge.articles_for(
            scope.brand, subject_type=knowledge.TASK_KIND, subject_id=task.kind
        )
    return tuple(dict.fromkeys(found))


def _one_of(known: tuple[str, ...], asked: str | None) -> str:
    return asked if asked in known else known[0]

"""Writing knowledge down: versions that never change, receipts, places where it applies (12.6)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from luoxuan.act.knowledge import selectors
from luoxuan.act.knowledge.models import (
    Article,
    ArticleLink,
    ArticleTerm,
    ArticleVersion,
    Reading,
)
from luoxuan.act.knowledge.terms import weighted
from luoxuan.foundation.people.roles import Role
from luoxuan.foundation.tasks import services as tasks
from luoxuan.foundation.trail import services as trail

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

PASSES = 0.8
"""Share of right answers that makes a receipt: a quiz of up to four questions must be all right."""
MOST_TERMS = 20_000
REVIEW_AFTER = timedelta(days=180)


class KnowledgeError(Exception):
    """The article cannot stand so; says what to mend."""


@dataclass(frozen=True)
class Question:
    """One question of the short quiz."""

    question: str
    options: tuple[str, ...]
    right: int


@dataclass(frozen=True)
class ArticleDraft:
    """What a person writes."""

    kind: str
    title: str
    body: str
    review_on: date
    owner: "User | None" = None
    readers: tuple[str, ...] = ()
    quiz: tuple[Question, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    """Pairs of subject type and id; `page` with an address's name."""
    note: str = ""
    source: str = ""


@transaction.atomic
def article_save(
    *,
    brand: "Brand",
    draft: ArticleDraft,
    article: Article | None = None,
    actor: "User | None",
    at: datetime,
) -> Article:
    """Write the article: a changed text or quiz is a new version, the older ones stay. Raises KnowledgeError."""
    _check(draft)
    is_new = article is None
    article = article or Article(brand=brand, slug=_free_slug(brand, draft), made_at=at)
    article.kind, article.title, article.owner = draft.kind, draft.title.strip(), draft.owner
    article.review_on, article.readers = draft.review_on, sorted(set(draft.readers))
    article.source, article.changed_at = draft.source or article.source, at
    article.save()
    version = _version(article, draft, actor, at)
    _place(article, draft.links)
    _index(article, version)
    verb = "article.written" if is_new else "article.changed"
    _trail(article, verb, actor, at, version=version.number)
    return article


@transaction.atomic
def article_publish(*, article: Article, actor: "User", at: datetime) -> Article:
    """People may rely on it from now on; those who must read it get a task. Raises KnowledgeError."""
    if article.state == Article.State.RETIRED:
        raise KnowledgeError(_("A retired article is not published again: write a new one."))
    article.state, article.changed_at = Article.State.PUBLISHED, at
    article.save(update_fields=["state", "changed_at"])
    _trail(article, "article.published", actor, at)
    _ask_readers(article, actor, at)
    return article


@transaction.atomic
def article_retire(*, article: Article, actor: "User", at: datetime) -> Article:
    """It applies no more; it stays to be read."""
    article.state, article.changed_at = Article.State.RETIRED, at
    article.save(update_fields=["state", "changed_at"])
    tasks.tasks_settle(
        brand=article.brand, key=_review_key(article), outcome="retired", actor=actor, at=at
    )
    _trail(article, "article.retired", actor, at)
    return article


@transaction.atomic
def article_review(*, article: Article, review_on: date, actor: "User", at: datetime) -> Article:
    """Somebody looked and found it still true, until `review_on`. Raises KnowledgeError."""
    if review_on <= at.date():
        raise KnowledgeError(_("The next review (%(day)s) must lie ahead.") % {"day": review_on})
    article.review_on, article.changed_at = review_on, at
    article.save(update_fields=["review_on", "changed_at"])
    tasks.tasks_settle(
        brand=article.brand, key=_review_key(article), outcome="reviewed", actor=actor, at=at
    )
    _trail(article, "article.reviewed", actor, at, review_on=str(review_on))
    return article


@transaction.atomic
def reading_record(
    *, version: ArticleVersion, user: "User", answers: Sequence[int | None], at: datetime
) -> Reading:
    """The person's receipt: read, and the quiz answered. A receipt once passed is not lost by another try."""
    if len(answers) != len(version.quiz):
        raise KnowledgeError(f"{len(version.quiz)} questions want {len(version.quiz)} answers.")
    right = sum(given == one["right"] for given, one in zip(answers, version.quiz, strict=True))
    passed = not version.quiz or right / len(version.quiz) >= PASSES
    known = Reading.objects.select_for_update().filter(version=version, user=user).first()
    if known is not None and known.has_passed:
        return known
    reading = known or Reading(version=version, user=user, tries=0)
    reading.right, reading.asked, reading.has_passed = right, len(version.quiz), passed
    reading.tries, reading.at = reading.tries + 1, at
    reading.save()
    article = version.article
    detail = {"version": version.number, "right": right, "asked": len(version.quiz)}
    _trail(article, "article.read", user, at, **detail)
    if passed:
        key = _reading_key(version, user)
        tasks.tasks_settle(brand=article.brand, key=key, outcome="read", actor=user, at=at)
    return reading


def articles_due(*, brand: "Brand", at: datetime) -> int:
    """Open one task per stale article for its owner. How many are stale."""
    found = selectors.stale(brand, at.date())
    for article in found:
        draft = tasks.TaskDraft(
            kind="reading",
            title=_("Review again: %(title)s") % {"title": article.title},
            source_type="article",
            source_id=str(article.pk),
            source_url=f"/b/{brand.key}/act/knowledge/{article.slug}/",
            owner=article.owner,
            role="" if article.owner else Role.OPERATIONS_MANAGER,
            key=_review_key(article),
        )
        tasks.task_open(brand=brand, draft=draft, actor=None, at=at)
    return len(found)


def _ask_readers(article: Article, actor: "User", at: datetime) -> None:
    version = selectors.version_of(article)
    for reader in selectors.readers_of(article):
        if version is None or reader.has_read:
            continue
        draft = tasks.TaskDraft(
            kind="reading",
            title=_("Read: %(title)s") % {"title": article.title},
            source_type="article",
            source_id=str(article.pk),
            source_url=f"/b/{article.brand.key}/act/knowledge/{article.slug}/",
            owner=reader.user,
            due_at=at + timedelta(days=7),
            key=_reading_key(version, reader.user),
        )
        tasks.task_open(brand=article.brand, draft=draft, actor=actor, at=at)


def _check(draft: ArticleDraft) -> None:
    if draft.kind not in Article.Kind.values:
        raise KnowledgeError(f"{draft.kind} is no kind of article.")
    if not draft.title.strip() or not draft.body.strip():
        raise KnowledgeError(_("An article needs a title and a text."))
    strange = [role for role in draft.readers if role not in Role.values]
    if strange:
        raise KnowledgeError(f"{strange[0]} is no role.")
    for one in draft.quiz:
        if len(one.options) < 2 or not 0 <= one.right < len(one.options):
            raise KnowledgeError(
                _("The question “%(question)s” has no right answer among two.")
                % {"question": one.question}
            )


def _version(
    article: Article, draft: ArticleDraft, actor: "User | None", at: datetime
) -> ArticleVersion:
    last = selectors.version_of(article)
    quiz = [
        {"question": q.question, "options": list(q.options), "right": q.right} for q in draft.quiz
    ]
    if last is not None and last.body == draft.body and last.quiz == quiz:
        return last
    return ArticleVersion.objects.create(
        article=article,
        number=last.number + 1 if last else 1,
        body=draft.body,
        quiz=quiz,
        note=draft.note[:200],
        author=actor,
        at=at,
    )


def _place(article: Article, links: Sequence[tuple[str, str]]) -> None:
    article.links.all().delete()
    ArticleLink.objects.bulk_create(
        ArticleLink(article=article, subject_type=kind, subject_id=name)
        for kind, name in dict.fromkeys(links)
    )


def _index(article: Article, version: ArticleVersion) -> None:
    article.terms.all().delete()
    found = weighted(article.title, version.body).most_common(MOST_TERMS)
    ArticleTerm.objects.bulk_create(
        (ArticleTerm(article=article, term=term, weight=weight) for term, weight in found),
        batch_size=500,
    )


def _free_slug(brand: "Brand", draft: ArticleDraft) -> str:
    base = slugify(draft.title, allow_unicode=True)[:50] or draft.kind
    slug, n = base, 2
    while Article.objects.filter(brand=brand, slug=slug).exists():
        slug, n = f"{base}-{n}", n + 1
    return slug


def _review_key(article: Article) -> str:
    return f"article-review:{article.pk}"


def _reading_key(version: ArticleVersion, user: "User") -> str:
    return f"article-reading:{version.pk}:{user.pk}"


def _trail(article: Article, verb: str, actor: "User | None", at: datetime, **detail: Any) -> None:
    trail.trail_record(
        brand=article.brand,
        actor=actor,
        verb=verb,
        subject_type="article",
        subject_id=str(article.pk),
        detail={"title": article.title, "kind": article.kind, **detail},
        at=at,
    )

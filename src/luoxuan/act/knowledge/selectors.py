"""What is known, where it applies, who read it, what is stale (12.6)."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet

from luoxuan.act.knowledge.models import Article, ArticleLink, ArticleTerm, ArticleVersion, Reading
from luoxuan.act.knowledge.terms import is_pair, terms
from luoxuan.foundation.people import selectors as people

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

MOST_FOUND = 50
TASK_KIND = "task_kind"
"""What links an article to all tasks of a kind."""


@dataclass(frozen=True)
class Reader:
    """A person who must read the version, and whether they have."""

    user: "User"
    reading: Reading | None

    @property
    def has_read(self) -> bool:
        """Whether they read it and passed."""
        return self.reading is not None and self.reading.has_passed


def articles_of(
    brand: "Brand", *, kind: str = "", state: str = "", with_drafts: bool = True
) -> QuerySet[Article]:
    """The brand's articles, retired ones only where asked for."""
    found = Article.objects.filter(brand=brand).select_related("owner")
    found = found.filter(state=state) if state else found.exclude(state=Article.State.RETIRED)
    if not with_drafts:
        found = found.filter(state=Article.State.PUBLISHED)
    return found.filter(kind=kind) if kind else found


def article_of(brand: "Brand", slug: str) -> Article | None:
    """One article by its slug."""
    return Article.objects.filter(brand=brand, slug=slug).select_related("owner").first()


def version_of(article: Article, number: int | None = None) -> ArticleVersion | None:
    """A version, the newest where no number is given."""
    found = article.versions.select_related("author")
    return found.filter(number=number).first() if number else found.first()


def articles_for(brand: "Brand", *, subject_type: str = "page", subject_id: str) -> list[Article]:
    """Published articles that apply there, SOPs first."""
    order = list(Article.Kind.values)
    order.sort(key=lambda kind: kind != Article.Kind.SOP)
    found = Article.objects.filter(
        brand=brand,
        state=Article.State.PUBLISHED,
        links__subject_type=subject_type,
        links__subject_id=subject_id,
    )
    return sorted(found, key=lambda article: (order.index(article.kind), article.title))


def search(brand: "Brand", text: str, *, with_drafts: bool = False) -> list[Article]:
    """Articles that hold every word and sign of the text, best first: rare terms weigh more (tf-idf, Salton & Buckley 1988)."""
    wanted = list(terms(text))
    if not wanted:
        return []
    articles = {a.pk: a for a in articles_of(brand, with_drafts=with_drafts)}
    rows = ArticleTerm.objects.filter(article__in=articles, term__in=wanted)
    weights: dict[int, dict[str, int]] = defaultdict(dict)
    for article_id, term, weight in rows.values_list("article_id", "term", "weight"):
        weights[article_id][term] = weight
    rarity = {
        term: math.log((1 + len(articles)) / (1 + sum(term in held for held in weights.values())))
        + 1
        for term in wanted
    }
    scores = {
        pk: sum((1 + math.log(held[term])) * rarity[term] for term in held)
        for pk, held in weights.items()
        if _fits(wanted, held)
    }
    best = sorted(scores, key=lambda pk: (-scores[pk], articles[pk].title))[:MOST_FOUND]
    return [articles[pk] for pk in best]


def _fits(wanted: Sequence[str], held: Mapping[str, int]) -> bool:
    """Every word and sign is there, and so are half of the pairs: 退款审核 finds 退款申请须审核."""
    pairs = [term for term in wanted if is_pair(term)]
    return all(term in held for term in wanted if not is_pair(term)) and 2 * sum(
        term in held for term in pairs
    ) >= len(pairs)


def stale(brand: "Brand", day: date) -> list[Article]:
    """Published articles whose review is overdue, the oldest first (12.6)."""
    found = articles_of(brand, state=Article.State.PUBLISHED).filter(review_on__lt=day)
    return list(found.order_by("review_on"))


def readers_of(article: Article) -> list[Reader]:
    """Everybody who must read the newest version, by name."""
    version = version_of(article)
    if version is None or not article.readers:
        return []
    read = {reading.user_id: reading for reading in version.readings.all()}
    members = people.memberships_of(article.brand)
    due = [m.user for m in members if m.role in article.readers and m.user.is_active]
    return [Reader(user, read.get(user.pk)) for user in sorted(due, key=lambda user: user.name)]


def reading_of(version: ArticleVersion, user: "User") -> Reading | None:
    """The person's receipt for the version."""
    return Reading.objects.filter(version=version, user=user).first()


def unread_of(brand: "Brand", user: "User") -> list[Article]:
    """Published articles the person must still read."""
    role = people.role_in(brand=brand, user=user)
    due = [a for a in articles_of(brand, with_drafts=False) if role in a.readers]
    return [a for a in due if not _has_read(a, user)]


def links_of(article: Article) -> QuerySet[ArticleLink]:
    """Where it applies."""
    return article.links.order_by("subject_type", "subject_id")


def reading_share(brand: "Brand") -> tuple[int, int]:
    """Receipts there are, and those that are due (12.6, 11.1)."""
    readers = [
        reader
        for article in articles_of(brand, with_drafts=False)
        for reader in readers_of(article)
    ]
    return sum(reader.has_read for reader in readers), len(readers)


def counts_by_kind(brand: "Brand") -> dict[str, int]:
    """Published articles of each kind."""
    rows = articles_of(brand, with_drafts=False).order_by().values("kind").annotate(n=Count("pk"))
    return {row["kind"]: row["n"] for row in rows}


def _has_read(article: Article, user: "User") -> bool:
    version = version_of(article)
    reading = reading_of(version, user) if version else None
    return reading is not None and reading.has_passed

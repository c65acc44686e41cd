"""The knowledge base over the interface (12.6)."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Path, Router, Schema
from ninja.errors import HttpError

from luoxuan.act.knowledge import selectors
from luoxuan.foundation.people.access import scope_from

router = Router(tags=["knowledge"])


class ArticleOut(Schema):
    """One article."""

    slug: str
    kind: str
    title: str
    state: str
    review_on: date


class ArticleTextOut(ArticleOut):
    """One article with its newest text."""

    version: int
    body: str


@router.get("/", response=list[ArticleOut], summary="Articles, or those that hold a text")
def article_list(request: HttpRequest, brand: Path[str], q: str = "", kind: str = "") -> Any:  # noqa: ARG001
    """Published ones; the best match first where a text is given."""
    scope = scope_from(request, "knowledge.read")
    if q:
        found = selectors.search(scope.brand, q)
        return [article for article in found if not kind or article.kind == kind]
    return list(selectors.articles_of(scope.brand, kind=kind, with_drafts=False))


@router.get("/{slug}", response=ArticleTextOut, summary="One article")
def article_text(request: HttpRequest, brand: Path[str], slug: str) -> Any:  # noqa: ARG001
    """Its newest text, as Markdown."""
    scope = scope_from(request, "knowledge.read")
    article = selectors.article_of(scope.brand, slug)
    version = selectors.version_of(article) if article and article.is_published else None
    if article is None or version is None:
        raise HttpError(404, f"There is no published article {slug}.")
    named = {name: getattr(article, name) for name in ArticleOut.model_fields}
    return {**named, "version": version.number, "body": version.body}

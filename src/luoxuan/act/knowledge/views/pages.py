"""Knowledge pages that show (12.6)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_GET

from luoxuan.act.knowledge import places, selectors, tables
from luoxuan.act.knowledge.forms import QuizForm, ReviewForm, review_default
from luoxuan.act.knowledge.models import Article
from luoxuan.documents import Document, workbook
from luoxuan.documents.prose import to_html
from luoxuan.foundation.people.access import Scope, brand_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@brand_page("knowledge.read")
def article_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Everything that is known, what is stale, what I must read."""
    context = {
        "scope": scope,
        "kind": request.GET.get("kind", ""),
        "text": request.GET.get("q", "").strip(),
        "kinds": Article.Kind.choices,
        "table": _table(request, scope, with_export=True),
        "stale": selectors.stale(scope.brand, timezone.localdate()),
        "unread": selectors.unread_of(scope.brand, scope.user),
        "counts": selectors.counts_by_kind(scope.brand),
        "may_write": scope.may("knowledge.write"),
    }
    return render(request, "knowledge/list.html", context)


@require_GET
@brand_page("knowledge.read")
def article_xlsx(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The list as a workbook."""
    table = _table(request, scope, with_export=False)
    document = Document(
        table.caption, "", (), (), (table,), scope.brand.currency,
        timezone.localtime().strftime("%Y-%m-%d %H:%M"), table.caption,
    )  # fmt: skip
    headers = {"Content-Disposition": 'attachment; filename="knowledge.xlsx"'}
    return HttpResponse(workbook(document), content_type=XLSX, headers=headers)


@require_GET
@brand_page("knowledge.read")
def article_page(request: HttpRequest, scope: Scope, slug: str) -> HttpResponse:
    """One article in its newest version, or an older one by `?version=`."""
    article = article_seen(scope, slug)
    asked = request.GET.get("version", "")
    version = selectors.version_of(article, int(asked) if asked.isdecimal() else None)
    if version is None:
        raise Http404
    newest = selectors.version_of(article)
    context = {
        "scope": scope,
        "article": article,
        "version": version,
        "is_newest": version == newest,
        "body": mark_safe(to_html(version.body)),  # noqa: S308  # raw HTML is off in the renderer
        "versions": list(article.versions.select_related("author")),
        "reading": selectors.reading_of(version, scope.user),
        "quiz": QuizForm(version=version),
        "readers": selectors.readers_of(article),
        "places": [
            (link, places.page_address(link.subject_id, scope.brand.key))
            for link in selectors.links_of(article)
        ],
        "is_stale": article.is_published and article.review_on < timezone.localdate(),
        "review": ReviewForm(initial={"review_on": review_default(timezone.localdate())}),
        "may_write": scope.may("knowledge.write"),
    }
    return render(request, "knowledge/article.html", context)


def article_seen(scope: Scope, slug: str) -> Article:
    """The article. Raises Http404 where the person may not see it: drafts are for those who write."""
    article = selectors.article_of(scope.brand, slug)
    is_hidden = article is not None and article.state == Article.State.DRAFT
    if article is None or (is_hidden and not scope.may("knowledge.write")):
        raise Http404
    return article


def _table(request: HttpRequest, scope: Scope, *, with_export: bool) -> tables.Table:
    kind, text = request.GET.get("kind", ""), request.GET.get("q", "").strip()
    drafts = scope.may("knowledge.write")
    if text:
        found = [
            article
            for article in selectors.search(scope.brand, text, with_drafts=drafts)
            if not kind or article.kind == kind
        ]
    else:
        found = list(selectors.articles_of(scope.brand, kind=kind, with_drafts=drafts))
    export = reverse("knowledge:article_xlsx", args=[scope.brand.key]) if with_export else ""
    query = request.GET.urlencode()
    return tables.articles_table(
        scope,
        found,
        timezone.localdate(),
        export=f"{export}?{query}" if export and query else export,
    )

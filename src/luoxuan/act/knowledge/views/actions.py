"""Knowledge pages that change something (12.6)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from luoxuan.act.knowledge import places, selectors, services
from luoxuan.act.knowledge.forms import ArticleForm, QuizForm, ReviewForm, review_default, said_of
from luoxuan.act.knowledge.models import Article
from luoxuan.act.knowledge.selectors import TASK_KIND
from luoxuan.act.knowledge.views.pages import article_seen
from luoxuan.foundation.people.access import Scope, brand_page


@require_http_methods(["GET", "POST"])
@brand_page("knowledge.write")
def article_new(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Write an article."""
    first = {
        "kind": request.GET.get("kind", "sop"),
        "places": request.GET.get("place", ""),
        "owner": str(scope.user.pk),
        "review_on": review_default(timezone.localdate()),
    }
    form = ArticleForm(request.POST or None, initial=first, scope=scope)
    return _written(request, scope, form, None)


@require_http_methods(["GET", "POST"])
@brand_page("knowledge.write")
def article_edit(request: HttpRequest, scope: Scope, slug: str) -> HttpResponse:
    """Write it anew; the old text stays as a version."""
    article = article_seen(scope, slug)
    version = selectors.version_of(article)
    first = {}
    if version is not None:
        kinds = selectors.links_of(article).filter(subject_type=TASK_KIND)
        chosen = list(kinds.values_list("subject_id", flat=True))
        first = said_of(article, version, _addresses(scope, article), chosen)
    form = ArticleForm(request.POST or None, initial=first, scope=scope)
    return _written(request, scope, form, article)


def _written(
    request: HttpRequest, scope: Scope, form: ArticleForm, article: Article | None
) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and _placed(form, article):
        try:
            saved = services.article_save(
                brand=scope.brand,
                draft=form.draft,
                article=article,
                actor=scope.user,
                at=timezone.now(),
            )
        except services.KnowledgeError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The article is saved."))
            return redirect("knowledge:article", brand=scope.brand.key, slug=saved.slug)
    context = {"scope": scope, "form": form, "article": article}
    return render(request, "knowledge/edit.html", context, status=422 if form.is_bound else 200)


def _placed(form: ArticleForm, article: Article | None) -> bool:
    """Resolve the pages and kinds of tasks it applies to; links to other subjects stay."""
    lines = [line for line in form.cleaned_data["places"].splitlines() if line.strip()]
    names = [places.page_name(line) for line in lines]
    if not all(names):
        form.add_error(
            "places",
            _("%(line)s is no page of this installation.") % {"line": lines[names.index("")]},
        )
        return False
    kept = (
        selectors.links_of(article).exclude(subject_type__in=["page", TASK_KIND]) if article else ()
    )
    others = [(link.subject_type, link.subject_id) for link in kept]
    kinds = [(TASK_KIND, kind) for kind in form.cleaned_data["task_kinds"]]
    form.links = (*(("page", name) for name in names), *kinds, *others)
    return True


def _addresses(scope: Scope, article: Article) -> str:
    links = selectors.links_of(article).filter(subject_type="page")
    found = [places.page_address(link.subject_id, scope.brand.key) for link in links]
    return "\n".join(filter(None, found))


@require_POST
@brand_page("knowledge.write")
def article_state(request: HttpRequest, scope: Scope, slug: str) -> HttpResponse:
    """Publish or retire."""
    article = article_seen(scope, slug)
    change = (
        services.article_publish
        if request.POST.get("to") == "published"
        else services.article_retire
    )
    try:
        change(article=article, actor=scope.user, at=timezone.now())
    except services.KnowledgeError as error:
        messages.error(request, str(error))
    return redirect("knowledge:article", brand=scope.brand.key, slug=article.slug)


@require_POST
@brand_page("knowledge.write")
def article_review(request: HttpRequest, scope: Scope, slug: str) -> HttpResponse:
    """Still true."""
    article = article_seen(scope, slug)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Give the day of the next review."))
        return redirect("knowledge:article", brand=scope.brand.key, slug=article.slug)
    try:
        services.article_review(
            article=article,
            review_on=form.cleaned_data["review_on"],
            actor=scope.user,
            at=timezone.now(),
        )
    except services.KnowledgeError as error:
        messages.error(request, str(error))
    return redirect("knowledge:article", brand=scope.brand.key, slug=article.slug)


@require_POST
@brand_page("knowledge.read")
def article_read(request: HttpRequest, scope: Scope, slug: str) -> HttpResponse:
    """The reader's receipt, with the quiz where there is one."""
    article = article_seen(scope, slug)
    version = selectors.version_of(article)
    form = QuizForm(request.POST, version=version) if version else None
    if version is None or form is None or not form.is_valid():
        messages.error(request, _("Answer every question."))
        return redirect("knowledge:article", brand=scope.brand.key, slug=article.slug)
    reading = services.reading_record(
        version=version, user=scope.user, answers=form.answers, at=timezone.now()
    )
    if reading.has_passed:
        messages.success(request, _("Noted: you have read it."))
    else:
        said = {"right": reading.right, "asked": reading.asked}
        messages.warning(request, _("%(right)s of %(asked)s right: read it again.") % said)
    return redirect("knowledge:article", brand=scope.brand.key, slug=article.slug)

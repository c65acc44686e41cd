"""A review as a workbook and on paper; scores as a workbook."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from luoxuan.check.reviews.pages import ReviewPage
from luoxuan.check.reviews.review_document import review_document, scores_document
from luoxuan.check.reviews.views.access import review_or_404
from luoxuan.documents.paper import paper
from luoxuan.documents.workbook import workbook
from luoxuan.foundation.people.access import Scope, brand_page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@brand_page("reviews.read")
def review_xlsx(_request: HttpRequest, scope: Scope, review_id: int) -> HttpResponse:
    """The review as a workbook."""
    page = ReviewPage(scope, review_or_404(scope, review_id))
    return _file(workbook(review_document(page)), XLSX, f"review-{page.review.when}.xlsx")


@require_GET
@brand_page("reviews.read")
def review_pdf(_request: HttpRequest, scope: Scope, review_id: int) -> HttpResponse:
    """The review on paper."""
    page = ReviewPage(scope, review_or_404(scope, review_id))
    made = paper(review_document(page), language=page.language)
    return _file(made, "application/pdf", f"review-{page.review.when}.pdf")


@require_GET
@brand_page("reviews.read")
def scores_xlsx(_request: HttpRequest, scope: Scope, review_id: int) -> HttpResponse:
    """The sheets the person may see; 404 where there is none."""
    page = ReviewPage(scope, review_or_404(scope, review_id))
    if not page.scores:
        raise Http404
    return _file(workbook(scores_document(page)), XLSX, f"scores-{page.review.when}.xlsx")


def _file(body: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=kind, headers=headers)

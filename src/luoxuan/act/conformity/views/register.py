"""The registers: laws and standards cited, terms, named KPIs, editions (3.1, 4.1, 6.6, 13.1)."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from luoxuan.act.conformity import register_tables, selectors, services, words
from luoxuan.act.conformity.citations import CitationStanding, citations_standing
from luoxuan.act.conformity.errors import ConformityError
from luoxuan.act.conformity.evidence.model import EvidenceContext
from luoxuan.act.conformity.evidence.sources import last_days
from luoxuan.act.conformity.forms import CitationForm
from luoxuan.act.conformity.glossary import glossary
from luoxuan.act.conformity.views.asked import XLSX, download, to, today
from luoxuan.documents import Document, workbook
from luoxuan.foundation.intake import selectors as intake
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.metrics import METRICS
from luoxuan.metrics.scope import NOBODY
from luoxuan.metrics.standard_kpis import KpiAsked, kpis_measured
from luoxuan.standard import compare, edition
from luoxuan.standard import editions as all_editions
from luoxuan.warehouse import engine


@require_GET
@brand_page("conformity.read")
def citations(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Every document the text cites, as it stands."""
    standings = _standings(scope)
    context = {
        "scope": scope,
        "standings": standings,
        "sound": sum(one.is_sound for one in standings),
        "overdue": sum(one.is_overdue for one in standings),
        "doubtful": sum(one.citation.status != "current" for one in standings),
        "table": register_tables.citations_table(standings, to(scope, "citation", "citation")),
    }
    return render(request, "conformity/citations.html", context)


@require_GET
@brand_page("conformity.read")
def citations_xlsx(_request: HttpRequest, scope: Scope) -> HttpResponse:
    """The register as a workbook."""
    table = register_tables.citations_table(_standings(scope), lambda _key: "")
    document = Document(
        title=_("Laws and standards cited"), subtitle=scope.brand.name, sentences=(), warnings=(),
        tables=(table,), currency=scope.brand.currency, stamp=str(today(scope)), cover=_("Summary"),
    )  # fmt: skip
    return download(workbook(document), XLSX, "citations.xlsx")


@require_http_methods(["GET", "POST"])
@brand_page("conformity.read")
def citation(request: HttpRequest, scope: Scope, citation: str) -> HttpResponse:
    """One document: what is cited, what stands, who looked; a review is written by who may."""
    standing = next((one for one in _standings(scope) if one.citation.id == citation), None)
    if standing is None:
        raise Http404
    if request.method == "POST":
        scope.require("conformity.write")
    next_look = today(scope) + timedelta(days=180)
    initial = {
        "verified_edition": standing.verified,
        "is_in_force": True,
        "next_review_on": next_look,
    }
    form = CitationForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.citation_review(
                brand=scope.brand, draft=form.draft(citation), actor=scope.user, at=timezone.now()
            )
        except ConformityError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("conformity:citation", brand=scope.brand.key, citation=citation)
    context = {
        "scope": scope,
        "standing": standing,
        "note": words.here(standing.citation.note),
        "why": words.here(standing.why),
        "status": words.CITATION_WORDS[standing.citation.status],
        "kind": words.CITATION_KINDS[standing.citation.status],
        "basis": words.BASIS_WORDS[standing.citation.basis],
        "reviews": selectors.citation_reviews_of(scope.brand, citation),
        "form": form,
    }
    return render(request, "conformity/citation.html", context, status=422 if form.errors else 200)


def _standings(scope: Scope) -> list[CitationStanding]:
    return citations_standing(scope.brand, edition(), today(scope))


@require_GET
@brand_page("conformity.read")
def terms(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The standard's terms: definition, where used, formula."""
    found = glossary(scope.brand.key)
    context = {"scope": scope, "terms": found, "used": sum(term.is_used for term in found)}
    return render(request, "conformity/terms.html", context)


@require_GET
@brand_page("conformity.read")
def kpis(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The KPIs 6.6 names, over the last 30 days of data, of the shops the person may see."""
    called = {shop.key: shop.name for shop in people.shops_of(scope.brand)}
    shops = () if scope.shop_keys is None else tuple(sorted(scope.shop_keys)) or NOBODY
    with engine.open_session(intake.snapshot(scope.brand)) as session:
        days = last_days(EvidenceContext(scope.brand, edition(), timezone.now(), session))
        standings = kpis_measured(session, KpiAsked(days, scope.brand.currency, shops, called))
    names = {key: _name(key) for key in METRICS}
    context: dict[str, Any] = {
        "scope": scope,
        "days": days,
        "computed": sum(one.is_computed for one in standings),
        "total": len(standings),
        "table": register_tables.kpis_table(standings, names),
    }
    return render(request, "conformity/kpis.html", context)


def _name(metric: str) -> str:
    name = METRICS[metric].name
    return words.here({"zh": name.zh, "en": name.en})


@require_GET
@brand_page("conformity.read")
def editions(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Every edition that ships, and two of them side by side."""
    known = all_editions()
    before = known.get(request.GET.get("from", ""), edition())
    after = known.get(request.GET.get("to", ""), list(known.values())[-1])
    found = compare(before, after)
    context = {
        "scope": scope,
        "known": list(known.values()),
        "found": found,
        "left": (edition().review_on - today(scope)).days,
        "changed": [
            {
                "change": one,
                "fields": ", ".join(
                    str(words.FIELD_WORDS[f]) for f in one.fields if f in words.FIELD_WORDS
                ),
            }
            for one in found.changed
        ],
    }
    return render(request, "conformity/editions.html", context)

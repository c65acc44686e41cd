"""The trail on a page: who did what to which object, and whether the chain is whole."""

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.access import Scope, brand_page
from luoxuan.foundation.trail import selectors
from luoxuan.foundation.trail.forms import TrailForm
from luoxuan.foundation.trail.models import TrailEntry
from luoxuan.foundation.trail.selectors import TrailQuestion
from luoxuan.foundation.trail.words import detail_words

PAGE = 50


@dataclass(frozen=True)
class Line:
    """One entry as a person reads it."""

    seq: int
    at: datetime
    who: str
    verb: str
    subject_type: str
    subject_id: str
    subject: str
    detail: str


@require_GET
@brand_page("trail.read")
def trail_list(request: HttpRequest, scope: Scope) -> HttpResponse:
    """The brand's entries, newest first, filtered."""
    form = TrailForm(
        request.GET, zone=scope.brand.zone, choices=selectors.trail_choices(brand=scope.brand)
    )
    form.name_actors(_names(selectors.trail_actors(brand=scope.brand)))
    question = form.question if form.is_valid() else TrailQuestion()
    found = selectors.trail_entries(brand=scope.brand, question=question)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {"scope": scope, "form": form, "page": page, "lines": _lines(list(page))}
    return render(request, "trail/trail_list.html", context)


@require_GET
@brand_page("trail.read")
def trail_check(request: HttpRequest, scope: Scope) -> HttpResponse:
    """Walk the chain now and say whether it is whole (a fragment)."""
    verdict = selectors.trail_verify(brand=scope.brand)
    return render(request, "trail/_verdict.html", {"scope": scope, "verdict": verdict})


def _lines(entries: list[TrailEntry]) -> list[Line]:
    people_meant = {e.actor for e in entries} | {
        f"user:{e.subject_id}" for e in entries if e.subject_type == "user"
    }
    names = _names(sorted(people_meant))
    return [
        Line(
            seq=entry.seq,
            at=entry.at,
            who=names.get(entry.actor, entry.actor),
            verb=entry.verb,
            subject_type=entry.subject_type,
            subject_id=entry.subject_id,
            subject=names.get(f"user:{entry.subject_id}", entry.subject_id)
            if entry.subject_type == "user"
            else entry.subject_id,
            detail=detail_words(entry.detail),
        )
        for entry in entries
    ]


def _names(actors: list[str]) -> dict[str, str]:
    """What the actors are called now; who was forgotten keeps the id."""
    ids = {int(actor[5:]) for actor in actors if actor.startswith("user:") and actor[5:].isdigit()}
    known = people.names_of(ids)
    named = {f"user:{pk}": name for pk, name in known.items()}
    return {actor: named.get(actor, actor) for actor in actors} | (
        {"system": _("the system")} if "system" in actors else {}
    )

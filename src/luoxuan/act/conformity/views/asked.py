"""What an address asks for: a run, a requirement, links inside the brand."""

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone

from luoxuan.act.conformity import selectors
from luoxuan.act.conformity.models import ConformityRun
from luoxuan.foundation.people.access import Scope
from luoxuan.standard import CURRENT, Requirement, edition

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def today(scope: Scope) -> date:
    """The day where the brand is."""
    return timezone.now().astimezone(ZoneInfo(scope.brand.zone)).date()


def latest(scope: Scope) -> ConformityRun | None:
    """The newest run of the current edition."""
    return selectors.run_latest(scope.brand, CURRENT)


def run_asked(scope: Scope, run_id: int) -> ConformityRun:
    """The run of the address. Raises Http404."""
    found = selectors.run_of(scope.brand, run_id)
    if found is None:
        raise Http404
    return found


def requirement_asked(requirement_id: str) -> Requirement:
    """The requirement of the address. Raises Http404."""
    found = edition().requirements.get(requirement_id)
    if found is None:
        raise Http404
    return found


def to(scope: Scope, name: str, part: str = "") -> Callable[[str | int], str]:
    """Addresses of one kind by what they name."""

    def link(value: str | int) -> str:
        more = {part: value} if part else {}
        return reverse(f"conformity:{name}", kwargs={"brand": scope.brand.key, **more})

    return link


def download(body: bytes, kind: str, name: str) -> HttpResponse:
    """A file."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=kind, headers=headers)

"""A plan as a document, for a workbook or for paper (6.3, 6.4)."""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from luoxuan.documents.document import Document
from luoxuan.plan.programmes import plan_page, tables
from luoxuan.plan.programmes.markdown import lines
from luoxuan.plan.programmes.models import Programme, ProgrammeVersion

if TYPE_CHECKING:
    from luoxuan.foundation.people.access import Scope


def plan_document(
    scope: "Scope", programme: Programme, body: dict[str, Any], version: ProgrammeVersion | None
) -> Document:
    """Every part: its text, then its figures."""
    shown = plan_page.parts_shown(scope, programme.kind, body)
    found = []
    for number, part in enumerate(shown, start=1):
        caption = f"{number} {part.title}"
        text = lines(part.text) or [_("Not written yet.")]
        found += [tables.text_table(caption, text), *part.tables]
    return Document(
        title=f"{scope.brand.name} {plan_page.title_of(programme)}",
        subtitle=f"{programme.starts_on} – {programme.ends_on}",
        sentences=(_state(version, programme),),
        warnings=tuple(f"{part.title}: {gap.text}" for part in shown for gap in part.missing),
        tables=tuple(found),
        currency=scope.brand.currency,
        stamp=_stamp(version),
        cover=_("Summary"),
    )


def _state(version: ProgrammeVersion | None, programme: Programme) -> str:
    if version is None:
        return _("The plan as it stands: %(state)s.") % {"state": programme.get_state_display()}
    return _("Version %(number)s: %(state)s.") % {
        "number": version.number,
        "state": version.get_state_display(),
    }


def _stamp(version: ProgrammeVersion | None) -> str:
    if version is None:
        return _("Newest data")
    return _("Data %(data)s · SHA-256 %(digest)s") % {
        "data": version.data_version[:12],
        "digest": version.digest,
    }

"""Why it is so: bones of the fishbone with their whys, and the analyses that show it (12.2)."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.act.improvements.models import Evidence, Finding, RootCause
from luoxuan.act.improvements.services.errors import ImprovementError
from luoxuan.act.improvements.services.findings import ADDRESSES
from luoxuan.act.improvements.services.records import finding_locked, recorded

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import User

MOST_WHYS = 5
LONGEST = 300


@dataclass(frozen=True)
class CauseDraft:
    """A cause: its branch, what it is, and the chain of answers to "why?"."""

    branch: str
    statement: str
    whys: tuple[str, ...] = ()
    is_root: bool = False


@transaction.atomic
def cause_add(*, finding: Finding, draft: CauseDraft, actor: "User", at: datetime) -> RootCause:
    """Add a cause to an open finding. Raises ImprovementError."""
    row = _open(finding)
    if draft.branch not in RootCause.Branch.values:
        raise ImprovementError(_("There is no branch %(word)s.") % {"word": draft.branch})
    whys = [why.strip() for why in draft.whys if why.strip()]
    said = [draft.statement.strip(), *whys]
    if not said[0] or any(len(text) > LONGEST for text in said):
        raise ImprovementError(_("Say the cause, and each why, in 1 to 300 letters."))
    if len(whys) > MOST_WHYS:
        raise ImprovementError(_("Five whys at most."))
    cause = RootCause.objects.create(
        finding=row, branch=draft.branch, statement=said[0], whys=whys,
        is_root=draft.is_root, added_by=actor, added_at=at,
    )  # fmt: skip
    recorded(row, "cause_added", actor=actor, at=at, branch=draft.branch, statement=said[0])
    return cause


@transaction.atomic
def cause_confirm(*, cause: RootCause, is_root: bool, actor: "User", at: datetime) -> RootCause:
    """Say that this is what has to be acted on, or take that back."""
    row = _open(cause.finding)
    cause.is_root = is_root
    cause.save(update_fields=["is_root"])
    verb = "cause_confirmed" if is_root else "cause_doubted"
    recorded(row, verb, actor=actor, at=at, statement=cause.statement)
    return cause


@transaction.atomic
def cause_remove(*, cause: RootCause, actor: "User", at: datetime) -> None:
    """Take a cause away that proved wrong; the trail keeps it."""
    row = _open(cause.finding)
    recorded(row, "cause_removed", actor=actor, at=at, statement=cause.statement)
    cause.delete()


@dataclass(frozen=True)
class EvidenceDraft:
    """A page with what was seen there."""

    title: str
    url: str
    figure: str = ""


@transaction.atomic
def evidence_add(
    *, finding: Finding, draft: EvidenceDraft, actor: "User", at: datetime
) -> Evidence:
    """Link an analysis. Raises ImprovementError."""
    row = _open(finding)
    if not draft.title.strip() or len(draft.title) > 200:  # the column's length
        raise ImprovementError(_("Say in 1 to 200 letters what the page shows."))
    if not draft.url.startswith(ADDRESSES) or draft.url.startswith("//"):
        raise ImprovementError(_("A link begins with / or https://."))
    evidence = Evidence.objects.create(
        finding=row, title=draft.title.strip(), url=draft.url.strip(),
        figure=draft.figure.strip()[:200], added_by=actor, added_at=at,
    )  # fmt: skip
    recorded(row, "evidence_added", actor=actor, at=at, title=evidence.title)
    return evidence


def _open(finding: Finding) -> Finding:
    row = finding_locked(finding)
    if not row.is_open:
        raise ImprovementError(_("The finding is closed: open it again first."))
    return row

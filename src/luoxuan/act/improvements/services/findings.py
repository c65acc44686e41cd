"""A finding is opened once per source, closed with its actions, and may be opened again (12.2)."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from luoxuan.act.improvements import selectors
from luoxuan.act.improvements.models import Action, Finding
from luoxuan.act.improvements.services.errors import ImprovementError
from luoxuan.act.improvements.services.records import finding_locked, recorded
from luoxuan.foundation.people import selectors as people
from luoxuan.metrics import METRICS

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

LONGEST = 500
ADDRESSES = ("/", "https://", "http://")


@dataclass(frozen=True)
class FindingDraft:
    """What was seen, where, and who looks after it."""

    title: str
    detail: str = ""
    source: str = "hand"
    source_id: str = ""
    source_url: str = ""
    metric: str = ""
    shop_key: str = ""
    owner: "User | None" = None


@transaction.atomic
def finding_open(
    *, brand: "Brand", draft: FindingDraft, actor: "User | None", at: datetime
) -> Finding:
    """A new finding; the open one of the same source comes back instead of a second one. Raises ImprovementError."""
    _check(brand, draft)
    known = selectors.finding_from(brand, draft.source, draft.source_id)
    if known is not None:
        return known
    finding = Finding(
        brand=brand, title=draft.title.strip(), detail=draft.detail.strip(), source=draft.source,
        source_id=draft.source_id, source_url=draft.source_url, metric=draft.metric,
        shop_key=draft.shop_key, owner=draft.owner or actor, opened_by=actor, opened_at=at,
    )  # fmt: skip
    try:
        with transaction.atomic():
            finding.save(force_insert=True)
    except IntegrityError:  # somebody else opened it in between
        return Finding.objects.exclude(state=Finding.State.CLOSED).get(
            brand=brand, source=draft.source, source_id=draft.source_id
        )
    recorded(finding, "opened", actor=actor, at=at, title=finding.title, source=draft.source)
    return finding


@transaction.atomic
def finding_close(*, finding: Finding, reason: str, actor: "User | None", at: datetime) -> Finding:
    """Close by hand, with the reason; refused while an action of it is not closed."""
    row = finding_locked(finding)
    if not row.is_open:
        return row
    if row.actions.exclude(state__in=Action.ENDS).exists():
        raise ImprovementError(_("Close its actions first: each on its effect or with a reason."))
    if not reason.strip():
        raise ImprovementError(_("Say why the finding is closed."))
    _closed(row, reason.strip()[:LONGEST], actor, at)
    return row


def finding_settle(finding: Finding, actor: "User | None", at: datetime) -> None:
    """Closed by itself when the last of its actions is."""
    row = finding_locked(finding)
    actions = list(row.actions.all())
    if row.is_open and actions and all(action.is_over for action in actions):
        _closed(row, "", actor, at)


@transaction.atomic
def finding_reopen(*, finding: Finding, reason: str, actor: "User", at: datetime) -> Finding:
    """Take it up again: it came back, or was closed too early."""
    row = finding_locked(finding)
    if row.is_open:
        return row
    if not reason.strip():
        raise ImprovementError(_("Say why the finding is opened again."))
    if selectors.finding_from(row.brand, row.source, row.source_id) is not None:
        raise ImprovementError(_("A newer finding of the same source is open: work on that one."))
    row.state, row.closed_at, row.close_reason = Finding.State.OPEN, None, ""
    if row.actions.exists():
        row.state = Finding.State.ACTING
    row.save(update_fields=["state", "closed_at", "close_reason"])
    recorded(row, "reopened", actor=actor, at=at, reason=reason.strip()[:LONGEST])
    return row


def _closed(row: Finding, reason: str, actor: "User | None", at: datetime) -> None:
    row.state, row.closed_at, row.close_reason = Finding.State.CLOSED, at, reason
    row.save(update_fields=["state", "closed_at", "close_reason"])
    recorded(row, "closed", actor=actor, at=at, reason=reason)


def _check(brand: "Brand", draft: FindingDraft) -> None:
    if not draft.title.strip() or len(draft.title) > 200:  # the column's length
        raise ImprovementError(_("Say in 1 to 200 letters what was found."))
    if draft.source not in Finding.Source.values:
        raise ImprovementError(_("There is no source %(word)s.") % {"word": draft.source})
    if draft.metric and draft.metric not in METRICS:
        raise ImprovementError(_("There is no metric %(word)s.") % {"word": draft.metric})
    if draft.shop_key and people.shop_by_key(brand=brand, key=draft.shop_key) is None:
        raise ImprovementError(_("There is no shop %(word)s.") % {"word": draft.shop_key})
    if draft.source_url and not draft.source_url.startswith(ADDRESSES):
        raise ImprovementError(_("A link begins with / or https://."))
    if draft.owner and not people.role_in(brand=brand, user=draft.owner):
        raise ImprovementError(_("%(name)s is no member of the brand.") % {"name": draft.owner})

"""Somebody looks whether a cited law or standard still stands (3.1)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.act.conformity.errors import ConformityError
from luoxuan.act.conformity.models import CitationReview
from luoxuan.foundation.trail.services import trail_record
from luoxuan.standard import edition

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User

LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class CitationDraft:
    """What was found, where, and when to look again."""

    citation: str
    verified_edition: str
    is_in_force: bool
    source: str
    next_review_on: date


@transaction.atomic
def citation_review(
    *, brand: "Brand", draft: CitationDraft, actor: "User", at: datetime
) -> CitationReview:
    """Keep a review; it stands over the register's own word. Raises ConformityError."""
    if draft.citation not in edition().citations:
        raise ConformityError(_("The register has no document %(id)s.") % {"id": draft.citation})
    if draft.is_in_force and not draft.verified_edition.strip():
        raise ConformityError(_("Say which edition is in force."))
    if not draft.source.strip():
        raise ConformityError(_("Say where you looked."))
    today = at.astimezone(ZoneInfo(brand.zone)).date()
    if not today < draft.next_review_on <= today + LONGEST:
        raise ConformityError(_("The next review lies after today and within a year."))
    kept = CitationReview.objects.create(
        brand=brand, citation=draft.citation, verified_edition=draft.verified_edition.strip(),
        is_in_force=draft.is_in_force, source=draft.source.strip(),
        next_review_on=draft.next_review_on, reviewed_by=actor, at=at,
    )  # fmt: skip
    trail_record(
        brand=brand, actor=actor, verb="citation.reviewed", subject_type="citation",
        subject_id=draft.citation, at=at,
        detail={"edition": kept.verified_edition, "is_in_force": kept.is_in_force},
    )  # fmt: skip
    return kept

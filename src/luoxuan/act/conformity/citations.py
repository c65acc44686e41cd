"""The register of cited laws and standards with what the brand verified itself (3.1)."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from luoxuan.act.conformity.models import CitationReview
from luoxuan.standard import Citation, Edition, Said

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand

TRUSTED = ("official", "copy")
"""What a verification must rest on before the brand has looked itself."""


@dataclass(frozen=True)
class CitationStanding:
    """One cited document as it stands for the brand: the register's word, or the brand's own later review."""

    citation: Citation
    review: CitationReview | None
    day: date
    register_checked_on: date

    @property
    def verified(self) -> str:
        """The edition that stands."""
        return self.review.verified_edition if self.review else self.citation.verified

    @property
    def review_on(self) -> date:
        """When somebody has to look again."""
        return self.review.next_review_on if self.review else self.citation.review_on

    @property
    def checked_on(self) -> date:
        """When somebody looked last."""
        return self.review.at.date() if self.review else self.register_checked_on

    @property
    def is_overdue(self) -> bool:
        """Whether the review is due."""
        return self.review_on < self.day

    @property
    def is_in_force(self) -> bool:
        """Whether a verified edition is in force today."""
        if self.review:
            return self.review.is_in_force
        return self.citation.stands_on(self.day) and self.citation.basis in TRUSTED

    @property
    def is_sound(self) -> bool:
        """Verified, in force, and looked at in time."""
        return self.is_in_force and not self.is_overdue

    @property
    def why(self) -> Said:
        """What stands, or what is missing, in a sentence."""
        if self.is_overdue:
            return Said(f"复核已于 {self.review_on} 到期", f"review was due on {self.review_on}")
        if self.is_in_force:
            return Said(f"现行 {self.verified}", f"current edition {self.verified}")
        if not self.verified:
            return Said("未能确认有此文件", "no such document could be confirmed")
        return Said(
            f"现行版本 {self.verified} 尚待核对原文",
            f"edition {self.verified} is still to be checked",
        )


def citations_standing(brand: "Brand", edition: Edition, day: date) -> list[CitationStanding]:
    """Every cited document of the edition with the brand's latest review of it."""
    latest: dict[str, CitationReview] = {}
    for review in CitationReview.objects.filter(brand=brand).select_related("reviewed_by"):
        latest.setdefault(review.citation, review)
    return [
        CitationStanding(one, latest.get(one.id), day, edition.citations_checked_on)
        for one in edition.citations.values()
    ]

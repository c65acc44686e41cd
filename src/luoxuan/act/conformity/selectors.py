"""Runs, their history, notes, exemptions, signatures and packs of a brand."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from luoxuan.act.conformity.models import (
    AssessmentNote,
    CitationReview,
    ConformityRun,
    EvidencePack,
    Exemption,
    SelfAssessment,
)
from luoxuan.standard import Said

if TYPE_CHECKING:
    from luoxuan.foundation.people.access import Scope
    from luoxuan.foundation.people.models import Brand

MOST_RUNS = 400


@dataclass(frozen=True)
class Moment:
    """What a run said of one requirement."""

    run_id: int
    at: datetime
    state: str
    value: Decimal | None
    reached: Decimal


def runs_of(brand: "Brand", edition: str = "") -> list[ConformityRun]:
    """The brand's runs without their results, latest first."""
    rows = ConformityRun.objects.filter(brand=brand).defer("results").select_related("asked_by")
    return list((rows.filter(edition=edition) if edition else rows)[:MOST_RUNS])


def run_latest(brand: "Brand", edition: str) -> ConformityRun | None:
    """The newest run of the edition."""
    return ConformityRun.objects.filter(brand=brand, edition=edition).first()


def run_of(brand: "Brand", run_id: int) -> ConformityRun | None:
    """One run of the brand; None where it is another brand's or nobody's."""
    rows = ConformityRun.objects.filter(brand=brand, pk=run_id)
    return rows.select_related("brand", "asked_by").first()


def result_of(run: ConformityRun, requirement_id: str) -> dict[str, Any] | None:
    """What the run says of one requirement."""
    return next((row for row in run.results if row["id"] == requirement_id), None)


def rows_seen(result: dict[str, Any], scope: "Scope") -> list[dict[str, Any]]:
    """The rows behind a result that the person may see: of their shops, and of what their role may read."""
    return [
        row
        for row in result["rows"]
        if (not row["shop_key"] or scope.sees_shop(row["shop_key"]))
        and (not row["permission"] or scope.may(row["permission"]))
    ]


def history_of(brand: "Brand", edition: str, requirement_id: str) -> list[Moment]:
    """What every run said of one requirement, the last of each day, oldest first."""
    found: dict[date, Moment] = {}
    rows = ConformityRun.objects.filter(brand=brand, edition=edition).order_by("at", "pk")
    for run in rows.only("at", "day", "results"):
        result = result_of(run, requirement_id)
        if result is not None:
            value = None if result["value"] is None else Decimal(result["value"])
            reached = Decimal(result["reached"])
            found[run.day] = Moment(run.pk, run.at, result["state"], value, reached)
    return list(found.values())


def notes_of(brand: "Brand", requirement_id: str) -> list[AssessmentNote]:
    """What assessors wrote beside a requirement, latest first."""
    rows = AssessmentNote.objects.filter(brand=brand, requirement_id=requirement_id)
    return list(rows.select_related("author"))


def exemptions_of(brand: "Brand", requirement_id: str = "") -> list[Exemption]:
    """What was said not to apply, latest first."""
    rows = Exemption.objects.filter(brand=brand).select_related("asked_by", "signed_by")
    return list(rows.filter(requirement_id=requirement_id) if requirement_id else rows)


def exemption_of(brand: "Brand", exemption_id: int) -> Exemption | None:
    """One of them."""
    rows = Exemption.objects.filter(brand=brand, pk=exemption_id)
    return rows.select_related("brand", "asked_by", "signed_by").first()


def exemptions_in_force(brand: "Brand", edition: str, day: date) -> dict[str, Said]:
    """Requirement to the signed reason it does not apply for, on that day."""
    rows = Exemption.objects.filter(
        brand=brand, edition=edition, state=Exemption.State.GRANTED, expires_on__gte=day
    ).select_related("signed_by")
    return {
        row.requirement_id: Said(
            f"不适用：{row.reason}（{row.signed_by} 签字，有效至 {row.expires_on}）",
            f"Not applicable: {row.reason} (signed by {row.signed_by}, until {row.expires_on})",
        )
        for row in rows
    }


def signatures_of(brand: "Brand") -> list[SelfAssessment]:
    """Who stood for which run, latest first."""
    rows = SelfAssessment.objects.filter(brand=brand).select_related("signed_by", "run")
    return list(rows.defer("run__results"))


def packs_of(brand: "Brand") -> list[EvidencePack]:
    """The packs made, without their bytes, latest first."""
    rows = EvidencePack.objects.filter(brand=brand).defer("body", "run__results")
    return list(rows.select_related("made_by", "run"))


def pack_of(brand: "Brand", pack_id: int) -> EvidencePack | None:
    """One pack of the brand with its bytes."""
    return EvidencePack.objects.filter(brand=brand, pk=pack_id).first()


def citation_reviews_of(brand: "Brand", citation: str) -> list[CitationReview]:
    """Every look at a cited document, latest first."""
    rows = CitationReview.objects.filter(brand=brand, citation=citation)
    return list(rows.select_related("reviewed_by"))

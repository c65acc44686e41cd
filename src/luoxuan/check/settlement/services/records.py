"""What the services of settlement write into the trail."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from luoxuan.foundation.trail import services as trail

if TYPE_CHECKING:
    from luoxuan.check.settlement.models import DifferenceRecord, MonthClose
    from luoxuan.foundation.people.models import Brand, User


def difference_trailed(
    record: "DifferenceRecord", verb: str, actor: "User | None", at: datetime, **detail: Any
) -> None:
    """Who did what to a difference."""
    told = {"kind": record.kind, "month": record.month, "amount": format(record.amount, "f")}
    _trailed(
        record.brand, actor, f"difference.{verb}", ("difference", record.pk), at, told | detail
    )


def closing_trailed(
    closing: "MonthClose", verb: str, actor: "User | None", at: datetime, **detail: Any
) -> None:
    """Who did what to a month."""
    told = {"month": closing.month, "number": closing.number, "digest": closing.digest[:16]}
    subject = ("month_close", closing.pk)
    _trailed(closing.brand, actor, f"settlement_month.{verb}", subject, at, told | detail)


def brand_trailed(
    brand: "Brand", verb: str, actor: "User | None", at: datetime, **detail: Any
) -> None:
    """Who changed the brand's rules, or let a month be reconciled."""
    _trailed(brand, actor, verb, ("brand", brand.pk), at, detail)


def _trailed(
    brand: "Brand", actor: "User | None", verb: str, subject: tuple[str, int], at: datetime,
    detail: dict[str, Any],
) -> None:  # fmt: skip
    trail.trail_record(
        brand=brand, actor=actor, verb=verb, subject_type=subject[0], subject_id=str(subject[1]),
        detail=detail, at=at,
    )  # fmt: skip

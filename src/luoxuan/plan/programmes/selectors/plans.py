"""Plans and their versions (6.3)."""

from datetime import date
from typing import TYPE_CHECKING

from luoxuan.plan.programmes import parts
from luoxuan.plan.programmes.models import Programme, ProgrammeVersion
from luoxuan.plan.programmes.periods import ABOVE, Kind, period_named

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand


def programmes_of(brand: "Brand", year: int | None = None) -> list[Programme]:
    """The brand's plans, newest period first; of one year where given."""
    rows = Programme.objects.filter(brand=brand).select_related("author", "brand")
    return list(rows.filter(starts_on__year=year) if year else rows)


def programme_for(brand: "Brand", kind: str, day: date) -> Programme | None:
    """The plan of that length that holds the day."""
    rows = Programme.objects.filter(brand=brand, kind=kind, starts_on__lte=day, ends_on__gte=day)
    return rows.select_related("brand", "author", "copied_from").first()


def programme_named(brand: "Brand", name: str) -> Programme | None:
    """The plan of 2026, 2026Q4 or 2026-11. Raises PeriodError for another name."""
    kind, period = period_named(name)
    return programme_for(brand, kind, period.first)


def programme_of(brand: "Brand", programme_id: int | str) -> Programme | None:
    """One plan of the brand."""
    return Programme.objects.filter(brand=brand, pk=programme_id).select_related("brand").first()


def above(programme: Programme) -> Programme | None:
    """The plan this one is part of: the quarter's, else the year's; None where neither is there."""
    kinds: tuple[Kind, ...] = ABOVE[programme.kind]  # type: ignore[index]
    found = (programme_for(programme.brand, kind, programme.starts_on) for kind in kinds)
    return next((one for one in found if one is not None), None)


def versions_of(programme: Programme) -> list[ProgrammeVersion]:
    """Every version, newest first."""
    return list(programme.versions.select_related("author"))


def version_of(programme: Programme, number: int) -> ProgrammeVersion | None:
    """One version by its number."""
    return programme.versions.filter(number=number).select_related("author").first()


def version_in_force(programme: Programme) -> ProgrammeVersion | None:
    """The last approved version."""
    return programme.versions.filter(state=ProgrammeVersion.State.APPROVED).first()


def version_is_intact(version: ProgrammeVersion) -> bool:
    """Whether the body still is what was hashed."""
    return parts.digest_of(version.body, version.data_version) == version.digest

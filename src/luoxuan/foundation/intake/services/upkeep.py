"""The lake tidied up: fewer, larger files, and no leavings of killed runs (9.1)."""

from datetime import datetime

from django.db import transaction

from luoxuan.foundation.intake import places
from luoxuan.foundation.intake.models import Catalogue
from luoxuan.foundation.intake.services.catalogue import catalogue_append
from luoxuan.foundation.intake.services.commit import lake_mend
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.trail.services import trail_record
from luoxuan.warehouse import lake


def lake_compact(*, brand: Brand, at: datetime) -> list[str]:
    """Merge small files and remove what no catalogue row names; gives the paths removed.

    Every row of the catalogue stays readable: a report as of any earlier moment keeps its numbers.
    """
    root = places.lake_root(brand)
    with lake.write_lock(root):
        base = lake_mend(brand)
        after = lake.compact(root, base)
        if after != base:
            _tidied(brand, after, at)
        rows = Catalogue.objects.filter(brand=brand).values_list("versions", flat=True)
        return lake.vacuum(root, [lake.Snapshot(root, versions) for versions in rows])


def lakes_compact(*, at: datetime) -> int:
    """Tidy the lake of every brand; how many brands there are."""
    brands = people.brands_all()
    for brand in brands:
        lake_compact(brand=brand, at=at)
    return len(brands)


@transaction.atomic
def _tidied(brand: Brand, after: lake.Snapshot, at: datetime) -> None:
    catalogue_append(brand=brand, snapshot=after, cause=Catalogue.Cause.UPKEEP, at=at)
    trail_record(
        brand=brand,
        actor=None,
        verb="warehouse.compacted",
        subject_type="warehouse",
        subject_id=brand.key,
        detail={"tables": len(after.versions)},
        at=at,
    )

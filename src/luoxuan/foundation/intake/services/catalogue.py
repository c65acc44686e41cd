"""The catalogue row is the last thing an import writes: who reads it sees all of the import (9.1)."""

from collections.abc import Sequence
from datetime import datetime

from luoxuan.foundation.intake import selectors
from luoxuan.foundation.intake.models import Catalogue
from luoxuan.foundation.people.models import Brand
from luoxuan.warehouse.lake import Snapshot


def catalogue_append(
    *, brand: Brand, snapshot: Snapshot, cause: str, at: datetime, import_ids: Sequence[str] = ()
) -> Catalogue:
    """Name the versions readers see from now on. The caller holds the brand's write lock."""
    last = selectors.catalogue_last(brand)
    # A clock that went back must not make the new row look older than the one it follows.
    moment = max(at, last.at) if last else at
    return Catalogue.objects.create(
        brand=brand,
        seq=last.seq + 1 if last else 1,
        versions=dict(snapshot.versions),
        at=moment,
        cause=cause,
        import_ids=list(import_ids),
    )

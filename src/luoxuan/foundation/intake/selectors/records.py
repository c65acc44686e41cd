"""What came in, what is true now, and what is missing (9.1, 9.2)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from django.db.models import QuerySet

from luoxuan.foundation.intake import places
from luoxuan.foundation.intake.models import (
    BrandLayout,
    Catalogue,
    Import,
    ImportBatch,
    ImportSettings,
    LayoutDraft,
    Original,
)
from luoxuan.foundation.people import selectors as people
from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.people.platforms import platform_words
from luoxuan.warehouse.lake import Snapshot
from luoxuan.warehouse.sources.context import ShopRef
from luoxuan.warehouse.sources.library import load_layouts


def catalogue_last(brand: Brand, *, as_of: datetime | None = None) -> Catalogue | None:
    """The row readers go by: the last, or the last that stood at that moment."""
    rows = Catalogue.objects.filter(brand=brand)
    if as_of is not None:
        rows = rows.filter(at__lte=as_of)
    return rows.order_by("-seq").first()


def is_only_tidied(brand: Brand, versions: Mapping[str, int], names: Collection[str]) -> bool:
    """Whether these versions of the tables hold the rows that are true now: nothing but upkeep came after them.

    Compaction makes new versions of the same rows; it must not make what was read from them look old.
    """
    newer: Catalogue | None = None
    seen: dict[str, int] = {}
    for row in Catalogue.objects.filter(brand=brand).order_by("-seq").iterator():
        mine = {name: row.versions[name] for name in names if name in row.versions}
        if newer is not None and mine != seen and newer.cause != Catalogue.Cause.UPKEEP:
            return False
        if mine == versions:
            return True
        newer, seen = row, mine
    return False


def snapshot(brand: Brand, *, as_of: datetime | None = None) -> Snapshot:
    """The consistent set of table versions to read; empty before the first import."""
    row = catalogue_last(brand, as_of=as_of)
    return Snapshot(root=places.lake_root(brand), versions=dict(row.versions) if row else {})


def imports_recent(
    brand: Brand,
    *,
    status: str = "",
    shop: str = "",
    text: str = "",
    shop_keys: Collection[str] | None = None,
    limit: int = 200,
) -> list[Import]:
    """Newest first. `status` may also be "undone"; `shop_keys` None: all shops."""
    rows = Import.objects.filter(brand=brand).select_related("requested_by", "undone_by")
    if shop_keys is not None:
        rows = rows.filter(shop__in=shop_keys)
    if status == "undone":
        rows = rows.filter(undone_at__isnull=False)
    elif status:
        rows = rows.filter(status=status, undone_at__isnull=True)
    if shop:
        rows = rows.filter(shop=shop)
    if text:
        rows = rows.filter(name__icontains=text)
    return list(rows[:limit])


def import_detail(brand: Brand, import_id: str) -> Import | None:
    """One import of the brand; None where it is another brand's or nobody's."""
    return Import.objects.filter(brand=brand, import_id=import_id).first()


def import_anywhere(import_id: str) -> Import | None:
    """For the command line, which stands above brands: one import by its id."""
    return Import.objects.filter(import_id=import_id).select_related("brand").first()


def imports_live(brand: Brand, sha256s: Sequence[str]) -> dict[str, Import]:
    """Files whose rows are in the warehouse, by content."""
    rows = Import.objects.filter(
        brand=brand, sha256__in=sha256s, status=Import.Status.IMPORTED, undone_at__isnull=True
    )
    return {row.sha256: row for row in rows}


def batch_detail(brand: Brand, batch_id: str) -> ImportBatch | None:
    """One batch of the brand."""
    found = ImportBatch.objects.filter(brand=brand, batch_id=batch_id)
    return found.select_related("requested_by").first()


def shops_of(brand: Brand) -> tuple[ShopRef, ...]:
    """The register as the engine wants it; a shop that only bears its platform's name has none of its own yet."""
    return tuple(
        ShopRef(
            key=shop.key,
            platform=shop.platform,
            name="" if shop.name in platform_words(shop.platform) else shop.name,
            zone=shop.zone,
            currency=shop.currency,
            platform_shop_id=shop.platform_shop_id,
        )
        for shop in people.shops_of(brand)
    )


def batch_to_run(batch_id: str) -> ImportBatch:
    """The batch a job is for. Raises ImportBatch.DoesNotExist where its brand is gone."""
    return ImportBatch.objects.select_related("brand", "requested_by").get(batch_id=batch_id)


def original_of(brand: Brand, original_id: str) -> Original | None:
    """One sealed original of the brand, while it is kept."""
    return Original.objects.filter(brand=brand, original_id=original_id).first()


def original_of_import(brand: Brand, import_id: str) -> Original | None:
    """The sealed original of an import, while it is kept."""
    return Original.objects.filter(brand=brand, import_id=import_id).first()


def settings_of(brand: Brand) -> ImportSettings:
    """The brand's settings, or the defaults."""
    return ImportSettings.objects.filter(brand=brand).first() or ImportSettings(brand=brand)


def retention(brand: Brand) -> timedelta:
    """How long an original is kept after its import."""
    return timedelta(days=settings_of(brand).retention_days)


def layouts_of(brand: Brand) -> QuerySet[BrandLayout]:
    """The brand's own layouts in use."""
    return BrandLayout.objects.filter(brand=brand, retired_at__isnull=True)


def draft_of(brand: Brand, draft_id: str) -> LayoutDraft | None:
    """A mapping in the making."""
    return (
        LayoutDraft.objects.filter(brand=brand, draft_id=draft_id)
        .select_related("original", "original__brand")
        .first()
    )


def layout_titles(brand: Brand) -> dict[str, str]:
    """Layout id to the name a merchant knows the report by."""
    titles = {layout.id: layout.title for layout in load_layouts()}
    own = BrandLayout.objects.filter(brand=brand)
    return titles | {str(row): str(row.layout["title"]) for row in own}


def batch_files(batch: ImportBatch) -> list[tuple[str, str]]:
    """Each file of a running batch and its phase: waiting, reading, read."""
    states = batch.progress.get("states", {})
    return [(o.name, states.get(o.name, "waiting")) for o in batch.originals.order_by("at", "name")]


def originals_waiting(batch: ImportBatch) -> list[Original]:
    """Files of the batch that no import was made of: they wait for a shop or a mapping."""
    return list(batch.originals.filter(import_id=""))

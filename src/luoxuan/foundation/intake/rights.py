"""What imports know of a person: the orders for an access pack, the originals to remove with them (9.3)."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from luoxuan.foundation.intake import selectors
from luoxuan.foundation.intake.models import Import, Original
from luoxuan.foundation.intake.services.originals import originals_remove
from luoxuan.foundation.people.models import Brand
from luoxuan.foundation.vault import registry
from luoxuan.warehouse import buyers
from luoxuan.warehouse.engine import Session, open_session


def rights_register() -> None:
    """Tell the vault what comes from here."""
    registry.part_register(registry.PackPart("orders", _("Your orders"), _asked(buyers.orders_of)))
    registry.part_register(
        registry.PackPart("lines", _("What you bought"), _asked(buyers.lines_of))
    )
    registry.eraser_register("originals", _originals_erase)
    registry.older_register("imports", _older)


def _asked(
    question: Callable[[Session, str], list[dict[str, Any]]],
) -> Callable[[Brand, str], list[dict[str, Any]]]:
    def rows(brand: Brand, token: str) -> list[dict[str, Any]]:
        with open_session(selectors.snapshot(brand)) as session:
            return [{k: _told(v) for k, v in row.items()} for row in question(session, token)]

    return rows


def _told(value: Any) -> Any:
    if value is None or isinstance(value, str | int | bool):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _originals_erase(brand: Brand, import_ids: Sequence[str], _at: datetime) -> dict[str, int]:
    """A sealed original that speaks of the person goes: its key is the brand's, not the person's."""
    found = Original.objects.filter(brand=brand, import_id__in=import_ids)
    return {"originals": originals_remove(found.select_related("brand"))}


def _older(brand: Brand, moment: datetime) -> list[str]:
    """Files that stand, were read before, and know their buyers by other keys."""
    rows = Import.objects.filter(brand=brand, undone_at__isnull=True, at__lt=moment, seq__gt=0)
    known = set(rows.values_list("import_id", flat=True))
    if not known:
        return []
    with open_session(selectors.snapshot(brand)) as session:
        return sorted(known & buyers.imports_of_other_keys(session))

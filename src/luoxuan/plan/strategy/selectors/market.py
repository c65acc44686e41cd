"""The watch list, the notes, and which of them are stale (12.7)."""

from datetime import date
from typing import TYPE_CHECKING

from luoxuan.plan.strategy.models import MarketNote, Rival, RivalPrice

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand


def rivals_of(brand: "Brand") -> list[Rival]:
    """The watch list, by name."""
    return list(Rival.objects.filter(brand=brand))


def rival_of(brand: "Brand", rival_id: int) -> Rival | None:
    """One rival of the brand."""
    return Rival.objects.filter(brand=brand, pk=rival_id).first()


def notes_of(
    brand: "Brand", *, kind: str = "", tag: str = "", rival: Rival | None = None
) -> list[MarketNote]:
    """Notes, newest first; of one kind, tag or rival where given."""
    rows = MarketNote.objects.filter(brand=brand).select_related("rival", "author")
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(rival=rival) if rival else rows
    # Tags are few and the JSON of SQLite knows no "contains".
    return [note for note in rows if not tag or tag in note.tags]


def note_of(brand: "Brand", note_id: int) -> MarketNote | None:
    """One note of the brand."""
    return MarketNote.objects.filter(brand=brand, pk=note_id).select_related("brand").first()


def notes_stale(brand: "Brand", day: date) -> list[MarketNote]:
    """Notes whose review is due, the longest overdue first."""
    rows = MarketNote.objects.filter(brand=brand, review_on__lte=day).select_related("rival")
    return list(rows.order_by("review_on", "pk"))


def prices_latest(brand: "Brand", *, rival: Rival | None = None) -> list[RivalPrice]:
    """The newest price of each rival's product."""
    rows = RivalPrice.objects.filter(brand=brand).select_related("rival")
    rows = rows.filter(rival=rival) if rival else rows
    newest: dict[tuple[int, str], RivalPrice] = {}
    for row in rows.order_by("seen_on", "pk"):
        newest[(row.rival_id, row.product)] = row
    return sorted(newest.values(), key=lambda row: (row.rival.name, row.product))


def price_of(brand: "Brand", price_id: int) -> RivalPrice | None:
    """One price of the brand."""
    return RivalPrice.objects.filter(brand=brand, pk=price_id).select_related("rival").first()

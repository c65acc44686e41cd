"""Rivals, market notes and prices seen (6.2, 12.7)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from luoxuan.foundation.trail.services import trail_record
from luoxuan.plan.strategy.models import MarketNote, Rival, RivalPrice
from luoxuan.plan.strategy.services.errors import StrategyError, text_checked

if TYPE_CHECKING:
    from luoxuan.foundation.people.models import Brand, User


@dataclass(frozen=True)
class RivalDraft:
    """What is said of a rival."""

    name: str
    remark: str = ""
    is_watched: bool = True


@dataclass(frozen=True)
class NoteDraft:
    """What is said of a market note."""

    kind: str
    title: str
    source: str
    noted_on: date
    review_on: date
    body: str = ""
    source_url: str = ""
    rival: Rival | None = None
    tags: Sequence[str] = field(default_factory=tuple)


@dataclass(frozen=True)
class PriceSeen:
    """A price somebody saw; a rival not on the watch list yet comes onto it."""

    rival: str
    product: str
    price: Decimal
    seen_on: date
    product_id: str = ""
    url: str = ""
    currency: str = "CNY"


@transaction.atomic
def rival_save(
    *,
    brand: "Brand",
    draft: RivalDraft,
    rival: Rival | None = None,
    actor: "User | None",
    at: datetime,
) -> Rival:
    """Put a rival onto the watch list, or change it. Raises StrategyError where the name is taken."""
    name = text_checked(draft.name, _("The name"))
    taken = Rival.objects.filter(brand=brand, name=name).first()
    if taken is not None and (rival is None or taken.pk != rival.pk):
        raise StrategyError(_("%(name)s is on the watch list already.") % {"name": name})
    rival = rival or Rival(brand=brand, created_at=at)
    rival.name, rival.remark, rival.is_watched = name, draft.remark.strip(), draft.is_watched
    rival.save()
    _told(brand, "rival.saved", ("rival", rival.pk), {"name": name}, (actor, at))
    return rival


@transaction.atomic
def note_save(
    *,
    brand: "Brand",
    draft: NoteDraft,
    note: MarketNote | None = None,
    actor: "User | None",
    at: datetime,
) -> MarketNote:
    """Write a note, or change it. Raises StrategyError."""
    if draft.kind not in MarketNote.Kind.values:
        raise StrategyError(_("There is no kind of note %(kind)s.") % {"kind": draft.kind})
    if draft.review_on < draft.noted_on:
        raise StrategyError(_("The review comes after the note: choose a later day."))
    if draft.rival is not None and draft.rival.brand_id != brand.pk:
        raise StrategyError(_("Choose a rival of the watch list."))
    note = note or MarketNote(brand=brand, created_at=at, author=actor)
    note.title = text_checked(draft.title, _("The title"))
    note.source = text_checked(draft.source, _("The source"))
    for name in ("kind", "noted_on", "review_on", "body", "source_url", "rival"):
        setattr(note, name, getattr(draft, name))
    note.tags = list(dict.fromkeys(tag.strip() for tag in draft.tags if tag.strip()))
    note.changed_at = at
    note.save()
    _told(brand, "market_note.saved", ("market_note", note.pk), {"title": note.title}, (actor, at))
    return note


@transaction.atomic
def note_review(
    *, note: MarketNote, review_on: date, today: date, actor: "User | None", at: datetime
) -> MarketNote:
    """Say that the note still holds, and when to look again. Raises StrategyError."""
    if review_on <= today:
        raise StrategyError(_("Choose a day to come for the next look."))
    note.review_on, note.changed_at = review_on, at
    note.save(update_fields=["review_on", "changed_at"])
    detail = {"title": note.title, "review_on": review_on.isoformat()}
    _told(note.brand, "market_note.reviewed", ("market_note", note.pk), detail, (actor, at))
    return note


@transaction.atomic
def note_remove(*, note: MarketNote, actor: "User | None", at: datetime) -> None:
    """Remove the note; evidence that pointed at it stays without it."""
    subject = ("market_note", note.pk)
    _told(note.brand, "market_note.removed", subject, {"title": note.title}, (actor, at))
    note.delete()


@transaction.atomic
def rival_prices_save(
    *, brand: "Brand", prices: Sequence[PriceSeen], actor: "User | None", at: datetime
) -> int:
    """Keep prices; the same product of a rival on the same day is corrected, not doubled. How many were kept."""
    rivals: dict[str, Rival] = {}
    for seen in prices:
        if seen.price <= 0:
            raise StrategyError(
                _("The price of %(product)s is not above 0.") % {"product": seen.product}
            )
        name = text_checked(seen.rival, _("The name"))
        if name not in rivals:
            rivals[name], _new = Rival.objects.get_or_create(
                brand=brand, name=name, defaults={"created_at": at}
            )
        RivalPrice.objects.update_or_create(
            rival=rivals[name], product=text_checked(seen.product, _("The product")), seen_on=seen.seen_on,
            defaults={
                "brand": brand, "price": seen.price, "product_id": seen.product_id, "url": seen.url,
                "currency": seen.currency, "created_at": at,
            },
        )  # fmt: skip
    detail = {"prices": len(prices), "rivals": len(rivals)}
    _told(brand, "rival_prices.saved", ("rival_prices", 0), detail, (actor, at))
    return len(prices)


def _told(
    brand: "Brand",
    verb: str,
    subject: tuple[str, int],
    detail: dict[str, Any],
    by: tuple["User | None", datetime],
) -> None:
    trail_record(
        brand=brand, actor=by[0], verb=verb, subject_type=subject[0],
        subject_id=str(subject[1] or brand.key), detail=detail, at=by[1],
    )  # fmt: skip

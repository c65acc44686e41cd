"""Objectives and what serves them (5.1)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from luoxuan.plan.strategy import alignment
from luoxuan.plan.strategy.alignment import AlignedThing
from luoxuan.plan.strategy.models import Objective

if TYPE_CHECKING:
    from luoxuan.foundation.people.access import Scope
    from luoxuan.foundation.people.models import Brand


def objectives(brand: "Brand", state: str = "") -> list[Objective]:
    """The brand's objectives by their begin; of one state where given."""
    rows = Objective.objects.filter(brand=brand).select_related("owner", "origin")
    return list(rows.filter(state=state) if state else rows)


def objectives_on(brand: "Brand", first: date, last: date) -> list[Objective]:
    """Active and achieved objectives whose period touches these days."""
    states = (Objective.State.ACTIVE, Objective.State.ACHIEVED)
    rows = Objective.objects.filter(brand=brand, starts_on__lte=last, ends_on__gte=first)
    return list(rows.filter(state__in=states).select_related("owner"))


def objective_of(brand: "Brand", id: int | str) -> Objective | None:  # noqa: A002  # as everywhere
    """One objective of the brand, None where it has none such."""
    rows = Objective.objects.filter(brand=brand, pk=id)
    return rows.select_related("brand", "owner", "origin__board").first()


@dataclass(frozen=True)
class Alignment:
    """How much of one kind of thing serves an objective."""

    kind: str
    zh: str
    en: str
    aligned: int
    unaligned: int
    amount_aligned: Decimal
    amount_unaligned: Decimal

    @property
    def share(self) -> Decimal | None:
        """Of the things; None where there is nothing."""
        return _share(Decimal(self.aligned), Decimal(self.unaligned))

    @property
    def amount_share(self) -> Decimal | None:
        """Of the money; None where nothing costs anything."""
        return _share(self.amount_aligned, self.amount_unaligned)


def alignment_of(
    brand: "Brand", objective: Objective | None, scope: "Scope | None" = None
) -> list[AlignedThing]:
    """What links to the objective, or, for None, to none; with a scope, only what the person may see."""
    found = alignment.things_of(brand, objective)
    return [thing for thing in found if scope is None or _seen(thing, scope)]


def alignment_shares(brand: "Brand", scope: "Scope | None" = None) -> tuple[Alignment, ...]:
    """Per kind of thing: how many, and how much money, serve an objective that runs."""
    live = [o for o in objectives(brand) if o.state != Objective.State.DROPPED]
    aligned = [thing for o in live for thing in alignment_of(brand, o, scope)]
    unaligned = alignment_of(brand, None, scope)
    words = {thing.kind: thing for thing in (*aligned, *unaligned)}
    return tuple(
        _alignment(word, _of(aligned, kind), _of(unaligned, kind)) for kind, word in words.items()
    )


def _alignment(
    word: AlignedThing, aligned: list[AlignedThing], unaligned: list[AlignedThing]
) -> Alignment:
    return Alignment(
        word.kind, word.kind_zh, word.kind_en, len(aligned), len(unaligned),
        _amount(aligned), _amount(unaligned),
    )  # fmt: skip


def _seen(thing: AlignedThing, scope: "Scope") -> bool:
    is_theirs = not thing.shop_key or scope.sees_shop(thing.shop_key)
    return is_theirs and (not thing.permission or scope.may(thing.permission))


def _of(things: list[AlignedThing], kind: str) -> list[AlignedThing]:
    return [thing for thing in things if thing.kind == kind]


def _amount(things: list[AlignedThing]) -> Decimal:
    return sum((thing.amount or Decimal(0) for thing in things), Decimal(0))


def _share(part: Decimal, rest: Decimal) -> Decimal | None:
    return part / (part + rest) if part + rest else None

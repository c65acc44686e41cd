"""What cannot both be: pure, from entries to conflicts (6.4)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Literal, Protocol

Rule = Literal["same_sku", "no_stock", "short_stock", "over_budget", "no_budget"]
SELLING = ("promotion", "content", "ad_flight")


class Planned(Protocol):
    """What a conflict needs to know of an entry."""

    pk: int
    kind: str
    title: str
    starts_on: date
    ends_on: date
    shop_key: str
    skus: Sequence[str]
    budget_line_id: int | None
    amount: Decimal | None


@dataclass(frozen=True)
class Conflict:
    """Two entries, or one by itself, that cannot stand so."""

    rule: Rule
    entries: tuple[int, ...]
    first: date
    last: date
    skus: tuple[str, ...] = ()
    amount: Decimal | None = None
    limit: Decimal | None = None


@dataclass(frozen=True)
class Shelf:
    """How much of a SKU can be sold, how much is bought and on the way, and what an ordinary day sells."""

    available: int
    on_the_way: int = 0
    daily: Decimal = Decimal(0)


@dataclass(frozen=True)
class Stock:
    """What is known of stock: SKUs that cannot be bought now, as the data of `day` show, and the newest stock."""

    day: date
    sold_out: Collection[str] = ()
    shelves: Mapping[str, Shelf] = field(default_factory=dict)


def conflicts(
    entries: Sequence[Planned],
    stock: Stock | None = None,
    limits: Mapping[tuple[int, date], Decimal] | None = None,
) -> tuple[Conflict, ...]:
    """Every conflict among the entries, in order of days; `limits` says what a budget line has in a month."""
    found = [
        *_same_skus(entries),
        *_without_stock(entries, stock),
        *_short_of_stock(entries, stock),
        *_over_budget(entries, limits or {}),
        *_without_budget(entries),
    ]
    return tuple(sorted(found, key=lambda each: (each.first, each.rule, each.entries)))


def _same_skus(entries: Iterable[Planned]) -> Iterator[Conflict]:
    """Two promotions of one shop on the same SKU at the same time stack, or one hides the other."""
    promotions = [entry for entry in entries if entry.kind == "promotion"]
    for one, other in combinations(promotions, 2):
        first = max(one.starts_on, other.starts_on)
        last = min(one.ends_on, other.ends_on)
        shared = set(one.skus) & set(other.skus)
        # Without SKUs a promotion is the shop's frame (618), not an offer: offers inside it are meant.
        if first <= last and shared and _share_a_shop(one, other):
            yield Conflict("same_sku", (one.pk, other.pk), first, last, tuple(sorted(shared)))


def _share_a_shop(one: Planned, other: Planned) -> bool:
    return not one.shop_key or not other.shop_key or one.shop_key == other.shop_key


def _without_stock(entries: Sequence[Planned], stock: Stock | None) -> Iterator[Conflict]:
    """Something sells a SKU before its stock is there."""
    arrivals: dict[str, list[date]] = defaultdict(list)
    for entry in entries:
        if entry.kind == "stock_arrival":
            for sku in entry.skus:
                arrivals[sku].append(entry.starts_on)
    gone = _gone(stock) if stock else set()
    for entry in entries:
        if entry.kind not in SELLING or (stock and entry.ends_on < stock.day):
            continue
        short = [sku for sku in entry.skus if _lacks(sku, entry.starts_on, arrivals, gone)]
        if short:
            yield Conflict(
                "no_stock", (entry.pk,), entry.starts_on, entry.ends_on, tuple(sorted(short))
            )


def _gone(stock: Stock) -> set[str]:
    """Sold out: as the stock system says, and where it says nothing, as sales that stopped show."""
    told = {sku for sku, shelf in stock.shelves.items() if shelf.available <= 0}
    return told | (set(stock.sold_out) - set(stock.shelves))


def _short_of_stock(entries: Sequence[Planned], stock: Stock | None) -> Iterator[Conflict]:
    """A promotion sells on ordinary days alone more than is there and on the way; how much arrives is not known."""
    if stock is None:
        return
    arriving = {
        (sku, entry.starts_on)
        for entry in entries
        if entry.kind == "stock_arrival"
        for sku in entry.skus
    }
    for entry in entries:
        if entry.kind != "promotion" or entry.ends_on < stock.day:
            continue
        days = (entry.ends_on - max(entry.starts_on, stock.day)).days + 1
        short = [
            sku
            for sku in entry.skus
            if _is_short(stock.shelves.get(sku), days)
            and not any(name == sku and day <= entry.ends_on for name, day in arriving)
        ]
        if short:
            skus = tuple(sorted(short))
            yield Conflict("short_stock", (entry.pk,), entry.starts_on, entry.ends_on, skus)


def _is_short(shelf: Shelf | None, days: int) -> bool:
    """Some is there, so that it is not sold out, but less than the days sell."""
    return (
        shelf is not None
        and shelf.available > 0
        and shelf.available + shelf.on_the_way < shelf.daily * days
    )


def _lacks(
    sku: str, start: date, arrivals: Mapping[str, Sequence[date]], gone: Collection[str]
) -> bool:
    """Whether nothing arrives by the start of what is sold out now, or of what only arrives later."""
    days = arrivals.get(sku, ())
    if any(day <= start for day in days):
        return False
    return sku in gone or bool(days)


def _over_budget(
    entries: Iterable[Planned], limits: Mapping[tuple[int, date], Decimal]
) -> Iterator[Conflict]:
    """What begins in a month on one line costs more than the line has in it."""
    asked: dict[tuple[int, date], list[Planned]] = defaultdict(list)
    for entry in entries:
        if entry.budget_line_id is not None and entry.amount:
            asked[entry.budget_line_id, entry.starts_on.replace(day=1)].append(entry)
    for key, group in asked.items():
        total = sum((entry.amount or Decimal(0) for entry in group), Decimal(0))
        if key in limits and total > limits[key]:
            yield Conflict(
                "over_budget",
                tuple(sorted(entry.pk for entry in group)),
                min(entry.starts_on for entry in group),
                max(entry.ends_on for entry in group),
                amount=total,
                limit=limits[key],
            )


def _without_budget(entries: Iterable[Planned]) -> Iterator[Conflict]:
    for entry in entries:
        if entry.kind == "ad_flight" and entry.amount and entry.budget_line_id is None:
            yield Conflict(
                "no_budget", (entry.pk,), entry.starts_on, entry.ends_on, amount=entry.amount
            )

"""What the calendar and the almanac say of the period (6.4)."""

from django.urls import reverse

from luoxuan.almanac import events_between
from luoxuan.plan.calendar import selectors as calendar
from luoxuan.plan.programmes.facts import Fact, plain
from luoxuan.plan.programmes.sources.asked import Asked


def events(asked: Asked) -> list[Fact]:
    """Festivals and the platforms' big days."""
    return [
        Fact(
            "events", f"event:{one.key}:{one.day.year}", one.zh, one.en,
            value=one.day.isoformat(), first=one.first, last=one.last,
        )
        for one in events_between(asked.period.first, asked.period.last)
    ]  # fmt: skip


def promotions(asked: Asked) -> list[Fact]:
    """Promotions, and platform events somebody entered."""
    return _entries("promotions", ("promotion", "platform_event"), asked)


def content(asked: Asked) -> list[Fact]:
    """What is to be produced."""
    return _entries("content", ("content",), asked)


def flights(asked: Asked) -> list[Fact]:
    """When advertising runs."""
    return _entries("flights", ("ad_flight",), asked)


def stock(asked: Asked) -> list[Fact]:
    """What arrives."""
    return _entries("stock", ("stock_arrival",), asked)


def _entries(source: str, kinds: tuple[str, ...], asked: Asked) -> list[Fact]:
    found = calendar.entries_between(asked.brand, asked.period.first, asked.period.last)
    return [
        Fact(
            source, f"entry:{entry.pk}", entry.title, entry.title, value=plain(entry.amount),
            unit="money", first=entry.starts_on, last=entry.ends_on, shop_key=entry.shop_key,
            href=reverse("calendar:entry", args=[asked.brand.key, entry.pk]),
        )
        for entry in found.filter(kind__in=kinds).order_by("starts_on", "pk")
    ]  # fmt: skip

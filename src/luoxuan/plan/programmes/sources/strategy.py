"""Objectives, the market and the channels, as facts of a plan (6.3)."""

from luoxuan.foundation.people import selectors as people
from luoxuan.plan.programmes.facts import Fact
from luoxuan.plan.programmes.sources.asked import Asked
from luoxuan.plan.strategy import selectors as strategy


def objectives(asked: Asked) -> list[Fact]:
    """Objectives that run in the period."""
    found = strategy.objectives_on(asked.brand, asked.period.first, asked.period.last)
    return [
        Fact(
            "objectives", f"objective:{one.pk}", one.title, one.title,
            value=one.kind,
            first=one.starts_on, last=one.ends_on,
        )
        for one in found
    ]  # fmt: skip


def swot(asked: Asked) -> list[Fact]:
    """What the board of the period found, the weightiest of each quadrant."""
    board = strategy.board_current(asked.brand, asked.period.last)
    full = strategy.board_of(asked.brand, board.pk) if board else None
    if full is None or full.ends_on < asked.period.first:
        return []
    return [
        Fact("swot", f"swot:{item.pk}", item.text, item.text, value=item.quadrant)
        for item in sorted(full.items.all(), key=lambda i: ("SWOT".index(i.quadrant), -i.weight))
    ]


def notes(asked: Asked) -> list[Fact]:
    """Market notes that were not overdue when the period began."""
    found = strategy.notes_of(asked.brand)
    return [
        Fact("notes", f"note:{note.pk}", note.title, note.title, value=note.source)
        for note in found
        if note.noted_on <= asked.period.last and note.review_on >= asked.period.first
    ]


def shops(asked: Asked) -> list[Fact]:
    """The shops in operation, with their platform and kind of channel."""
    return [
        Fact(
            "shops", f"shop:{shop.key}", shop.name, shop.name, shop_key=shop.key,
            value=" · ".join(filter(None, (str(shop.platform), shop.channel_type))),
        )
        for shop in people.shops_of(asked.brand)
        if shop.is_live
    ]  # fmt: skip

"""The approved targets of the period's months (6.4, 6.6)."""

from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse

from luoxuan.metrics import METRICS
from luoxuan.metrics.period import month_of
from luoxuan.plan.programmes.facts import Fact, plain
from luoxuan.plan.programmes.sources.asked import Asked
from luoxuan.plan.targets import selectors as targets

if TYPE_CHECKING:
    from luoxuan.plan.targets.models import TargetNode
    from luoxuan.plan.targets.selectors import NodeMonth

WHOLE = ("company", "department")
PARTS = ("channel", "shop", "project")


def whole_targets(asked: Asked) -> list[Fact]:
    """Of the company and its departments."""
    return _targets("targets", WHOLE, asked)


def part_targets(asked: Asked) -> list[Fact]:
    """Of channels, shops and projects."""
    return _targets("channel_targets", PARTS, asked)


def _targets(source: str, levels: tuple[str, ...], asked: Asked) -> list[Fact]:
    facts = [
        _fact(source, found, month)
        for month in _months(asked)
        for found in targets.month_targets(asked.brand, month)
        if found.node.level in levels and found.target is not None
    ]
    return sorted(facts, key=lambda fact: fact.key)


def _fact(source: str, found: "NodeMonth", month: date) -> Fact:
    node = found.node
    named = METRICS.get(node.metric)
    zh, en = (named.name.zh, named.name.en) if named else (node.title, node.title)
    place = node.shop_key or node.platform
    about = f" · {node.title}" if place or not named else ""
    return Fact(
        source, f"target:{_name(node)}:{month:%Y-%m}", f"{zh}{about} {month:%Y-%m}",
        f"{en}{about} {month:%Y-%m}", value=plain(found.target), unit=node.unit,
        first=month, last=month_of(month).last, shop_key=node.shop_key,
        href=reverse("targets:node", args=[node.tree.brand.key, node.pk]),
    )  # fmt: skip


def _name(node: "TargetNode") -> str:
    """Names the same target in every version of the tree."""
    return ":".join((node.level, node.metric or node.title, node.shop_key or node.platform))


def _months(asked: Asked) -> list[date]:
    month, found = asked.period.first, []
    while month <= asked.period.last:
        found.append(month)
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return found

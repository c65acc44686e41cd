"""A first agenda: what has to be talked about, and for how long (12.1)."""

from typing import Any

OPENING, ACTIONS, MISS, MONEY, CLOSING = 5, 10, 10, 10, 10
MOST_MISSES = 4


def agenda_of(body: dict[str, Any]) -> tuple[tuple[str, int], ...]:
    """Minutes per point by what the pack holds; people change it."""
    points = [("结论与目标对比", OPENING + 5)]
    if body["before"] or body["sections"]:
        points.append(("上次行动的实测效果", ACTIONS))
    titles = [miss["node"]["title"] for miss in body["misses"][:MOST_MISSES]]
    points += [(f"为什么：{title}"[:200], MISS) for title in titles]
    if body["overs"]:
        points.append(("超额完成：能否复制", MISS))
    if (body["proposal"] or {}).get("shifts"):
        points.append(("广告预算调整建议", MONEY))
    return (*points, ("新行动、负责人与期限，签字", CLOSING))

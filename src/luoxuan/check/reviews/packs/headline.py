"""What a pack says first, and what was learned (12.1, 12.2)."""

from decimal import Decimal
from typing import Any

from luoxuan.check.reviews.packs import words
from luoxuan.check.reviews.packs.standings import Standings
from luoxuan.check.reviews.sections import PackContext
from luoxuan.metrics.sentences import Sentence

MOST_LEARNED = 6


def both(sentence: Sentence) -> dict[str, str]:
    """The sentence in both languages."""
    return {"zh": sentence.text("zh"), "en": sentence.text("en")}


def headline(
    context: PackContext, found: Standings, misses: list[dict[str, Any]]
) -> list[dict[str, str]]:
    """How many targets were met, how the first one stands, and the main cause of the first miss."""
    when = _when(context)
    known = [row for row in found.rows if row.state != "unknown"]
    if not found.rows:
        return [both(words.NO_TREE.fill(when=when))]
    if not known:
        return [both(words.NOTHING_KNOWN.fill(when=when, count=len(found.rows)))]
    missed = sum(row.state == "missed" for row in known)
    counts = {"met": len(known) - missed, "known": len(known), "missed": missed}
    said = [both(words.SCORE.fill(when=when, **counts))]
    top = known[0]
    if top.actual is not None and top.due is not None and top.reached is not None:
        template = words.TOP.get(top.node.unit, words.TOP["ratio"])
        values = {"actual": top.actual, "due": top.due, "reached": top.reached}
        said.append(both(template.fill(title=top.node.title, **values)))
    cause = next((miss["causes"][0] for miss in misses if miss["causes"]), None)
    if cause is not None:
        zh, en = cause["text_zh"], cause["text_en"]
        said.append({"zh": f"主要原因：{zh}", "en": f"Mainly: {en}"})
    return said


def _when(context: PackContext) -> str:
    period = context.period
    if context.kind == "month":
        return f"{period.first:%Y-%m}"
    return f"{period.first.year}" if context.kind == "year" else _quarter(context)


def _quarter(context: PackContext) -> str:
    first = context.period.first
    return f"{first.year}-Q{(first.month + 2) // 3}"


def learned(misses: list[dict[str, Any]], overs: list[dict[str, Any]]) -> list[dict[str, str]]:
    """The causes worth remembering: the largest of each miss and excess, each sentence once."""
    found: dict[str, dict[str, str]] = {}
    for row in [*misses, *overs]:
        for cause in row["causes"][:1]:
            if cause["share"] is None or Decimal(cause["share"]) <= 0:
                continue
            title = row["node"]["title"]
            found.setdefault(
                cause["text_zh"],
                {
                    "zh": f"{title}：{cause['text_zh']}",
                    "en": f"{title}: {cause['text_en']}",
                    "shop_key": row["shop_key"],
                },
            )
    return list(found.values())[:MOST_LEARNED]

"""A target that is a formula was missed because its children were: how much each of them did (12.2)."""

from decimal import Decimal

from luoxuan.analysis.gap.estimate import exact, lmdi
from luoxuan.check.reviews.packs.cause import Cause
from luoxuan.check.reviews.packs.standings import Standing, Standings
from luoxuan.metrics.sentences import Sentence, Template

RATIO = Decimal("0.0001")
LEAST = Decimal("0.05")
UNITS = {"money": "money", "count": "count", "share": "share"}


def causes_of(standing: Standing, standings: Standings) -> list[Cause]:
    """The children by what they did; none where one of them is unknown."""
    if standings.planned is None or standing.gap is None or not standing.gap:
        return []
    below = [standings.of(node.pk) for node in standings.planned.below.get(standing.node.pk, [])]
    known = [row for row in below if row is not None and row.gap is not None]
    if not known or len(known) < len(below):
        return []
    effects = _effects(standing, known)
    rows = []
    for row, effect in zip(known, effects, strict=True):
        share = (effect / standing.gap).quantize(RATIO)
        if share >= LEAST:
            said = _said(row, effect, standing.node.unit)
            rows.append(
                Cause(
                    "child", said.text("zh"), said.text("en"), effect, share, "", row.node.shop_key
                )
            )
    return sorted(rows, key=lambda cause: -(cause.share or Decimal(0)))


def _effects(standing: Standing, known: list[Standing]) -> list[Decimal]:
    """What each child did to the parent; what the formula cannot say is left to the largest."""
    pairs = [(float(row.due or 0), float(row.actual or 0)) for row in known]
    formula = standing.node.formula
    values = [now - was for was, now in pairs]
    if formula == "difference":
        values = [values[0], *(-value for value in values[1:])]
    if formula == "ratio" and all(min(pair) > 0 for pair in pairs):
        values = lmdi([pairs[0], *((1 / was, 1 / now) for was, now in pairs[1:])])
    if formula == "product":
        values = lmdi(pairs)
    step = Decimal("0.01") if standing.node.is_additive else Decimal("0.000001")
    return exact(values, (standing.gap or Decimal(0)).quantize(step), step)


def _said(row: Standing, effect: Decimal, unit: str) -> Sentence:
    own, whole = UNITS.get(row.node.unit, "ratio"), UNITS.get(unit, "ratio")
    template = Template(
        f"review_child_{own}_{whole}",
        en=f"{{title}}: {{actual:{own}}} against {{due:{own}}}: {{effect:{whole}}}.",
        zh=f"{{title}}：{{actual:{own}}}，应为 {{due:{own}}}：{{effect:{whole}}}。",
    )
    actual, due = row.actual or Decimal(0), row.due or Decimal(0)
    return template.fill(title=row.node.title, actual=actual, due=due, effect=effect)
